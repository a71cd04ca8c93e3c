import { type ConfigLayer, hostKey, type Target } from '../layer'
import { at, items, type Tree, textAt } from '../tree'
import { stateLayers } from './states'
import { delivery, type Module, type Part, seconds } from './terraform-module'

function sqs(module: Module): ConfigLayer[] {
  const apart = module.of('aws_sqs_queue_redrive_policy')
  const policyOf = (part: Part) => {
    const own = at(part.tree, 'redrive_policy')
    if (own) return { tree: own, json: module.json(own) }
    const other = apart.find((one) => module.pointed(at(one.tree, 'queue_url')) === part)
    const tree = at(other?.tree, 'redrive_policy')
    return { tree, json: module.json(tree) }
  }
  const queues = module.of('aws_sqs_queue')
  const dead = new Set(
    queues.map((part) => module.pointed(at(policyOf(part).json, 'deadLetterTargetArn'))),
  )
  for (const part of module.parts)
    for (const block of ['dead_letter_config', 'dead_letter_queue'])
      for (const one of items(at(part.tree, block)))
        dead.add(module.pointed(at(one, 'arn') ?? at(one, 'target_arn')))
  const taken = new Set(
    module
      .of('aws_lambda_event_source_mapping')
      .map((part) => module.pointed(at(part.tree, 'event_source_arn'))),
  )
  return queues.flatMap((part) => {
    const { tree, json } = policyOf(part)
    const allows = at(part.tree, 'redrive_allow_policy')
    if (!tree && (dead.has(part) || allows || /(dlq|dead|deadletter)/i.test(part.label))) return []
    const target = delivery(module, part, 'queue')
    // A queue that nobody can name and nothing here takes from stands on no path.
    if (!tree && target.to === 'run' && !taken.has(part)) return []
    const key = 'redrive_policy.maxReceiveCount'
    // A policy that is written and cannot be read is not the default.
    const value = tree ? (at(json, 'maxReceiveCount') ?? { ...tree, tag: 'expr' }) : undefined
    const retention = seconds(textAt(part.tree, 'message_retention_seconds'))
    const more = tree ? {} : { deadline: retention ?? '4 d (default)' }
    return [module.layer('sqs', part, key, value, tree, [target], more)]
  })
}

function lambda(module: Module): ConfigLayer[] {
  const run = (tree: Tree | undefined): Target[] => {
    const part = module.pointed(tree)
    const name = part
      ? (module.text(at(part.tree, 'function_name')) ?? part.label)
      : module.text(tree)
    return [{ to: 'run', name: `function ${name ?? 'unknown'}` }]
  }
  const set = module.of('aws_lambda_function_event_invoke_config').flatMap((part) => {
    const value = at(part.tree, 'maximum_retry_attempts')
    if (value?.text === '0') return []
    const targets = run(at(part.tree, 'function_name'))
    const age = seconds(textAt(part.tree, 'maximum_event_age_in_seconds'))
    return [
      module.layer('lambdaAsync', part, 'maximum_retry_attempts', value, value, targets, {
        deadline: age,
      }),
    ]
  })
  const mapped = module.of('aws_lambda_event_source_mapping').flatMap((part) => {
    const source = at(part.tree, 'event_source_arn')
    const value = at(part.tree, 'maximum_retry_attempts')
    if (value?.text === '0' || (!value && !/kinesis|dynamodb|stream/i.test(source?.text ?? '')))
      return []
    return [
      module.layer(
        'lambdaStream',
        part,
        'maximum_retry_attempts',
        value,
        value,
        run(at(part.tree, 'function_name')),
      ),
    ]
  })
  return [...set, ...mapped, ...asynchronous(module, run)]
}

/** Functions that topics, rules and buckets call: asynchronous, two retries unless configured. */
function asynchronous(module: Module, run: (tree: Tree | undefined) => Target[]): ConfigLayer[] {
  const configured = new Set(
    module
      .of('aws_lambda_function_event_invoke_config')
      .map((part) => module.pointed(at(part.tree, 'function_name'))),
  )
  const aims = [
    ...module.of('aws_sns_topic_subscription').map((part) => at(part.tree, 'endpoint')),
    ...module.of('aws_cloudwatch_event_target').map((part) => at(part.tree, 'arn')),
    ...module
      .of('aws_s3_bucket_notification')
      .flatMap((part) => items(at(part.tree, 'lambda_function')))
      .map((one) => at(one, 'lambda_function_arn')),
  ]
  const called = new Map<Part, Tree | undefined>()
  for (const aim of aims) {
    const part = module.pointed(aim)
    if (part?.type === 'aws_lambda_function' && !configured.has(part)) called.set(part, aim)
  }
  return [...called].map(([part, aim]) =>
    module.layer('lambdaAsync', part, 'maximum_retry_attempts', undefined, undefined, run(aim)),
  )
}

function events(module: Module): ConfigLayer[] {
  return module.of('aws_cloudwatch_event_target', 'aws_scheduler_schedule').flatMap((part) => {
    const scheduled = part.type === 'aws_scheduler_schedule'
    const holder = scheduled ? at(part.tree, 'target') : part.tree
    const retry = at(holder, 'retry_policy')
    const value = at(retry, 'maximum_retry_attempts')
    if (!retry || value?.text === '0') return []
    const aim = module.pointed(at(holder, 'arn'))
    const targets: Target[] = [
      { to: 'run', name: `target ${aim ? `${aim.type}.${aim.label}` : 'unknown'}` },
    ]
    const deadline = seconds(textAt(retry, 'maximum_event_age_in_seconds')) ?? '24 h (default)'
    const key = `${scheduled ? 'target.' : ''}retry_policy.maximum_retry_attempts`
    return [module.layer('eventBridge', part, key, value, retry, targets, { deadline })]
  })
}

function sns(module: Module): ConfigLayer[] {
  return module.of('aws_sns_topic_subscription').flatMap((part) => {
    if (!/^https?$/.test(textAt(part.tree, 'protocol') ?? '')) return []
    const policy = at(part.tree, 'delivery_policy')
    const value = at(module.json(policy), 'healthyRetryPolicy', 'numRetries')
    if (value?.text === '0') return []
    const url = module.text(at(part.tree, 'endpoint'))
    const targets: Target[] = url
      ? [{ to: 'call', host: hostKey(url) }]
      : [{ to: 'run', name: 'endpoint' }]
    return [
      module.layer(
        'sns',
        part,
        'delivery_policy.healthyRetryPolicy.numRetries',
        value,
        policy,
        targets,
      ),
    ]
  })
}

function machines(module: Module): ConfigLayer[] {
  return module.of('aws_sfn_state_machine').flatMap((part) => {
    const tree = module.json(at(part.tree, 'definition'))
    return tree ? stateLayers(part.file, tree, `${part.type}.${part.label}`) : []
  })
}

/** Amazon's resources: queues, functions, rules, subscriptions and state machines. */
export const awsLayers = (module: Module): ConfigLayer[] =>
  [sqs, lambda, events, sns, machines].flatMap((read) => read(module))
