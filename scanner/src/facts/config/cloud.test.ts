import { describe, expect, it } from 'vitest'
import { layersIn, told } from './testing'

describe('Terraform', () => {
  const queues = `variable "tries" { default = 6 }
variable "env" {}
locals { prefix = "shop" }

resource "aws_sqs_queue" "dead" { name = "orders-dead" }

resource "aws_sqs_queue" "orders" {
  name = "\${local.prefix}-orders"
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = var.tries
  })
}

resource "aws_sqs_queue" "mails" {
  name = "mails"
}
`
  it('SQS: deliveries as a redrive policy allows them, else until they expire', () => {
    const [orders, mails, ...rest] = layersIn({ 'infra/queues.tf': queues })
    expect(orders).toMatchObject({
      attempts: 6,
      counts: 'deliveries',
      source: 'explicit',
      line: 9,
      basis: 'maxReceiveCount: 6 (variable tries, its default)',
      targets: [{ to: 'delivery', key: 'queue:shop-orders' }],
    })
    expect(mails).toMatchObject({
      attempts: 'unbounded',
      source: 'assumed',
      deadline: '4 d (default)',
    })
    expect(rest).toEqual([])
    const unnamed = queues.replace('"mails"', 'var.env')
    expect(told({ 'infra/queues.tf': unnamed })).toHaveLength(1)
  })

  it('SQS: a policy of its own resource, JSON in a text, a number that is not known', () => {
    const text = (count: string) => `resource "aws_sqs_queue" "a" { name = "a" }
resource "aws_sqs_queue" "dead" { name = "b" }
resource "aws_sqs_queue_redrive_policy" "a" {
  queue_url = aws_sqs_queue.a.id
  redrive_policy = <<EOF
{
  "deadLetterTargetArn": "\${aws_sqs_queue.dead.arn}",
  "maxReceiveCount": ${count}
}
EOF
}
`
    expect(told({ 'a.tf': text('3') })).toEqual(['5: queue aws_sqs_queue.a 3 explicit'])
    expect(told({ 'a.tf': text(`\${var.count}`) })).toEqual([
      '5: queue aws_sqs_queue.a unknown explicit',
    ])
  })

  it('Lambda: two retries of asynchronous calls, unless they are configured', () => {
    const text = (
      config: string,
    ) => `resource "aws_lambda_function" "mail" { function_name = "mail" }
resource "aws_lambda_function" "web" { function_name = "web" }
resource "aws_sns_topic_subscription" "mail" {
  protocol = "lambda"
  endpoint = aws_lambda_function.mail.arn
}
${config}`
    expect(told({ 'a.tf': text('') })).toEqual(['1: queue aws_lambda_function.mail 3 default'])
    const config = (count: number) => `resource "aws_lambda_function_event_invoke_config" "mail" {
  function_name = aws_lambda_function.mail.function_name
  maximum_retry_attempts = ${count}
}`
    expect(told({ 'a.tf': text(config(1)) })).toEqual([
      '9: queue aws_lambda_function_event_invoke_config.mail 2 explicit',
    ])
    expect(told({ 'a.tf': text(config(0)) })).toEqual([])
  })

  it('EventBridge, SNS to HTTP and streams', () => {
    const text = `resource "aws_cloudwatch_event_target" "a" {
  arn = aws_sfn_state_machine.a.arn
  retry_policy { maximum_event_age_in_seconds = 600 }
}
resource "aws_sns_topic_subscription" "hook" {
  protocol = "https"
  endpoint = "https://hooks.example.com/in"
}
resource "aws_lambda_event_source_mapping" "s" {
  event_source_arn = aws_kinesis_stream.s.arn
  function_name = "reader"
  maximum_retry_attempts = 4
}
`
    const found = layersIn({ 'a.tf': text })
    expect(found.map(({ attempts, deadline, source }) => [attempts, deadline, source])).toEqual([
      [5, undefined, 'explicit'],
      [186, '600 s', 'assumed'],
      [4, undefined, 'default'],
    ])
  })

  it('Pub/Sub, Cloud Tasks and Service Bus', () => {
    const text = `resource "google_pubsub_topic" "orders" { name = "orders" }
resource "google_pubsub_subscription" "a" {
  topic = google_pubsub_topic.orders.id
  dead_letter_policy { dead_letter_topic = google_pubsub_topic.dead.id }
}
resource "google_pubsub_subscription" "b" {
  topic = "projects/p/topics/users"
}
resource "google_cloud_tasks_queue" "q" {
  name = "mails"
  retry_config { max_attempts = -1 }
}
resource "azurerm_servicebus_queue" "s" { name = "bills" }
`
    const found = layersIn({ 'a.tf': text })
    expect(found.map(({ attempts, targets }) => [attempts, ...targets])).toEqual([
      [5, { to: 'delivery', key: 'topic:orders' }],
      ['unbounded', { to: 'delivery', key: 'topic:users' }],
      ['unbounded', { to: 'delivery', key: 'queue:mails' }],
      [10, { to: 'delivery', key: 'queue:bills' }],
    ])
  })
})

const machine = (retry: string) => `{
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": { "FunctionName": "arn:aws:lambda:eu-west-1:1:function:charge:$LATEST" },
      "Retry": [${retry}],
      "End": true
    }
  }
}`

describe('Step Functions', () => {
  it('retries three times unless written; each retrier counts for itself', () => {
    const all = '{ "ErrorEquals": ["States.ALL"], "IntervalSeconds": 2, "BackoffRate": 1.5 }'
    const [layer] = layersIn({ 'charge.asl.json': machine(all) })
    expect(layer).toMatchObject({
      kind: 'workflow',
      attempts: 4,
      source: 'default',
      condition: 'States.ALL',
      delay: '2 s × 1.5',
      targets: [{ to: 'run', name: 'charge' }],
    })
    const two = `{ "ErrorEquals": ["Throttled"], "MaxAttempts": 5 }, ${all}`
    expect(told({ 'charge.asl.json': machine(two) })).toEqual(['8: workflow Charge 9 explicit'])
    const none = '{ "ErrorEquals": ["States.ALL"], "MaxAttempts": 0 }'
    expect(told({ 'charge.asl.json': machine(none) })).toEqual([])
  })

  it('is read inside Terraform and templates, with its lines', () => {
    const one = '{ "ErrorEquals": ["States.ALL"], "MaxAttempts": 2 }'
    const tf = `resource "aws_sfn_state_machine" "m" {
  definition = <<EOF
${machine(one)}
EOF
}
`
    expect(told({ 'm.tf': tf })).toEqual(['10: workflow aws_sfn_state_machine.m.Charge 3 explicit'])
    const yaml = `Resources:
  M:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      Definition:
        StartAt: A
        States:
          A:
            Type: Map
            ItemProcessor:
              StartAt: B
              States:
                B: { Type: Task, Retry: [{ ErrorEquals: [States.ALL], MaxAttempts: 1 }] }
`
    expect(told({ 'm.yaml': yaml })).toEqual(['13: workflow M.B 2 explicit'])
  })
})

describe('CloudFormation and SAM', () => {
  const text = `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Parameters:
  Tries: { Type: Number, Default: 4 }
Globals:
  Function: { CodeUri: src/ }
Resources:
  OrdersQueue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orders
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt DeadQueue.Arn
        maxReceiveCount: !Ref Tries
  DeadQueue:
    Type: AWS::SQS::Queue
  Consumer:
    Type: AWS::Serverless::Function
    Properties:
      Handler: consumer.handle
      Events:
        In: { Type: SQS, Properties: { Queue: !GetAtt OrdersQueue.Arn } }
  Mailer:
    Type: AWS::Serverless::Function
    Properties:
      Handler: com.acme.Mailer::send
      CodeUri: mailer
      Events:
        In: { Type: SNS, Properties: { Topic: !Ref Topic } }
`
  it('queues hand over to functions, and functions that events call are tried three times', () => {
    const [queue, mailer, ...rest] = layersIn({ 'app/template.yaml': text })
    expect(queue).toMatchObject({
      attempts: 4,
      basis: 'maxReceiveCount: 4 (parameter Tries, its default)',
      targets: [
        { to: 'delivery', key: 'queue:orders' },
        { to: 'function', path: 'app/src/consumer', symbol: 'handle', key: 'queue:orders' },
      ],
    })
    expect(mailer).toMatchObject({ attempts: 3, source: 'default', condition: 'events of SNS' })
    expect(mailer?.targets[0]).toEqual({
      to: 'function',
      path: 'app/mailer/**/com/acme/Mailer',
      symbol: 'Mailer.send',
    })
    expect(rest).toEqual([])
  })

  it('a name that is made at deployment is no key, and a queue without consumers no layer', () => {
    const own = text.replace('QueueName: orders', `QueueName: !Sub "\${AWS::StackName}-orders"`)
    const [queue] = layersIn({ 'app/template.yaml': own })
    expect(queue?.targets).toEqual([
      { to: 'run', name: 'queue OrdersQueue, its name is made at deployment' },
      { to: 'function', path: 'app/src/consumer', symbol: 'handle' },
    ])
    const alone = `Resources:\n  Q: { Type: AWS::SQS::Queue, Properties: { QueueName: q } }\n`
    const mapped = `  M: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: !GetAtt Q.Arn } }\n`
    expect(told({ 'a.yaml': alone })).toEqual([])
    expect(told({ 'a.yaml': alone + mapped })).toEqual(['2: queue Q unbounded assumed'])
  })

  it('functions that rules call are tried three times', () => {
    const plain = `Resources:
  Report: { Type: AWS::Lambda::Function }
  Web: { Type: AWS::Lambda::Function }
  Daily:
    Type: AWS::Events::Rule
    Properties: { Targets: [{ Id: a, Arn: !GetAtt Report.Arn }] }
`
    expect(told({ 'a.yaml': plain })).toEqual(['2: queue Report 3 default'])
  })

  it('serverless.yml: what is written for a function counts', () => {
    const yaml = (retries: string) => `service: shop
provider: { name: aws }
functions:
  report:
    handler: src/report.run
${retries}    events: [{ schedule: rate(1 day) }]
  web:
    handler: src/web.run
    events: [{ http: GET / }]
# maximumRetryAttempts
`
    expect(told({ 'serverless.yml': yaml('') })).toEqual(['4: queue report 3 default'])
    expect(told({ 'serverless.yml': yaml('    maximumRetryAttempts: 1\n') })).toEqual([
      '6: queue report 2 explicit',
    ])
  })
})

describe('jobs', () => {
  const job = (spec: string) => `apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      activeDeadlineSeconds: 600
${spec}      template: { spec: { restartPolicy: Never } }
`
  it('Kubernetes starts a pod again six times unless written', () => {
    expect(told({ 'job.yaml': job('') })).toEqual(['1: job CronJob report 7 default'])
    const [layer] = layersIn({ 'job.yaml': job('      backoffLimit: 2\n') })
    expect(layer).toMatchObject({
      attempts: 3,
      key: 'spec.jobTemplate.spec.backoffLimit',
      deadline: '600 s',
      line: 9,
    })
    expect(told({ 'job.yaml': job('      backoffLimit: 0\n') })).toEqual([])
  })

  it('Argo retries to the end where no limit is written', () => {
    const text = (strategy: string) => `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: { name: load }
spec:
  templates:
    - name: fetch
      retryStrategy: ${strategy}
`
    expect(told({ 'w.yaml': text('{ limit: "3", backoff: { duration: 10s } }') })).toEqual([
      '7: job WorkflowTemplate load 4 explicit',
    ])
    expect(told({ 'w.yaml': text('{}') })).toEqual([
      '7: job WorkflowTemplate load unbounded default',
    ])
  })

  it('Sidekiq by its own file', () => {
    expect(told({ 'config/sidekiq.yml': ':concurrency: 5\n:max_retries: 3\n' })).toEqual([
      '2: job  4 explicit',
    ])
  })
})
