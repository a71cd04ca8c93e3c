import { type Case, tryRows } from './testing'

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
  'maven:org.springframework.kafka:spring-kafka!decorator:KafkaListener': note(
    'org.springframework.kafka.annotation.KafkaListener',
    'topics = "orders"',
    10,
    10,
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
}

tryRows('java', 'java', MAVEN)
