import type { Attempts, RetryLayerKind } from '../../model'

/** What a system does that nothing was said to, and how its number counts. */
export interface ConfigDefault {
  /** As people call it. */
  name: string
  kind: RetryLayerKind
  /** What the written number counts; `retries` leaves the first attempt out. */
  counts: 'attempts' | 'retries' | 'deliveries'
  /** Attempts with the first included where nothing is written. */
  attempts: Attempts
  /** The default as the system's own documents put it. */
  says: string
  /** What a negative number means. */
  negative?: Attempts
  condition?: string
  delay?: string
  /** V: read at the source named in `from`; K: known and not confirmed, shown as assumed. */
  confidence: 'V' | 'K'
  from: string
}

export type Mechanism = keyof typeof ROWS

const ROWS = {
  istio: {
    name: 'Istio VirtualService',
    kind: 'mesh',
    counts: 'retries',
    attempts: 3,
    says: 'retries.attempts 2',
    condition: 'connect-failure, refused-stream, unavailable, cancelled, 503',
    delay: '25 ms and more',
    // The number is seen in configuration dumps; a mesh may have set another one.
    confidence: 'K',
    from: 'istio.io, HTTPRetry; config_dump of a sidecar without a VirtualService',
  },
  envoy: {
    name: 'Envoy retry_policy',
    kind: 'gateway',
    counts: 'retries',
    attempts: 2,
    says: 'num_retries 1',
    confidence: 'V',
    from: 'envoyproxy.io, config.route.v3.RetryPolicy: num_retries defaults to 1',
  },
  linkerdProfile: {
    name: 'Linkerd ServiceProfile',
    kind: 'mesh',
    counts: 'retries',
    attempts: 'unbounded',
    says: 'isRetryable: true, no limit for one request, only a budget',
    confidence: 'V',
    from: 'linkerd.io, Configuring Retries (2.10): budget 20 % of requests and 10 per second',
  },
  linkerd: {
    name: 'Linkerd retry annotations',
    kind: 'mesh',
    counts: 'retries',
    attempts: 2,
    says: 'retry.linkerd.io/limit 1',
    confidence: 'V',
    from: 'linkerd.io, Configuring Retries (2.16): "By default, this limit is 1"',
  },
  gatewayApi: {
    name: 'Gateway API HTTPRoute',
    kind: 'gateway',
    counts: 'retries',
    attempts: 'unknown',
    says: 'retry without attempts: as the implementation has it',
    confidence: 'V',
    from: 'gateway-api.sigs.k8s.io, HTTPRouteRetry: attempts',
  },
  ingressNginx: {
    name: 'ingress-nginx',
    kind: 'gateway',
    counts: 'attempts',
    attempts: 3,
    says: 'proxy-next-upstream-tries 3',
    condition: 'error, timeout; not for POST, PATCH and LOCK',
    confidence: 'K',
    from: 'kubernetes.github.io/ingress-nginx, ConfigMap: proxy-next-upstream-tries "3"',
  },
  nginx: {
    name: 'nginx proxy_next_upstream',
    kind: 'gateway',
    counts: 'attempts',
    attempts: 'unknown',
    says: 'proxy_next_upstream error timeout, as many tries as the upstream has servers',
    confidence: 'V',
    from: 'nginx.org, ngx_http_proxy_module: proxy_next_upstream, proxy_next_upstream_tries 0',
  },
  kong: {
    name: 'Kong service',
    kind: 'gateway',
    counts: 'retries',
    attempts: 6,
    says: 'retries 5',
    condition: 'connection errors and time-outs, not status codes',
    confidence: 'V',
    from: 'developer.konghq.com, Service: retries default 5; "retries happen only for TCP connection errors"',
  },
  dapr: {
    name: 'Dapr resiliency',
    kind: 'mesh',
    counts: 'retries',
    attempts: 'unbounded',
    negative: 'unbounded',
    says: 'maxRetries -1',
    confidence: 'V',
    from: 'docs.dapr.io, retries: maxRetries -1 is without end and the default',
  },
  daprDelivery: {
    name: 'Dapr resiliency',
    kind: 'queue',
    counts: 'retries',
    attempts: 'unbounded',
    negative: 'unbounded',
    says: 'maxRetries -1',
    confidence: 'V',
    from: 'docs.dapr.io, retries: maxRetries -1 is without end and the default',
  },
  kubernetesJob: {
    name: 'Kubernetes Job',
    kind: 'job',
    counts: 'retries',
    attempts: 7,
    says: 'backoffLimit 6',
    condition: 'a pod that fails',
    delay: '10 s doubling to 6 min',
    confidence: 'V',
    from: 'kubernetes.io, Job: spec.backoffLimit "Defaults to 6"',
  },
  argo: {
    name: 'Argo Workflows',
    kind: 'job',
    counts: 'retries',
    attempts: 'unbounded',
    says: 'retryStrategy without limit: until it succeeds',
    confidence: 'V',
    from: 'argo-workflows.readthedocs.io, Retries: no limit is retried until completion',
  },
  sqs: {
    name: 'SQS redelivery',
    kind: 'queue',
    counts: 'deliveries',
    attempts: 'unbounded',
    says: 'no redrive policy: again until the retention ends, 4 days',
    confidence: 'K',
    from: 'docs.aws.amazon.com, SQS dead-letter queues; MessageRetentionPeriod 345600',
  },
  sns: {
    name: 'SNS delivery to HTTP',
    kind: 'queue',
    counts: 'retries',
    attempts: 4,
    says: 'numRetries 3, 20 s apart',
    confidence: 'V',
    from: 'docs.aws.amazon.com, SNS: "attempts up to three retries with a delay … at 20 seconds"',
  },
  lambdaAsync: {
    name: 'Lambda asynchronous invocation',
    kind: 'queue',
    counts: 'retries',
    attempts: 3,
    says: 'MaximumRetryAttempts 2',
    delay: '1 min, then 2 min',
    confidence: 'V',
    from: 'docs.aws.amazon.com, Lambda: asynchronous invocation, two more times',
  },
  lambdaStream: {
    name: 'Lambda event source',
    kind: 'queue',
    counts: 'retries',
    attempts: 'unbounded',
    negative: 'unbounded',
    says: 'MaximumRetryAttempts -1: until the record expires',
    confidence: 'K',
    from: 'docs.aws.amazon.com, CreateEventSourceMapping: MaximumRetryAttempts -1',
  },
  eventBridge: {
    name: 'EventBridge target',
    kind: 'queue',
    counts: 'retries',
    attempts: 186,
    says: 'MaximumRetryAttempts 185 within 24 h',
    confidence: 'K',
    from: 'docs.aws.amazon.com, EventBridge: retry policy 24 hours and up to 185 times',
  },
  stepFunctions: {
    name: 'Step Functions Retry',
    kind: 'workflow',
    counts: 'retries',
    attempts: 4,
    says: 'MaxAttempts 3',
    confidence: 'V',
    from: 'states-language.net: MaxAttempts "defaults to 3"',
  },
  pubsub: {
    name: 'Pub/Sub subscription',
    kind: 'queue',
    counts: 'deliveries',
    attempts: 'unbounded',
    says: 'no dead-letter policy: again until the retention ends, 7 days',
    confidence: 'K',
    from: 'cloud.google.com/pubsub, Handle message failures',
  },
  pubsubDeadLetter: {
    name: 'Pub/Sub subscription',
    kind: 'queue',
    counts: 'deliveries',
    attempts: 5,
    says: 'max_delivery_attempts 5',
    confidence: 'K',
    from: 'cloud.google.com/pubsub, DeadLetterPolicy: "If this parameter is 0, a default value of 5 is used"',
  },
  cloudTasks: {
    name: 'Cloud Tasks queue',
    kind: 'queue',
    counts: 'attempts',
    attempts: 100,
    negative: 'unbounded',
    says: 'maxAttempts 100',
    confidence: 'K',
    from: 'cloud.google.com/tasks, RetryConfig: maxAttempts',
  },
  cloudScheduler: {
    name: 'Cloud Scheduler job',
    kind: 'job',
    counts: 'retries',
    attempts: 1,
    says: 'retryCount 0',
    confidence: 'K',
    from: 'cloud.google.com/scheduler, RetryConfig: retryCount 0',
  },
  cloudRunJob: {
    name: 'Cloud Run job',
    kind: 'job',
    counts: 'retries',
    attempts: 4,
    says: 'maxRetries 3',
    confidence: 'K',
    from: 'cloud.google.com/run, TaskTemplate: maxRetries 3',
  },
  serviceBus: {
    name: 'Service Bus redelivery',
    kind: 'queue',
    counts: 'deliveries',
    attempts: 10,
    says: 'max_delivery_count 10',
    confidence: 'K',
    from: 'learn.microsoft.com, Service Bus dead-letter queues: MaxDeliveryCount 10',
  },
  awsBatch: {
    name: 'AWS Batch job',
    kind: 'job',
    counts: 'attempts',
    attempts: 1,
    says: 'attempts 1',
    confidence: 'V',
    from: 'docs.aws.amazon.com, Batch RetryStrategy: attempts between 1 and 10',
  },
  sidekiq: {
    name: 'Sidekiq',
    kind: 'job',
    counts: 'retries',
    attempts: 26,
    says: 'max_retries 25',
    confidence: 'K',
    from: 'github.com/sidekiq/sidekiq/wiki/Error-Handling',
  },
} as const satisfies Record<string, ConfigDefault>

/** One reviewed row for each system; adding a system is a row, a reader and a test. */
export const DEFAULTS: Record<Mechanism, ConfigDefault> = ROWS
