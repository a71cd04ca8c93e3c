import type { Family } from '../languages'
import { libraryOf } from '../retry/libraries'

/** A package whose objects send what they are asked to out of the process. */
export interface OutboundClient {
  on: Family
  /** Modules as imported. */
  module: RegExp
  /** Methods that only prepare something. */
  prepares?: RegExp
  /** What alone sends, on whatever a file that imports the package calls it on. */
  ends?: RegExp
  /** Databases and caches: told on a path only where somebody repeats the call itself. */
  store?: true
}

const ORM = /^(model|entity|table|column|define|schema|sql|raw|ref|alias)$/

/** Packages that go out, read in each one's documentation, November 2026. Retrying ones have rows of their own. */
const OUTBOUND: readonly OutboundClient[] = [
  {
    on: 'script',
    module:
      /^(axios|got|ky|superagent|needle|node-fetch|cross-fetch|undici|ofetch|wretch|@nestjs\/axios|gaxios|https?|node:https?|node:http2)(\/|$)/,
  },
  {
    on: 'script',
    module:
      /^(@google-cloud|@azure|@aws-sdk|@octokit|@sendgrid|@slack|@notionhq|@hubspot|@supabase|@elastic|@opensearch-project|@algolia|@mistralai|@google|@modelcontextprotocol|@mastra\/mcp|@grpc|@smithy|@aws-lambda|@segment|@qdrant|@pinecone-database|@upstash|@anthropic-ai)\//,
    prepares:
      /^(file|bucket|topic|subscription|doc|collection|ref|getBlobClient|get\w+Client|withOptions)$/,
  },
  {
    on: 'script',
    module:
      /^(aws-sdk|stripe|openai|groq-sdk|replicate|twilio|octokit|googleapis|firebase-admin|nodemailer|resend|postmark|mailgun\.js|posthog-node|mixpanel|algoliasearch|cohere-ai|amqplib|amqp-connection-manager|kafkajs|nats|mqtt|ssh2|ssh2-sftp-client|ldapjs|snowflake-sdk|web-push|inngest)(\/|$)/,
  },
  {
    // Signing sends nothing.
    on: 'script',
    module: /^aws4fetch$/,
    prepares: /^sign$/,
  },
  {
    on: 'script',
    module:
      /^(@clickhouse\/client(-web)?|pg|pg-promise|postgres|mysql2?|mongodb|ioredis|redis|@redis\/client|@prisma\/client|mongoose|cassandra-driver|neo4j-driver|knex|typeorm|sequelize|drizzle-orm|kysely|better-sqlite3)(\/|$)/,
    prepares: ORM,
    store: true,
  },
  {
    // Requests are put together by any number of calls, and sent by the last one; databases have
    // statements that are executed, too.
    on: 'python',
    module: /^googleapiclient(\.|$)/,
    ends: /(?<!cursor|conn|connect|connection|session|engine|begin|transaction|pipeline|db)\(\)\.(execute|next_chunk)$/i,
    prepares: /^(?!(execute|next_chunk)$)/,
  },
  {
    on: 'python',
    module:
      /^(requests\w*|httpx|aiohttp|urllib3|http\.client|sendgrid|python_http_client|stripe|twilio|slack_sdk|google\.cloud|google\.auth|azure|kafka|aiokafka|confluent_kafka|pika|aio_pika|openai|anthropic|cohere|paramiko|smtplib|ftplib|ldap3|Adyen|braintree|razorpay|authorizenet|posthog|mailchimp\w*|zeep|suds|nats|paho)(\.|$)/,
    prepares: /^(Request|mount|get_topic|topic_path|bucket|blob|get_bucket)$/,
  },
  {
    // Its functions make channels, credentials and handlers; stubs, which send, are generated.
    on: 'python',
    module: /^grpc(\.|$)/,
    prepares:
      /(_|^)(channel|credentials|handlers?|service|interceptor|future|server|unary|stream)$|^protos/,
  },
  {
    // Resources, paginators and waiters are handles: what is called on them sends.
    on: 'python',
    module: /^(boto3|botocore|aiobotocore|aioboto3)(\.|$)/,
    prepares: /^([A-Z]\w*|get_paginator|get_waiter|can_paginate)$/,
  },
  {
    on: 'python',
    module:
      /^(redis|psycopg\w*|asyncpg|pymongo|motor|elasticsearch\w*|opensearchpy|pymysql|aiomysql|cassandra|neo4j|sqlalchemy|django\.db|django\.core\.cache|peewee|tortoise|clickhouse_\w+)(\.|$)/,
    prepares: /^(select|text|Column|relationship|\w+Field|Q|F)$/,
    store: true,
  },
  {
    on: 'java',
    module:
      /^(org\.springframework\.(web\.client|web\.reactive\.function\.client|kafka\.core|amqp|jms\.core|mail|ws\.client|cloud\.openfeign|vault|integration)|okhttp3|java\.net(?!\.http)|org\.apache\.(http|hc)|feign|retrofit2|com\.google\.cloud|com\.azure|com\.microsoft\.azure|io\.grpc|(jakarta|javax)\.ws\.rs\.client|(jakarta|javax)\.(mail|jms)|software\.amazon\.awssdk|com\.amazonaws|io\.awspring|org\.apache\.kafka\.clients|com\.rabbitmq\.client|com\.stripe|com\.twilio|com\.slack|kong\.unirest|io\.ktor\.client|io\.vertx\.(ext\.web|core\.http)\w*|org\.asynchttpclient|io\.micronaut\.http\.client|com\.mashape|org\.eclipse\.microprofile\.rest\.client)(\.|$)/,
    prepares:
      /^(builder|newBuilder|create|mutate|defaultHeaders?|of\w*|discarding|statusCode|body|headers)$/,
  },
  {
    on: 'java',
    module:
      /^(org\.springframework\.(jdbc|data|orm|transaction\.support)|java\.sql|javax\.sql|(jakarta|javax)\.persistence|redis\.clients|io\.lettuce|org\.redisson|com\.mongodb|org\.elasticsearch|co\.elastic|org\.hibernate|com\.datastax|org\.neo4j|io\.r2dbc)(\.|$)/,
    store: true,
  },
  {
    on: 'go',
    module: /^net\/http$/,
    prepares: /^(?!(Do|Get|Head|Post|PostForm|RoundTrip)$)/,
  },
  {
    on: 'go',
    module:
      /^(net\/rpc|net\/smtp|google\.golang\.org\/(grpc(?!\/(status|codes|metadata|credentials|peer|connectivity|keepalive|encoding|resolver|reflection|stats|grpclog)\b)|api|genproto)|cloud\.google\.com\/go|github\.com\/(aws\/|Azure\/|hashicorp\/(go-retryablehttp|vault|consul|nomad)|go-resty|IBM\/sarama|Shopify\/sarama|segmentio\/kafka-go|twmb\/franz-go|nats-io|rabbitmq|streadway|stripe\/|twilio\/|slack-go|sashabaranov|google\/go-github|minio\/|sendgrid\/|eclipse\/paho))/,
    prepares:
      /^(NewRequest\w*|New\w*|With\w*|Bucket|Object|Topic|StandardClient|Successes|Errors|Close|AsyncClose|GetState|WaitForStateChange|ResetConnectBackoff|Target|Ptr|String|Bool|Int|Int64)$/,
  },
  {
    // Typed clients of Kubernetes, also generated ones: `clientset.CoreV1().Pods(space).Get(…)`.
    on: 'go',
    module:
      /^k8s\.io\/client-go(?!\/(listers|informers|util|tools\/cache))|^sigs\.k8s\.io\/controller-runtime\/pkg\/client$|\/clientset\/versioned(\/|$)/,
    prepares:
      /^(?!(Get|List|Create|Update|UpdateStatus|Delete|DeleteCollection|DeleteAllOf|Patch|Apply|ApplyStatus|Watch|Do|DoRaw|Stream|ServerVersion)$)/,
  },
  {
    on: 'go',
    module:
      /^(database\/sql|github\.com\/(jackc\/pgx(?!\/v\d+\/pgtype)|lib\/pq|jmoiron\/sqlx|redis\/|go-redis\/|elastic\/|opensearch-project\/|gocql|neo4j|ClickHouse)|go\.mongodb\.org|gorm\.io)/,
    prepares: /^(New\w*|Open|With\w*|Prepare\w*)$/,
    store: true,
  },
]

/** Packages that nobody has reviewed and that say by their name what they are. */
const BY_NAME = /(^|[-_./@])(client|sdk|https?|requests?|rest|api|grpc|fetch|rpc)([-_./]|$)/i
const NO_CLIENT =
  /\/(listers|informers)(\/|$)|opentelemetry|prometheus|types|schema|zod|validator|mock|test|msw|nock|react|next|express|\/server|web\.bind|http\.(HttpStatus|MediaType|ResponseEntity)|servlet/i

export interface ClientPackage {
  name: string
  prepares?: RegExp
  store?: true
  /** Reviewed; else guessed by its name. */
  reviewed: boolean
}

const packageName = (module: string, on: Family): string =>
  on === 'script'
    ? module
        .split('/')
        .slice(0, module.startsWith('@') ? 2 : 1)
        .join('/')
    : module

/** Constructors and factories; what merely sends something makes no client. */
const MAKES = /^$|(^|\.)((create|connect|open|from|new)\w*|client|resource|\w*Client|[A-Z]\w*)$/
const NO_CLIENT_TYPE =
  /(Error|Exception|Request|Response|Config|Options?|Settings|Command|Input|Output|Type|Types|Auth|Mail|Message|Attachment|Params|Record|Event|Status|Level|Result|Schema|Token|Credentials?|Retry|Policy|Header|Headers|Body|Method|Url|URL|URI|Builder)$/
/** What a client's methods do before or after sending. */
const LOCAL_METHOD =
  /^(on|off|once|use|close|end|shutdown|destroy|disconnect|dispose|interceptors|defaults|to[A-Z]\w*|to_\w+|seek|tell|__\w+__|json|text|encode|decode|raise_for_status|register\w*|set[A-Z]\w*|with[A-Z]\w*|get[A-Z]\w*Client|getSignedUrl|generateSasUrl|get_presigned_url|generate_presigned_(url|post)|builder|build|newBuilder|quit|unref|ref|default)$/

/** Whether what a module's member gives is a client, rather than an answer, an error or a setting. */
export const makesClient = (member: string): boolean =>
  MAKES.test(member) && !NO_CLIENT_TYPE.test(member)

/** Whether calling this on a client sends something. */
export const sends = (found: ClientPackage, method: string): boolean =>
  !LOCAL_METHOD.test(method) && !found.prepares?.test(method)

/** Whether a dotted call is made on the answer of another one that sends: `http.get().json`. */
export const isOnAnswer = (found: ClientPackage, path: string): boolean =>
  path
    .split('.')
    .slice(1, -1)
    .some((part) => part.endsWith('()') && sends(found, part.slice(0, -2)))

const MAKES_OR_PREPARES =
  /^(create|construct|connect|parse|from|new|build|define|configure|init|set|is|to)(?![a-z])/

const RESOURCE = /(^|\.)[A-Z]\w*\.create$/

/**
 * A Go package's own functions that send are called by a verb (`smtp.SendMail`, `config.LoadDefaultConfig`);
 * the others give options, partitioners and blocks to those who send (`kgo.SeedBrokers`).
 */
const GO_SENDS =
  /^(Call|Cancel|Capture|Confirm|Connect|Copy|Create|Del|Delete|Detect|Dial|Do|Download|Exec|Fetch|Find|Get|Head|Invoke|List|Load|Lookup|Patch|Ping|Post|Publish|Put|Query|Read|Receive|Request|Retrieve|Run|Search|Send|Subscribe|Update|Upload|Write)(?![a-z])/
const isGoOption = (name: string) =>
  !name.startsWith('Load') && /(Config|Options?|Timeout|Interval|Retries|Backoff)$/.test(name)

/** Whether a function of the module itself sends something: constructors and factories do not. */
export function sendsDirectly(found: ClientPackage, callee: string, on: Family): boolean {
  const name = callee.slice(callee.lastIndexOf('.') + 1)
  if (on !== 'go' && /^[A-Z]/.test(name)) return false
  // Functions of a Go package that nobody reviewed make, check and convert more often than they send.
  if (on === 'go' && (!found.reviewed || !GO_SENDS.test(name) || isGoOption(name))) return false
  // `stripe.Customer.create`: a resource's function, which is no constructor.
  if (on === 'python' && name === 'create' && RESOURCE.test(callee)) return true
  return !MAKES_OR_PREPARES.test(name) && sends(found, name)
}

const ANSWER = /^(?:\w+\.)*[A-Z]\w*(Records?|Response|Entity|Headers?|Metadata)\.\w+$/

/** Whether a module's member is a method of what answers: `ConsumerRecord.value`. */
export const isOfAnswer = (member: string): boolean => ANSWER.test(member)

const ENDING = OUTBOUND.filter(({ ends }) => ends)

/** A call that sends by what it is called, in a file that imports its package. */
export function endingClient(
  callee: string,
  modules: readonly string[],
  on: Family,
): ClientPackage | undefined {
  const row = ENDING.find((one) => one.on === on && one.ends?.test(callee))
  const module = row && modules.find((one) => row.module.test(one))
  return module ? { name: packageName(module, on), reviewed: true } : undefined
}

const answers = new Map<string, ClientPackage | undefined>()
const MAX_ANSWERS = 20_000

/** Whether a module's objects are clients, and of what. */
export function clientPackage(
  module: string,
  member: string,
  on: Family,
): ClientPackage | undefined {
  const key = `${on} ${module} ${member}`
  if (!answers.has(key)) {
    if (answers.size > MAX_ANSWERS) answers.clear()
    answers.set(key, lookUp(module, member, on))
  }
  return answers.get(key)
}

function lookUp(module: string, member: string, on: Family): ClientPackage | undefined {
  if (/^(\.|@\/|~\/)/.test(module)) return undefined
  const name = packageName(module, on)
  const row = OUTBOUND.find((one) => one.on === on && one.module.test(module))
  if (row) {
    return {
      name,
      reviewed: true,
      ...(row.prepares ? { prepares: row.prepares } : {}),
      ...(row.store ? { store: true } : {}),
    }
  }
  const origin = { module, imported: member, path: [], member }
  const library = libraryOf(on, [origin], ['client', 'call'])
  if (library && library.kind !== 'wrapper') return { name, reviewed: true }
  return BY_NAME.test(module) && !NO_CLIENT.test(module) ? { name, reviewed: false } : undefined
}
