import { always, rowsOf } from './library'

/** What an application's container says of the errors of its Kafka listeners. */
export const KAFKA_ERRORS = 'bean:spring-kafka.errors'

/** Annotations of Java libraries, which differ by their package where they share a name, and workflows. */
export const MAVEN_MARKS = rowsOf('maven', [
  {
    module: 'io.temporal.workflow',
    package: 'io.temporal:temporal-sdk',
    members: ['Workflow.newActivityStub', 'Workflow.newLocalActivityStub'],
    form: 'activity',
    knobs: [{ text: /\bsetMaximumAttempts\(\s*([\w.]+)/, counts: 'attempts' }],
    defaults: always('unbounded'),
    evidence: 'Temporal, default activity retry policy: maximum attempts 0, which is unlimited',
  },
  {
    module: 'org.springframework.retry.annotation',
    package: 'org.springframework.retry:spring-retry',
    members: ['Retryable'],
    form: 'decorator',
    knobs: [{ option: 'maxAttempts', counts: 'attempts' }],
    defaults: always(3),
    evidence: 'Spring Retry: maxAttempts 3, the first included',
  },
  {
    module: 'org.springframework.resilience.annotation',
    package: 'org.springframework:spring-context',
    members: ['Retryable'],
    form: 'decorator',
    knobs: [
      { option: 'maxRetries', counts: 'retries' },
      { option: 'maxAttempts', counts: 'retries' },
    ],
    defaults: always(4),
    evidence: 'Spring Framework 7: three retries after the first, delay 1 s',
  },
  {
    module: 'io.github.resilience4j.retry.annotation',
    package: 'io.github.resilience4j:resilience4j-retry',
    members: ['Retry'],
    form: 'decorator',
    defaults: always(3),
    // Configuration mostly overrides the default, so that the number is only assumed.
    confidence: 'K',
    evidence: 'Resilience4j: max-attempts 3; `resilience4j.retry.instances` overrides it',
  },
  {
    module: 'org.eclipse.microprofile.faulttolerance',
    package: 'org.eclipse.microprofile.fault-tolerance:microprofile-fault-tolerance-api',
    members: ['Retry'],
    form: 'decorator',
    knobs: [{ option: 'maxRetries', counts: 'retries' }],
    defaults: always(4),
    evidence: 'MicroProfile Fault Tolerance: maxRetries 3, maxDuration 180 s',
  },
  {
    module: 'io.micronaut.retry.annotation',
    package: 'io.micronaut:micronaut-retry',
    members: ['Retryable', 'CircuitBreaker'],
    form: 'decorator',
    knobs: [{ option: 'attempts', counts: 'retries' }],
    defaults: always(4),
    evidence: 'Micronaut SimpleRetry.canRetry: attempts "3" counts retries',
  },
  {
    module: 'org.springframework.kafka.annotation',
    package: 'org.springframework.kafka:spring-kafka',
    members: ['RetryableTopic'],
    form: 'decorator',
    kind: 'queue',
    knobs: [{ option: 'attempts', counts: 'attempts' }],
    defaults: always(3),
    evidence: 'Spring Kafka: attempts 3',
  },
  {
    module: 'org.springframework.kafka.annotation',
    package: 'org.springframework.kafka:spring-kafka',
    members: ['KafkaListener'],
    form: 'decorator',
    kind: 'queue',
    unless: ['RetryableTopic'],
    knobs: [{ bean: KAFKA_ERRORS, counts: 'retries' }],
    defaults: [{ below: '2.5.0', attempts: 1 }, { attempts: 10 }],
    condition: 'not for errors of conversion and of class casts',
    evidence:
      'Spring Kafka, "Container Error Handlers": DefaultErrorHandler (SeekToCurrentErrorHandler before 2.8) with FixedBackOff(0, 9); before 2.5 errors were only logged',
  },
  {
    module: 'org.jobrunr.jobs.annotations',
    package: 'org.jobrunr:jobrunr',
    members: ['Job'],
    form: 'decorator',
    kind: 'job',
    knobs: [{ option: 'retries', counts: 'retries' }],
    defaults: always(11),
    evidence: 'JobRunr: ten retries',
  },
])
