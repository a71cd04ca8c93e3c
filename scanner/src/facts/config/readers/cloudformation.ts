import type { ConfigFile } from '../files'
import { type ConfigLayer, hostKey, type Target } from '../layer'
import { at, entries, items, textAt } from '../tree'
import { yamlTrees } from '../yaml-tree'
import { handler } from './lambda-place'
import { calledFunctions, functions } from './sam'
import { stateLayers } from './states'
import { eventBridge, type Part, pointed, Template } from './template'

function queues(template: Template): ConfigLayer[] {
  const own = template.parts.filter(({ type }) =>
    /^AWS::(SQS::Queue|Serverless::SimpleQueue)$/.test(type),
  )
  const dead = template.dead()
  return own.flatMap((part) => {
    const policy = at(part.properties, 'RedrivePolicy')
    if (!policy && (dead.has(part.id) || /dlq|dead/i.test(part.id))) return []
    const place = policy ?? { line: part.tree.line, endLine: part.tree.line }
    const name = template.queue(part.id)
    const consumers = consumersOf(template, part.id)
    // Nobody here takes from it: what is not known to be delivered is not known to be repeated.
    if (!policy && consumers.length === 0) return []
    const key = name && `queue:${name}`
    const queue: Target = key
      ? { to: 'delivery', key }
      : { to: 'run', name: `queue ${part.id}, its name is made at deployment` }
    const retention = textAt(part.properties, 'MessageRetentionPeriod')
    return [
      template.layer(
        'sqs',
        part,
        'Properties.RedrivePolicy.maxReceiveCount',
        at(policy, 'maxReceiveCount'),
        place,
        [queue, ...consumers.flatMap((one) => handler(template, one, key))],
        policy ? {} : { deadline: retention ? `${retention} s` : '4 d (default)' },
      ),
    ]
  })
}

/** Functions and mappings that take a queue's messages. */
function consumersOf(template: Template, queue: string): Part[] {
  return template.parts.filter(({ type, properties }) =>
    type === 'AWS::Lambda::EventSourceMapping'
      ? pointed(at(properties, 'EventSourceArn')) === queue
      : type === 'AWS::Serverless::Function' &&
        entries(at(properties, 'Events')).some(
          ([, event]) => pointed(at(event, 'Properties', 'Queue')) === queue,
        ),
  )
}

function events(template: Template): ConfigLayer[] {
  return template.parts.flatMap((part) => {
    const { type, properties } = part
    const aims =
      type === 'AWS::Events::Rule'
        ? items(at(properties, 'Targets')).map((aim, nth) => ({ aim, key: `Targets[${nth}]` }))
        : type === 'AWS::Scheduler::Schedule'
          ? [{ aim: at(properties, 'Target'), key: 'Target' }]
          : []
    return aims.flatMap(({ aim, key }) => {
      const retry = at(aim, 'RetryPolicy')
      if (!retry || textAt(retry, 'MaximumRetryAttempts') === '0') return []
      const name = pointed(at(aim, 'Arn')) ?? 'unknown'
      const queue = template.byId.get(name)?.type === 'AWS::SQS::Queue'
      const targets: Target[] = queue ? [] : [{ to: 'run', name: `target ${name}` }]
      return [eventBridge(template, part, `Properties.${key}.RetryPolicy`, retry, targets)]
    })
  })
}

function subscriptions(template: Template): ConfigLayer[] {
  return template.parts.flatMap((part) => {
    if (part.type !== 'AWS::SNS::Subscription') return []
    const { properties } = part
    if (!/^https?$/.test(textAt(properties, 'Protocol') ?? '')) return []
    const policy = at(properties, 'DeliveryPolicy')
    const tree = policy?.text ? yamlTrees(policy.text, policy.line).documents[0] : policy
    const value = at(tree, 'healthyRetryPolicy', 'numRetries')
    if (value?.text === '0') return []
    const endpoint = at(properties, 'Endpoint')
    const url = endpoint?.tag ? undefined : endpoint?.text
    const targets: Target[] = url
      ? [{ to: 'call', host: hostKey(url) }]
      : [{ to: 'run', name: 'endpoint' }]
    const place = policy ?? { line: part.tree.line, endLine: part.tree.line }
    const key = 'Properties.DeliveryPolicy.healthyRetryPolicy.numRetries'
    return [template.layer('sns', part, key, value, place, targets)]
  })
}

function machines(template: Template): ConfigLayer[] {
  return template.parts.flatMap(({ id, type, properties }) => {
    if (!/^AWS::(StepFunctions|Serverless)::StateMachine$/.test(type)) return []
    const written = at(properties, 'Definition') ?? at(properties, 'DefinitionString')
    const text = at(written, 'Fn::Sub') ?? written
    const source = text?.list?.[0] ?? text
    const tree = source?.map
      ? source
      : source?.text
        ? yamlTrees(source.text, source.line).documents[0]
        : undefined
    return tree ? stateLayers(template.file, tree, id) : []
  })
}

/** CloudFormation, SAM, and the `resources` of the Serverless Framework. */
export function cloudFormationLayers(files: readonly ConfigFile[]): ConfigLayer[] {
  return files.flatMap((file) =>
    file.documents.flatMap((document) => {
      const resources = at(document, 'Resources') ?? at(document, 'resources', 'Resources')
      if (!resources?.map) return []
      const template = new Template(file, document, resources)
      return [queues, functions, calledFunctions, events, subscriptions, machines].flatMap((read) =>
        read(template),
      )
    }),
  )
}
