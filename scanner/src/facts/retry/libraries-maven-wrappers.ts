import { always, type Knob, rowsOf } from './library'

/** How often an application's container lets whoever is given a template try. */
export const RETRY_TEMPLATE = 'bean:spring.RetryTemplate'

const FAILSAFE: Knob[] = [
  { nested: 'withMaxRetries', counts: 'retries' },
  { nested: 'withMaxAttempts', counts: 'attempts' },
]

/** Java libraries that repeat the work they are given, or hand it over again. */
export const MAVEN_WRAPPERS = rowsOf('maven', [
  {
    module: 'org.springframework.retry.support',
    package: 'org.springframework.retry:spring-retry',
    members: ['RetryTemplate', 'RetryTemplate.builder()*'],
    form: 'client',
    kind: 'wrapper',
    knobs: [
      { nested: 'maxAttempts', counts: 'attempts' },
      { nested: 'SimpleRetryPolicy', counts: 'attempts' },
      { bean: RETRY_TEMPLATE, counts: 'attempts' },
    ],
    defaults: always(3),
    evidence: 'Spring Retry: SimpleRetryPolicy 3 attempts',
  },
  {
    module: 'org.springframework.core.retry',
    package: 'org.springframework:spring-core',
    members: ['RetryTemplate'],
    form: 'client',
    kind: 'wrapper',
    knobs: [
      { nested: 'withMaxRetries', counts: 'retries' },
      { nested: 'maxRetries', counts: 'retries' },
      { bean: RETRY_TEMPLATE, counts: 'attempts' },
    ],
    defaults: always(4),
    evidence: 'Spring Framework 7: RetryPolicy.withDefaults() makes three retries',
  },
  {
    module: 'io.github.resilience4j.retry',
    package: 'io.github.resilience4j:resilience4j-retry',
    members: ['Retry', 'Retry.of', 'Retry.ofDefaults'],
    form: 'client',
    kind: 'wrapper',
    knobs: [{ nested: 'maxAttempts', counts: 'attempts' }],
    defaults: always(3),
    evidence: 'Resilience4j RetryConfig: DEFAULT_MAX_ATTEMPTS 3, wait 500 ms',
  },
  {
    module: 'io.github.resilience4j.decorators',
    package: 'io.github.resilience4j:resilience4j-retry',
    members: ['withRetry'],
    form: 'method',
    knobs: [{ nested: 'maxAttempts', counts: 'attempts' }],
    defaults: always(3),
    evidence: 'Resilience4j Decorators.java: withRetry takes a Retry, by default of 3 attempts',
  },
  {
    module: '^io\\.github\\.resilience4j\\.(reactor\\.retry|(rxjava[23]\\.)?retry\\.transformer)$',
    package: 'io.github.resilience4j:resilience4j-retry',
    members: ['RetryOperator.of', 'RetryTransformer.of'],
    form: 'operator',
    knobs: [{ nested: 'maxAttempts', counts: 'attempts' }],
    defaults: always(3),
    evidence:
      'Resilience4j RetryOperator.java: repeats what it transforms as its Retry says, 3 attempts',
  },
  {
    module: 'reactor.util.retry',
    package: 'io.projectreactor:reactor-core',
    members: ['retryWhen'],
    form: 'method',
    knobs: [
      { nested: 'Retry.backoff', counts: 'retries' },
      { nested: 'Retry.fixedDelay', counts: 'retries' },
      { nested: 'Retry.max', counts: 'retries' },
      { nested: 'Retry.maxInARow', counts: 'retries' },
    ],
    defaults: always('unknown'),
    evidence: 'Reactor Retry.java: backoff, fixedDelay and max count retries',
  },
  {
    module: 'reactor.core.publisher',
    package: 'io.projectreactor:reactor-core',
    members: ['retry'],
    form: 'method',
    knobs: [{ index: 0, counts: 'retries' }],
    defaults: always('unbounded'),
    evidence: 'Reactor Mono.retry(): for ever; retry(n) counts retries',
  },
  {
    module: 'dev.failsafe',
    package: 'dev.failsafe:failsafe',
    members: [
      'Failsafe.with().get',
      'Failsafe.with().run',
      'Failsafe.with().getAsync',
      'Failsafe.with().runAsync',
    ],
    form: 'wrapper',
    knobs: FAILSAFE,
    defaults: always(3),
    evidence: 'Failsafe RetryPolicyBuilder: DEFAULT_MAX_RETRIES 2; -1 is without end',
  },
  {
    module: 'net.jodah.failsafe',
    package: 'net.jodah:failsafe',
    members: [
      'Failsafe.with().get',
      'Failsafe.with().run',
      'Failsafe.with().getAsync',
      'Failsafe.with().runAsync',
    ],
    form: 'wrapper',
    knobs: FAILSAFE,
    defaults: always(3),
    evidence: 'Failsafe 2: RetryPolicy of three executions',
  },
  {
    module: 'com.github.rholder.retry',
    package: 'com.github.rholder:guava-retrying',
    members: ['Retryer', 'RetryerBuilder.newBuilder()*'],
    form: 'client',
    kind: 'wrapper',
    knobs: [{ nested: 'stopAfterAttempt', counts: 'attempts' }],
    defaults: always('unbounded'),
    evidence: 'guava-retrying RetryerBuilder.build(): neverStop without a stop strategy',
  },
  {
    module: 'io.smallrye.mutiny*',
    package: 'io.smallrye.reactive:mutiny',
    members: ['retry().atMost', 'retry().withBackOff().atMost', 'withJitter().atMost'],
    form: 'method',
    knobs: [{ index: 0, counts: 'retries' }],
    defaults: always('unknown'),
    evidence: 'Mutiny UniRetry.atMost(n): re-subscribes at most n times',
  },
  {
    module: 'io.smallrye.mutiny*',
    package: 'io.smallrye.reactive:mutiny',
    members: ['retry().indefinitely', 'retry().withBackOff().indefinitely'],
    form: 'method',
    defaults: always('unbounded'),
    evidence: 'Mutiny UniRetry.indefinitely()',
  },
])
