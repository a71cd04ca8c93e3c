import { always, type RetryLibrary, SAFE_METHODS } from './library'

const READ = 'read in the published package, November 2026'

function wrapper(
  module: string,
  members: string[],
  option: string,
  counts: 'attempts' | 'retries',
  attempts: number | 'unbounded',
  evidence = READ,
): RetryLibrary {
  return {
    ecosystem: 'npm',
    module,
    members,
    form: 'wrapper',
    knobs: [{ option, counts }],
    defaults: always(attempts),
    confidence: 'V',
    evidence,
  }
}

function client(
  module: string,
  members: string[],
  option: string,
  counts: 'attempts' | 'retries',
  attempts: number,
  more: Partial<RetryLibrary> = {},
): RetryLibrary {
  return {
    ecosystem: 'npm',
    module,
    members,
    form: 'client',
    knobs: [{ option, counts }],
    defaults: always(attempts),
    confidence: 'V',
    evidence: READ,
    ...more,
  }
}

/** Functions that go out themselves, and the instances they make with settings of their own. */
function withInstances(module: string, calls: string[], makers: string[]): RetryLibrary[] {
  const row = client(module, makers, 'retry.limit', 'retries', 3, { condition: SAFE_METHODS })
  const knobs = ['retry.limit', 'retry'].map((option) => ({ option, counts: 'retries' as const }))
  return [
    { ...row, members: calls, form: 'call', knobs },
    { ...row, knobs },
  ]
}

/**
 * Retry behaviour of JavaScript libraries: one row each, tried by one test each. Drivers that only
 * wait for a lost connection (ioredis, redis, nats) are no layers: they send nothing twice.
 */
export const NPM_LIBRARIES: RetryLibrary[] = [
  wrapper('exponential-backoff', ['backOff'], 'numOfAttempts', 'attempts', 10),
  wrapper('p-retry', [''], 'retries', 'retries', 11, 'p-retry 7.1.1: retries ??= 10'),
  wrapper('async-retry', [''], 'retries', 'retries', 11, 'async-retry 1.3.3 delegates to retry'),
  wrapper('promise-retry', ['', 'promiseRetry'], 'retries', 'retries', 11),
  wrapper('retry', ['operation'], 'retries', 'retries', 11, 'retry 0.13.1: retries 10'),
  wrapper('ts-retry-promise', ['retry', 'retryDecorator'], 'retries', 'retries', 11),
  {
    ...wrapper('cockatiel', ['retry'], 'maxAttempts', 'retries', 'unbounded'),
    evidence: 'cockatiel 3.2.1: maxAttempts counts retries, default Infinity',
  },
  { ...wrapper('fetch-retry', [''], 'retries', 'retries', 4), form: 'client' },
  {
    ...wrapper(
      'rxjs*',
      ['retry'],
      'count',
      'retries',
      'unbounded',
      'rxjs 7: retry() repeats for ever',
    ),
    form: 'method',
    knobs: [
      { option: 'count', counts: 'retries' },
      { index: 0, counts: 'retries' },
    ],
  },
  client('axios-retry', [''], 'retries', 'retries', 4, {
    form: 'attached',
    to: 0,
    condition: `network errors and 5xx; ${SAFE_METHODS}`,
    evidence: 'axios-retry 4.5: retries 3, isNetworkOrIdempotentRequestError',
  }),
  ...withInstances('got', ['', 'get', 'put', 'head', 'delete', 'paginate', 'stream'], ['extend']),
  ...withInstances('ky', ['', 'get', 'put', 'head', 'delete'], ['extend', 'create']),
  {
    ...client('ofetch', ['ofetch', '$fetch'], 'retry', 'retries', 2, {
      condition: 'no retry for POST, PUT, PATCH and DELETE',
    }),
    form: 'call',
  },
  client('undici', ['RetryAgent', 'RetryHandler'], 'maxRetries', 'retries', 6),
  client('stripe', ['', 'Stripe'], 'maxNetworkRetries', 'retries', 3, {
    defaults: [{ below: '13.0.0', attempts: 1 }, { below: '17.0.0', attempts: 2 }, { attempts: 3 }],
    condition:
      'connection errors, 409, 5xx and where the answer says so; POST with an idempotency key',
    evidence: 'installed 12.18, 13.0, 16.8, 16.12, 17.0, 17.4 and 23',
  }),
  client('openai', ['', 'OpenAI', 'AzureOpenAI'], 'maxRetries', 'retries', 3),
  client('groq-sdk', ['', 'Groq'], 'maxRetries', 'retries', 3),
  client('@anthropic-ai/sdk', ['', 'Anthropic'], 'maxRetries', 'retries', 3),
  {
    ...client(
      'ai',
      ['generateText', 'generateObject', 'embed', 'embedMany'],
      'maxRetries',
      'retries',
      3,
    ),
    form: 'call',
  },
  client('replicate', ['', 'Replicate'], 'maxRetries', 'retries', 6),
  client(
    '@langchain/openai',
    ['ChatOpenAI', 'AzureChatOpenAI', 'OpenAIEmbeddings'],
    'maxRetries',
    'retries',
    7,
  ),
  client('@langchain/anthropic', ['ChatAnthropic'], 'maxRetries', 'retries', 7),
  {
    ...client('@aws-sdk/*', [], 'maxAttempts', 'attempts', 3),
    // Every client class of the SDK: `S3Client`, and the aggregated `S3`.
    members: ['*Client'],
    evidence: '@smithy/core: DEFAULT_MAX_ATTEMPTS 3; AWS_MAX_ATTEMPTS overrides it',
  },
  client('aws4fetch', ['AwsClient'], 'retries', 'retries', 11, {
    condition: '429 and 5xx; every method, no connection errors',
    evidence: 'aws4fetch 1.0.20, src/main.js: retries 10 where none is given; i <= retries',
  }),
  client('@google-cloud/storage', ['Storage'], 'retryOptions.maxRetries', 'retries', 4),
  client(
    '@azure/storage-blob',
    ['BlobServiceClient', 'ContainerClient', 'BlobClient', 'BlockBlobClient'],
    'retryOptions.maxTries',
    'attempts',
    4,
  ),
  client('@azure/service-bus', ['ServiceBusClient'], 'retryOptions.maxRetries', 'retries', 4),
  client('@azure/event-hubs', ['EventHubProducerClient'], 'retryOptions.maxRetries', 'retries', 4),
  client('twilio', [''], 'maxRetries', 'retries', 4, { optIn: true, condition: '429' }),
  client('@slack/web-api', ['WebClient'], 'retryConfig.retries', 'retries', 11),
  client('@notionhq/client', ['Client'], 'retry.maxRetries', 'retries', 3),
  client('octokit', ['Octokit'], 'request.retries', 'retries', 4),
  client('@elastic/elasticsearch', ['Client'], 'maxRetries', 'retries', 4),
  client('@upstash/redis', ['Redis'], 'retry.retries', 'retries', 6),
  client('@hubspot/api-client', ['Client'], 'numberOfApiCallRetries', 'retries', 4, {
    optIn: true,
  }),
  client('kafkajs', ['Kafka'], 'retry.retries', 'retries', 6),
  client('redlock', ['', 'Redlock'], 'retryCount', 'retries', 11),
  client('@apollo/client*', ['RetryLink'], 'attempts.max', 'attempts', 5),
  {
    ...client('bullmq', ['Queue'], 'defaultJobOptions.attempts', 'attempts', 1, { optIn: true }),
    form: 'queue',
    kind: 'queue',
    evidence: 'bullmq 5 and 6: attempts counts deliveries, default 1',
  },
  {
    ...client('bull', [''], 'defaultJobOptions.attempts', 'attempts', 1, { optIn: true }),
    form: 'queue',
    kind: 'queue',
  },
  {
    ...client('inngest', ['createFunction'], 'retries', 'retries', 4, { optIn: true }),
    form: 'queue',
    kind: 'job',
  },
  {
    ecosystem: 'npm',
    module: '@temporalio/workflow',
    members: ['proxyActivities', 'proxyLocalActivities'],
    form: 'activity',
    knobs: [{ text: /\bmaximumAttempts:\s*([\w.]+)/, counts: 'attempts' }],
    defaults: always('unbounded'),
    confidence: 'V',
    evidence: 'Temporal, default activity retry policy: maximum attempts 0, which is unlimited',
  },
  {
    ...client('google-gax', [''], 'maxRetries', 'retries', 1, { optIn: true }),
    defaults: always('unbounded'),
    deadline: 'totalTimeoutMillis: 600 s by default',
    evidence: 'google-gax 5: bounded by time, no count unless maxRetries is set',
  },
  client('gaxios', ['Gaxios'], 'retryConfig.retry', 'retries', 4, {
    optIn: true,
    condition: SAFE_METHODS,
    evidence: 'gaxios 7: retry 3 where retry is asked for',
  }),
  {
    ...client('retry-axios', ['attach'], 'retry', 'retries', 4, { condition: SAFE_METHODS }),
    form: 'attached',
    to: 0,
    evidence: 'retry-axios 4.0.3: retry 3',
  },
  client(
    'aws-sdk',
    ['*S3', 'SQS', 'SNS', 'Lambda', 'SES', 'SSM', 'S3'],
    'maxRetries',
    'retries',
    4,
    {
      evidence: 'aws-sdk 2: maxRetries 3',
    },
  ),
  {
    ...client('aws-sdk', ['DynamoDB', 'DynamoDB.DocumentClient'], 'maxRetries', 'retries', 11),
    evidence: 'aws-sdk 2: DynamoDB maxRetries 10',
  },
  {
    ...wrapper('wretch*', ['retry'], 'maxAttempts', 'retries', 11),
    form: 'queue',
    kind: 'client-setting',
    evidence: 'wretch 2.11: maxAttempts 10 counts retries',
  },
  client('mongodb', ['MongoClient'], 'retryWrites', 'attempts', 2, {
    condition: 'network errors of retryable reads and writes, once',
    evidence: 'mongodb 7.9: retryReads and retryWrites true',
  }),
  client('cassandra-driver', ['Client'], 'maxRetries', 'retries', 2, {
    evidence: 'cassandra-driver 4.10: RetryPolicy retries once',
  }),
  {
    ...client('pg-boss', ['', 'PgBoss'], 'retryLimit', 'retries', 3),
    form: 'queue',
    kind: 'queue',
    optIn: true,
    defaults: [{ below: '10.0.0', attempts: 1 }, { attempts: 3 }],
    evidence: 'pg-boss 10.4: retry_limit default 2; 9: 0',
  },
  {
    ...client('graphile-worker', ['run', 'runOnce'], 'maxAttempts', 'attempts', 25),
    form: 'queue',
    kind: 'queue',
    optIn: true,
    evidence: 'graphile-worker 0.17: max_attempts 25',
  },
  {
    ...client('@trigger.dev/sdk*', ['task', 'schemaTask'], 'retry.maxAttempts', 'attempts', 3),
    form: 'queue',
    kind: 'job',
    optIn: true,
    evidence: 'trigger.dev 4.8: maxAttempts 3',
  },
  {
    ...client('@grpc/grpc-js', ['*Client'], 'x', 'attempts', 1, { optIn: true }),
    knobs: [{ text: /maxAttempts['"]?\s*:\s*(\d+)/, counts: 'attempts' }],
    condition: 'status codes of the service config; at most 5 attempts',
    evidence: 'grpc-js 1.14: grpc.enable_retries, gRFC A6',
  },
]
