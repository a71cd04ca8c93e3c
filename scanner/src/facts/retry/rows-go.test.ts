import { type Case, tryRows } from './testing'

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
  'go:github.com/restatedev/sdk-go': [
    `package a
import restate "github.com/restatedev/sdk-go"
func F() {
  restate.Run(ctx, func(ctx restate.RunContext) (int, error) { return db.Load(ctx) }, KNOB)
}`,
    'none',
    'restate.WithMaxRetryAttempts(5)',
    5,
  ],
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
  'go:github.com/ThreeDotsLabs/watermill': go(
    'github.com/ThreeDotsLabs/watermill/message/router/middleware',
    'router.AddMiddleware(middleware.Retry{KNOB}.Middleware)',
    'none',
    'MaxRetries: 4',
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
    'config := sarama.NewConfig()\nKNOB\np, _ := sarama.NewSyncProducer(b, config)\np.SendMessage(m)',
    4,
    'config.Producer.Retry.Max = 4',
    5,
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

tryRows('go', 'go', GO)
