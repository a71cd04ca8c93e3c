import { describe, expect, it } from 'vitest'
import type { Language } from '../../model'
import { read } from '../testing'
import { LIBRARY_BY_KEY } from './libraries'

/** Source with `KNOB` where the number may stand, what it gives without and with the knob. */
type Case = [source: string, byDefault: number | string, knob?: string, withKnob?: number | string]

const named = (
  module: string,
  name: string,
  knob: string,
  byDefault: number | string,
  withKnob: number,
): Case => [
  `import { ${name} } from '${module}'\nconst c = new ${name}({ KNOB })\nexport const f = () => c.a.send()`,
  byDefault,
  knob,
  withKnob,
]
const own = (module: string, knob: string, byDefault: number | string, withKnob: number): Case => [
  `import C from '${module}'\nconst c = new C({ KNOB })\nexport const f = () => c.a.send()`,
  byDefault,
  knob,
  withKnob,
]
const wrap = (
  module: string,
  name: string,
  knob: string,
  byDefault: number | string,
  withKnob: number,
): Case => [
  `import ${name} from '${module}'\nexport const f = () => ${name.replace(/[{} ]/g, '')}(() => api.send(), { KNOB })`,
  byDefault,
  knob,
  withKnob,
]
const call = (
  module: string,
  name: string,
  knob: string,
  byDefault: number | string,
  withKnob: number,
): Case => [
  `import ${name} from '${module}'\nexport const f = () => ${name.replace(/[{} ]/g, '')}(url, { KNOB })`,
  byDefault,
  knob,
  withKnob,
]

const NPM: Record<string, Case> = {
  'npm:exponential-backoff': wrap('exponential-backoff', '{ backOff }', 'numOfAttempts: 4', 10, 4),
  'npm:p-retry': wrap('p-retry', 'pRetry', 'retries: 4', 11, 5),
  'npm:async-retry': wrap('async-retry', 'retry', 'retries: 4', 11, 5),
  'npm:promise-retry': wrap('promise-retry', 'promiseRetry', 'retries: 4', 11, 5),
  'npm:retry': wrap('retry', '{ operation }', 'retries: 4', 11, 5),
  'npm:ts-retry-promise': wrap('ts-retry-promise', '{ retry }', 'retries: 4', 11, 5),
  'npm:cockatiel': wrap('cockatiel', '{ retry }', 'maxAttempts: 4', 'unbounded', 5),
  'npm:fetch-retry': own('fetch-retry', 'retries: 4', 4, 5),
  'npm:rxjs': [
    "import { retry } from 'rxjs'\nexport const f = () => api.load().pipe(retry(KNOB))",
    'unbounded',
    '4',
    5,
  ],
  'npm:axios-retry': own('axios-retry', 'retries: 4', 4, 5),
  'npm:got': call('got', 'got', 'retry: { limit: 4 }', 3, 5),
  'npm:got!client:extend': [
    "import got from 'got'\nconst http = got.extend({ KNOB })\nexport const f = () => http.get(url)",
    3,
    'retry: { limit: 4 }',
    5,
  ],
  'npm:ky!client:extend': [
    "import ky from 'ky'\nconst http = ky.create({ KNOB })\nexport const f = () => http.get(url)",
    3,
    'retry: { limit: 4 }',
    5,
  ],
  'npm:ky': call('ky', 'ky', 'retry: 4', 3, 5),
  'npm:ofetch': call('ofetch', '{ ofetch }', 'retry: 4', 2, 5),
  'npm:undici': named('undici', 'RetryAgent', 'maxRetries: 4', 6, 5),
  'npm:stripe': own('stripe', 'maxNetworkRetries: 4', 3, 5),
  'npm:openai': own('openai', 'maxRetries: 4', 3, 5),
  'npm:groq-sdk': own('groq-sdk', 'maxRetries: 4', 3, 5),
  'npm:@anthropic-ai/sdk': own('@anthropic-ai/sdk', 'maxRetries: 4', 3, 5),
  'npm:ai': call('ai', '{ generateText }', 'maxRetries: 4', 3, 5),
  'npm:replicate': own('replicate', 'maxRetries: 4', 6, 5),
  'npm:@langchain/openai': named('@langchain/openai', 'ChatOpenAI', 'maxRetries: 4', 7, 5),
  'npm:@langchain/anthropic': named('@langchain/anthropic', 'ChatAnthropic', 'maxRetries: 4', 7, 5),
  'npm:@aws-sdk': named('@aws-sdk/client-s3', 'S3Client', 'maxAttempts: 4', 3, 4),
  'npm:@google-cloud/storage': named(
    '@google-cloud/storage',
    'Storage',
    'retryOptions: { maxRetries: 4 }',
    4,
    5,
  ),
  'npm:@azure/storage-blob': named(
    '@azure/storage-blob',
    'BlobServiceClient',
    'retryOptions: { maxTries: 5 }',
    4,
    5,
  ),
  'npm:@azure/service-bus': named(
    '@azure/service-bus',
    'ServiceBusClient',
    'retryOptions: { maxRetries: 4 }',
    4,
    5,
  ),
  'npm:@azure/event-hubs': named(
    '@azure/event-hubs',
    'EventHubProducerClient',
    'retryOptions: { maxRetries: 4 }',
    4,
    5,
  ),
  'npm:twilio': own('twilio', 'maxRetries: 4', 'none', 5),
  'npm:@slack/web-api': named('@slack/web-api', 'WebClient', 'retryConfig: { retries: 4 }', 11, 5),
  'npm:@notionhq/client': named('@notionhq/client', 'Client', 'retry: { maxRetries: 4 }', 3, 5),
  'npm:octokit': named('octokit', 'Octokit', 'request: { retries: 4 }', 4, 5),
  'npm:@elastic/elasticsearch': named('@elastic/elasticsearch', 'Client', 'maxRetries: 4', 4, 5),
  'npm:@upstash/redis': named('@upstash/redis', 'Redis', 'retry: { retries: 4 }', 6, 5),
  'npm:@hubspot/api-client': named(
    '@hubspot/api-client',
    'Client',
    'numberOfApiCallRetries: 4',
    'none',
    5,
  ),
  'npm:kafkajs': named('kafkajs', 'Kafka', 'retry: { retries: 4 }', 6, 5),
  'npm:redlock': own('redlock', 'retryCount: 4', 11, 5),
  'npm:@apollo/client': named(
    '@apollo/client/link/retry',
    'RetryLink',
    'attempts: { max: 4 }',
    5,
    4,
  ),
  'npm:bullmq': [
    "import { Queue } from 'bullmq'\nexport const q = new Queue('a', { KNOB })",
    'none',
    'defaultJobOptions: { attempts: 4 }',
    4,
  ],
  'npm:bull': [
    "import Queue from 'bull'\nexport const q = new Queue('a', { KNOB })",
    'none',
    'defaultJobOptions: { attempts: 4 }',
    4,
  ],
  'npm:inngest': [
    "import { createFunction } from 'inngest'\nexport const q = createFunction({ KNOB })",
    'none',
    'retries: 4',
    5,
  ],
  'npm:@temporalio/workflow': call(
    '@temporalio/workflow',
    '{ proxyActivities }',
    "startToCloseTimeout: '5s', retry: { maximumAttempts: 4 }",
    'unknown',
    4,
  ),
  'npm:google-gax': own('google-gax', 'maxRetries: 4', 'none', 5),
  'npm:gaxios': named('gaxios', 'Gaxios', 'retryConfig: { retry: 4 }', 'none', 5),
  'npm:retry-axios': call('retry-axios', '{ attach }', 'retry: 4', 4, 5),
  'npm:aws-sdk': [
    "import { SQS } from 'aws-sdk'\nconst c = new SQS({ KNOB })\nexport const f = () => c.sendMessage()",
    4,
    'maxRetries: 4',
    5,
  ],
  'npm:aws-sdk!client:DynamoDB': named('aws-sdk', 'DynamoDB', 'maxRetries: 4', 11, 5),
  'npm:wretch': call('wretch/middlewares', '{ retry }', 'maxAttempts: 4', 11, 5),
  'npm:mongodb': named('mongodb', 'MongoClient', 'retryWrites: false', 2, 1),
  'npm:cassandra-driver': named('cassandra-driver', 'Client', 'maxRetries: 4', 2, 5),
  'npm:pg-boss': own('pg-boss', 'retryLimit: 4', 'none', 5),
  'npm:graphile-worker': call('graphile-worker', '{ run }', 'maxAttempts: 4', 'none', 4),
  'npm:@trigger.dev/sdk': call(
    '@trigger.dev/sdk/v3',
    '{ task }',
    'retry: { maxAttempts: 4 }',
    'none',
    4,
  ),
  'npm:@grpc/grpc-js': [
    `import { Client } from '@grpc/grpc-js'\nconst c = new Client(url, creds, { 'grpc.service_config': '{"retryPolicy":{KNOB}}' })\nexport const f = () => c.getUser()`,
    'none',
    '"maxAttempts": 4',
    4,
  ],
}

const py = (
  module: string,
  name: string,
  knob: string | undefined,
  byDefault: number | string,
  withKnob?: number,
): Case => [
  `from ${module} import ${name}\nc = ${name}(KNOB)\ndef f():\n    c.send()\n`,
  byDefault,
  knob,
  withKnob,
]
const mark = (
  head: string,
  decorator: string,
  knob: string | undefined,
  byDefault: number | string,
  withKnob?: number,
): Case => [`${head}\n@${decorator}(KNOB)\ndef f():\n    api.send()\n`, byDefault, knob, withKnob]

const PYPI: Record<string, Case> = {
  'pypi:tenacity': mark(
    'from tenacity import retry, stop_after_attempt',
    'retry',
    'stop=stop_after_attempt(4)',
    'unbounded',
    4,
  ),
  'pypi:stamina': mark('import stamina', 'stamina.retry', 'on=E, attempts=4', 10, 4),
  'pypi:backoff': mark(
    'import backoff',
    'backoff.on_exception',
    'backoff.expo, E, max_tries=4',
    'unbounded',
    4,
  ),
  'pypi:retrying': mark(
    'from retrying import retry',
    'retry',
    'stop_max_attempt_number=4',
    'unbounded',
    4,
  ),
  'pypi:retry': mark('from retry import retry', 'retry', 'tries=4', 'unbounded', 4),
  'pypi:celery': mark(
    'from celery import shared_task',
    'shared_task',
    'autoretry_for=(E,), max_retries=4',
    'none',
    5,
  ),
  'pypi:dramatiq': mark('import dramatiq', 'dramatiq.actor', 'max_retries=4', 21, 5),
  'pypi:urllib3': py('urllib3', 'Retry', 'total=4', 11, 5),
  'pypi:urllib3!client:PoolManager': py('urllib3', 'PoolManager', 'retries=4', 4, 5),
  'pypi:requests': py('requests.adapters', 'HTTPAdapter', 'max_retries=4', 'none', 5),
  'pypi:boto3': [
    'import boto3\nfrom botocore.config import Config\nc = boto3.client("s3", KNOB)\ndef f():\n    c.put_object()\n',
    5,
    'config=Config(retries={"max_attempts": 4})',
    5,
  ],
  'pypi:openai': py('openai', 'OpenAI', 'max_retries=4', 3, 5),
  'pypi:anthropic': py('anthropic', 'Anthropic', 'max_retries=4', 3, 5),
  'pypi:elasticsearch': py('elasticsearch', 'Elasticsearch', 'max_retries=4', 4, 5),
  'pypi:redis': py('redis', 'Redis', undefined, 11),
  'pypi:google-api-core': [
    'from google.api_core import retry as google_retry\npolicy = google_retry.Retry(KNOB)\ndef f():\n    publisher.publish(topic, retry=policy)\n',
    'unbounded',
  ],
  'pypi:google-api-core!decorator:retry.Retry': mark(
    'from google.api_core import retry',
    'retry.Retry',
    undefined,
    'unbounded',
  ),
  'pypi:stripe': py('stripe', 'StripeClient', 'max_network_retries=4', 3, 5),
  'pypi:stripe!call:^([a-z_]+\\.)*(?!Webhook|StripeClient)[A-Z]\\w*\\.(?!construct|refresh|to_dict|class_url|instance_url)[a-z]\\w*$':
    [
      'import stripe\ndef f():\n    stripe.checkout.Session.create(KNOB)',
      3,
      'max_network_retries=4',
      5,
    ],
  'pypi:PyGithub': py('github', 'Github', 'retry=4', 11, 5),
  'pypi:slack_sdk': py('slack_sdk', 'WebClient', undefined, 2),
  'pypi:twilio': py('twilio.http.http_client', 'TwilioHttpClient', 'max_retries=4', 'none', 5),
  'pypi:arq': py('arq', 'func', 'work, max_tries=4', 5, 4),
  'pypi:huey': mark('from huey.contrib.djhuey import db_task', 'db_task', 'retries=4', 'none', 5),
  'pypi:rq': py('rq', 'Retry', 'max=4', 'none', 5),
  'pypi:aiohttp-retry': py(
    'aiohttp_retry',
    'RetryClient',
    'retry_options=ExponentialRetry(attempts=4)',
    3,
    4,
  ),
  'pypi:httpx': py('httpx', 'HTTPTransport', 'retries=4', 'none', 5),
  'pypi:kafka-python': py('kafka', 'KafkaProducer', 'retries=4', 'none', 5),
  'pypi:temporalio': [
    'from temporalio import workflow\nworkflow.execute_activity(send, start_to_close_timeout=t, KNOB)\n',
    'unbounded',
    'retry_policy=RetryPolicy(maximum_attempts=4)',
    4,
  ],
  'pypi:grpcio': [
    `import grpc\nimport users_pb2_grpc\nCONFIG = '{"retryPolicy": {KNOB}}'\nchannel = grpc.insecure_channel(url, options=[("grpc.service_config", CONFIG)])\nstub = users_pb2_grpc.UsersStub(channel)\ndef f():\n    stub.GetUser(r)\n`,
    'none',
    '"maxAttempts": 4',
    4,
  ],
}

const note = (type: string, knob: string, byDefault: number, withKnob: number): Case => [
  `import ${type};\nclass A { @${type.replace(/^.*\./, '')}(KNOB) void f() { api.send(); } }`,
  byDefault,
  knob,
  withKnob,
]
const body = (
  imports: string,
  code: string,
  byDefault: number | string,
  knob?: string,
  withKnob?: number,
): Case => [
  `${imports
    .split(' ')
    .map((one) => `import ${one};`)
    .join('\n')}\nclass A { ${code} }`,
  byDefault,
  knob,
  withKnob,
]
const failsafe = (root: string): Case =>
  body(
    `${root}.Failsafe ${root}.RetryPolicy`,
    'RetryPolicy<Object> policy = RetryPolicy.builder()KNOB.build(); void f() { Failsafe.with(policy).get(() -> api.send()); }',
    3,
    '.withMaxRetries(4)',
    5,
  )

const MAVEN: Record<string, Case> = {
  'maven:org.springframework.retry:spring-retry': note(
    'org.springframework.retry.annotation.Retryable',
    'maxAttempts = 4',
    3,
    4,
  ),
  'maven:org.springframework:spring-context': note(
    'org.springframework.resilience.annotation.Retryable',
    'maxRetries = 4',
    4,
    5,
  ),
  'maven:io.github.resilience4j:resilience4j-retry': note(
    'io.github.resilience4j.retry.annotation.Retry',
    'name = "a"',
    3,
    3,
  ),
  'maven:org.eclipse.microprofile.fault-tolerance:microprofile-fault-tolerance-api': note(
    'org.eclipse.microprofile.faulttolerance.Retry',
    'maxRetries = 4',
    4,
    5,
  ),
  'maven:io.micronaut:micronaut-retry': note(
    'io.micronaut.retry.annotation.Retryable',
    'attempts = "4"',
    4,
    5,
  ),
  'maven:org.springframework.kafka:spring-kafka': note(
    'org.springframework.kafka.annotation.RetryableTopic',
    'attempts = "4"',
    3,
    4,
  ),
  'maven:org.springframework.retry:spring-retry!client:RetryTemplate': body(
    'org.springframework.retry.support.RetryTemplate',
    'RetryTemplate retry = RetryTemplate.builder()KNOB.build(); void f() { retry.execute(c -> api.send()); }',
    3,
    '.maxAttempts(4)',
    4,
  ),
  'maven:org.springframework:spring-core': body(
    'org.springframework.core.retry.RetryTemplate',
    'RetryTemplate retry = new RetryTemplate(KNOB); void f() { retry.execute(() -> api.send()); }',
    4,
    'RetryPolicy.builder().maxRetries(4).build()',
    5,
  ),
  'maven:io.github.resilience4j:resilience4j-retry!client:Retry': body(
    'io.github.resilience4j.retry.Retry io.github.resilience4j.retry.RetryConfig',
    'RetryConfig config = RetryConfig.custom()KNOB.build(); Retry retry = Retry.of("a", config); void f() { retry.executeSupplier(() -> api.send()); }',
    3,
    '.maxAttempts(4)',
    4,
  ),
  'maven:io.github.resilience4j:resilience4j-retry!method:withRetry': body(
    'io.github.resilience4j.decorators.Decorators',
    'Retry retry = Retry.of("a", RetryConfig.custom()KNOB.build()); void f() { Decorators.ofSupplier(() -> api.send()).withRetry(retry).get(); }',
    3,
    '.maxAttempts(4)',
    4,
  ),
  'maven:io.github.resilience4j:resilience4j-retry!operator:RetryOperator.of': body(
    'io.github.resilience4j.reactor.retry.RetryOperator',
    'Retry retry = Retry.of("a", RetryConfig.custom()KNOB.build()); void f() { api.send().transform(RetryOperator.of(retry)); }',
    3,
    '.maxAttempts(4)',
    4,
  ),
  'maven:io.projectreactor:reactor-core': body(
    'reactor.util.retry.Retry',
    'void f() { api.send().retryWhen(KNOB); }',
    'unknown',
    'Retry.backoff(4, d)',
    5,
  ),
  'maven:io.projectreactor:reactor-core!method:retry': body(
    'reactor.core.publisher.Mono',
    'void f() { api.send().retry(KNOB); }',
    'unbounded',
    '4',
    5,
  ),
  'maven:io.temporal:temporal-sdk': body(
    'io.temporal.workflow.Workflow',
    'Mails mails = Workflow.newActivityStub(Mails.class, ActivityOptions.newBuilder().setStartToCloseTimeout(t)KNOB.build()); void f() { mails.send(); }',
    'unbounded',
    '.setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(4).build())',
    4,
  ),
  'maven:org.jobrunr:jobrunr': note('org.jobrunr.jobs.annotations.Job', 'retries = 4', 11, 5),
  'maven:dev.failsafe:failsafe': failsafe('dev.failsafe'),
  'maven:net.jodah:failsafe': failsafe('net.jodah.failsafe'),
  'maven:com.github.rholder:guava-retrying': body(
    'com.github.rholder.retry.Retryer com.github.rholder.retry.RetryerBuilder com.github.rholder.retry.StopStrategies',
    'Retryer<Boolean> retryer = RetryerBuilder.<Boolean>newBuilder()KNOB.build(); void f() { retryer.call(() -> api.send()); }',
    'unbounded',
    '.withStopStrategy(StopStrategies.stopAfterAttempt(4))',
    4,
  ),
  'maven:io.smallrye.reactive:mutiny': body(
    'io.smallrye.mutiny.Uni',
    'void f() { api.send().onFailure().retry().atMost(KNOB); }',
    'unknown',
    '4',
    5,
  ),
  'maven:io.smallrye.reactive:mutiny!method:retry().indefinitely': body(
    'io.smallrye.mutiny.Uni',
    'void f() { api.send().onFailure().retry().indefinitely(); }',
    'unbounded',
  ),
  'maven:io.github.openfeign:feign-core': body(
    'feign.Retryer',
    'Retryer retryer() { return new Retryer.Default(KNOB); }',
    5,
    '100, 1000, 4',
    4,
  ),
  'maven:com.google.api:gax': body(
    'com.google.api.gax.retrying.RetrySettings',
    'RetrySettings settings = RetrySettings.newBuilder()KNOB.build();',
    'unbounded',
    '.setMaxAttempts(4)',
    4,
  ),
  'maven:software.amazon.awssdk:sdk-core': body(
    'software.amazon.awssdk.services.s3.S3Client',
    'S3Client s3 = S3Client.builder()KNOB.build(); void f() { s3.putObject(r); }',
    4,
    '.overrideConfiguration(o -> o.retryPolicy(RetryPolicy.builder().numRetries(4).build()))',
    5,
  ),
  'maven:com.amazonaws:aws-java-sdk-core': body(
    'com.amazonaws.services.s3.AmazonS3 com.amazonaws.services.s3.AmazonS3ClientBuilder',
    'AmazonS3 s3 = AmazonS3ClientBuilder.standard()KNOB.build(); void f() { s3.putObject(r); }',
    4,
    '.withClientConfiguration(new ClientConfiguration().withMaxErrorRetry(4))',
    5,
  ),
  'maven:org.apache.httpcomponents:httpclient': body(
    'org.apache.http.impl.client.HttpClients',
    'void f() { var http = HttpClients.custom()KNOB.build(); http.execute(r); }',
    4,
    '.setRetryHandler(new DefaultHttpRequestRetryHandler(4, true))',
    5,
  ),
  'maven:org.apache.httpcomponents.client5:httpclient5': body(
    'org.apache.hc.client5.http.impl.classic.HttpClients',
    'void f() { var http = HttpClients.custom()KNOB.build(); http.execute(r); }',
    2,
    '.setRetryStrategy(new DefaultHttpRequestRetryStrategy(4, t))',
    5,
  ),
  'maven:com.squareup.okhttp3:okhttp': body(
    'okhttp3.OkHttpClient',
    'OkHttpClient http = new OkHttpClient(); void f() { http.newCall(r).execute(); }',
    'none',
  ),
  'maven:io.grpc:grpc-api': body(
    'io.grpc.ManagedChannelBuilder',
    'void f() { var channel = ManagedChannelBuilder.forTarget(t)KNOB.build(); channel.newCall(m); }',
    'none',
    '.defaultServiceConfig(Map.of("maxAttempts", 4)).enableRetry()',
    4,
  ),
  'maven:org.springframework.kafka:spring-kafka!queue:DefaultErrorHandler': body(
    'org.springframework.kafka.listener.DefaultErrorHandler',
    'DefaultErrorHandler handler() { return new DefaultErrorHandler(KNOB); }',
    10,
    'new FixedBackOff(1000L, 4)',
    5,
  ),
}

const go = (
  path: string,
  code: string,
  byDefault: number | string,
  knob?: string,
  withKnob?: number,
): Case => [`package a\nimport "${path}"\nfunc F() {\n${code}\n}`, byDefault, knob, withKnob]

const GO: Record<string, Case> = {
  'go:github.com/avast/retry-go': go(
    'github.com/avast/retry-go/v4',
    'retry.Do(work, KNOB)',
    10,
    'retry.Attempts(4)',
    4,
  ),
  'go:github.com/cenkalti/backoff': go(
    'github.com/cenkalti/backoff/v4',
    'backoff.Retry(op, KNOB)',
    'unbounded',
    'backoff.WithMaxRetries(b, 4)',
    5,
  ),
  'go:github.com/sethvargo/go-retry': go(
    'github.com/sethvargo/go-retry',
    'retry.Do(ctx, KNOB work)',
    'unbounded',
    'retry.WithMaxRetries(4, b),',
    5,
  ),
  'go:go.temporal.io/sdk': go(
    'go.temporal.io/sdk/workflow',
    'o := workflow.WithActivityOptions(c, workflow.ActivityOptions{StartToCloseTimeout: t, KNOB})\nworkflow.ExecuteActivity(o, m.Send)',
    'unbounded',
    'RetryPolicy: &temporal.RetryPolicy{MaximumAttempts: 4}',
    4,
  ),
  'go:k8s.io/client-go': go(
    'k8s.io/client-go/util/retry',
    'retry.RetryOnConflict(retry.DefaultRetry, work)',
    5,
  ),
  'go:github.com/hashicorp/go-retryablehttp': go(
    'github.com/hashicorp/go-retryablehttp',
    'c := retryablehttp.NewClient()\nKNOB\nc.Get(u)',
    5,
    'c.RetryMax = 4',
    5,
  ),
  'go:github.com/go-resty/resty': go(
    'github.com/go-resty/resty/v2',
    'c := resty.New()KNOB\nc.R().Get(u)',
    'none',
    '.SetRetryCount(4)',
    5,
  ),
  'go:github.com/redis/go-redis': go(
    'github.com/redis/go-redis/v9',
    'c := redis.NewClient(&redis.Options{KNOB})\nc.Get(ctx, k)',
    4,
    'MaxRetries: 4',
    5,
  ),
  'go:github.com/segmentio/kafka-go': go(
    'github.com/segmentio/kafka-go',
    'c := &kafka.Writer{KNOB}\nc.WriteMessages(m)',
    10,
    'MaxAttempts: 4',
    4,
  ),
  'go:github.com/aws/aws-sdk-go-v2': go(
    'github.com/aws/aws-sdk-go-v2/service/s3',
    'c := s3.New(s3.Options{KNOB})\nc.PutObject(ctx, r)',
    3,
    'RetryMaxAttempts: 4',
    4,
  ),
  'go:github.com/hibiken/asynq': go(
    'github.com/hibiken/asynq',
    'asynq.NewTask("mail", p, KNOB)',
    'none',
    'asynq.MaxRetry(4)',
    5,
  ),
  'go:github.com/riverqueue/river': go(
    'github.com/riverqueue/river',
    'c.Insert(ctx, job, &river.InsertOpts{KNOB})',
    'none',
    'MaxAttempts: 4',
    4,
  ),
  'go:github.com/failsafe-go/failsafe-go': go(
    'github.com/failsafe-go/failsafe-go',
    'policy := retrypolicy.Builder[any]()KNOB.Build()\nfailsafe.Get(func() (any, error) { return api.Send() }, policy)',
    3,
    '.WithMaxRetries(4)',
    5,
  ),
  'go:github.com/eapache/go-resiliency': go(
    'github.com/eapache/go-resiliency/retrier',
    'r := retrier.New(KNOB nil)\nr.Run(func() error { return api.Send() })',
    'unknown',
    'retrier.ConstantBackoff(4, d),',
    5,
  ),
  'go:github.com/googleapis/gax-go': go(
    'github.com/googleapis/gax-go/v2',
    'gax.Invoke(ctx, func() error { return api.Send() }, KNOB)',
    'none',
    'gax.WithRetry(policy)',
    undefined,
  ),
  'go:github.com/grpc-ecosystem/go-grpc-middleware': go(
    'github.com/grpc-ecosystem/go-grpc-middleware/v2/interceptors/retry',
    'conn, _ := grpc.NewClient(t, grpc.WithUnaryInterceptor(retry.UnaryClientInterceptor(KNOB)))',
    'none',
    'retry.WithMax(4)',
    4,
  ),
  'go:google.golang.org/grpc': go(
    'google.golang.org/grpc',
    'conn, _ := grpc.NewClient(t, grpc.WithDefaultServiceConfig(`{"retryPolicy":{KNOB}}`))\nclient := pb.NewUsersClient(conn)\nclient.GetUser(ctx, r)',
    'none',
    '"maxAttempts": 4',
    4,
  ),
  'go:github.com/IBM/sarama': go(
    'github.com/IBM/sarama',
    'p, _ := sarama.NewSyncProducer(b, config)\np.SendMessage(m)',
    4,
  ),
  'go:github.com/aws/aws-sdk-go': go(
    'github.com/aws/aws-sdk-go/service/sqs',
    'c := sqs.New(s, &aws.Config{KNOB})\nc.SendMessage(r)',
    4,
    'MaxRetries: 4',
    5,
  ),
  'go:github.com/Azure/azure-sdk-for-go/sdk/azcore': go(
    'github.com/Azure/azure-sdk-for-go/sdk/storage/azblob',
    'c, _ := azblob.NewClient(u, cred, nil)\nc.UploadBuffer(ctx, b)',
    4,
  ),
}

const FAMILIES: [Language, Record<string, Case>][] = [
  ['typescript', NPM],
  ['python', PYPI],
  ['java', MAVEN],
  ['go', GO],
]

/** Attempts of the row's layer in a source; `none` when it makes none. */
async function attempts(language: Language, key: string, source: string) {
  const { retryLayers } = await read(language, source)
  return retryLayers.find((one) => one.library === key)?.attempts ?? 'none'
}

describe.each(FAMILIES)('rows of %s', (language, cases) => {
  it.each(Object.entries(cases))('%s', async (key, [source, byDefault, knob, withKnob]) => {
    const said = async (text: string) => attempts(language, key, source.replace('KNOB', text))
    expect(await said('')).toBe(byDefault)
    if (knob !== undefined && withKnob !== undefined) {
      expect(await said(knob)).toBe(withKnob === 1 ? 'none' : withKnob)
    }
  })
})

it('every row has its case', () => {
  const tried = FAMILIES.flatMap(([, cases]) => Object.keys(cases))
  expect([...LIBRARY_BY_KEY.keys()].sort()).toEqual(tried.sort())
})
