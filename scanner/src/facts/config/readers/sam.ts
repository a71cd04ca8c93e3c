import type { ConfigFile } from '../files'
import { type ConfigLayer, layerOf, type Target } from '../layer'
import { at, entries, items, textAt } from '../tree'
import { handler, place } from './lambda-place'
import { eventBridge, type Part, pointed, type Template } from './template'

const ASYNC =
  /^(SNS|S3|EventBridgeRule|CloudWatchEvent|Schedule|ScheduleV2|IoTRule|CloudWatchLogs|Cognito)$/
const STREAM = /^(Kinesis|DynamoDB)$/

/** Functions: asynchronous calls and streams, of plain templates and of SAM. */
export function functions(template: Template): ConfigLayer[] {
  return template.parts.flatMap((part): ConfigLayer[] => {
    const { type, properties } = part
    if (type === 'AWS::Lambda::EventInvokeConfig') {
      const value = at(properties, 'MaximumRetryAttempts')
      if (value?.text === '0') return []
      const name = pointed(at(properties, 'FunctionName')) ?? textAt(properties, 'FunctionName')
      const targets: Target[] = [{ to: 'run', name: `function ${name ?? 'unknown'}` }]
      return [
        template.layer(
          'lambdaAsync',
          part,
          'Properties.MaximumRetryAttempts',
          value,
          value ?? part.tree,
          targets,
        ),
      ]
    }
    if (type === 'AWS::Lambda::EventSourceMapping') {
      const source =
        textAt(at(properties, 'EventSourceArn')) ?? pointed(at(properties, 'EventSourceArn')) ?? ''
      const value = at(properties, 'MaximumRetryAttempts')
      // A queue's own redrive policy says how often.
      if (!value && !/kinesis|dynamodb|stream/i.test(source)) return []
      const name = pointed(at(properties, 'FunctionName')) ?? 'unknown'
      const targets: Target[] = [{ to: 'run', name: `function ${name}` }]
      return [
        template.layer(
          'lambdaStream',
          part,
          'Properties.MaximumRetryAttempts',
          value,
          value ?? part.tree,
          targets,
        ),
      ]
    }
    return type === 'AWS::Serverless::Function' ? serverless(template, part) : []
  })
}

/** Functions that rules and topics of a plain template call: asynchronous, unless configured. */
export function calledFunctions(template: Template): ConfigLayer[] {
  const configured = new Set(
    template.parts
      .filter(({ type }) => type === 'AWS::Lambda::EventInvokeConfig')
      .map(({ properties }) => pointed(at(properties, 'FunctionName'))),
  )
  const aims = template.parts.flatMap(({ type, properties }) => {
    if (type === 'AWS::Events::Rule')
      return items(at(properties, 'Targets')).map((aim) => pointed(at(aim, 'Arn')))
    return type === 'AWS::SNS::Subscription' ? [pointed(at(properties, 'Endpoint'))] : []
  })
  return [...new Set(aims)].flatMap((id = '') => {
    const part = template.byId.get(id)
    if (part?.type !== 'AWS::Lambda::Function' || configured.has(id)) return []
    const line = { line: part.tree.line, endLine: part.tree.line }
    const targets: Target[] = [{ to: 'run', name: `function ${id}` }]
    const key = 'Properties.EventInvokeConfig.MaximumRetryAttempts'
    return [template.layer('lambdaAsync', part, key, undefined, line, targets)]
  })
}

function serverless(template: Template, part: Part): ConfigLayer[] {
  const { properties } = part
  const events = entries(at(properties, 'Events'))
  const found: ConfigLayer[] = []
  const value = at(properties, 'EventInvokeConfig', 'MaximumRetryAttempts')
  const sources = events.filter(([, event]) => ASYNC.test(textAt(event, 'Type') ?? ''))
  const targets: Target[] = [...handler(template, part), { to: 'run', name: `function ${part.id}` }]
  if (value?.text !== '0' && (value || sources.length > 0)) {
    const key = 'Properties.EventInvokeConfig.MaximumRetryAttempts'
    const line = { line: part.tree.line, endLine: part.tree.line }
    const kinds = sources.map(([, event]) => textAt(event, 'Type')).join(', ')
    const condition = kinds === '' ? undefined : `events of ${kinds}`
    found.push(
      template.layer('lambdaAsync', part, key, value, value ?? line, targets, { condition }),
    )
  }
  for (const [id, event] of events) {
    const kind = textAt(event, 'Type') ?? ''
    const key = `Properties.Events.${id}.Properties`
    const retry = at(event, 'Properties', 'RetryPolicy')
    if (retry) found.push(eventBridge(template, part, `${key}.RetryPolicy`, retry, targets))
    const stream = at(event, 'Properties', 'MaximumRetryAttempts')
    if (STREAM.test(kind) && stream?.text !== '0')
      found.push(
        template.layer(
          'lambdaStream',
          part,
          `${key}.MaximumRetryAttempts`,
          stream,
          stream ?? { line: event.line, endLine: event.line },
          targets,
        ),
      )
  }
  return found
}

/** Functions of a `serverless.yml`: asynchronous events are tried three times unless said otherwise. */
export function serverlessLayers(files: readonly ConfigFile[]): ConfigLayer[] {
  return files.flatMap((file) => {
    if (!/(^|\/)serverless[^/]*\.ya?ml$/.test(file.path)) return []
    const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1)
    return file.documents.flatMap((document) =>
      entries(at(document, 'functions')).flatMap(([id, one]): ConfigLayer[] => {
        const value = at(one, 'maximumRetryAttempts')
        const kinds = items(at(one, 'events')).flatMap((event) => [...(event.map?.keys() ?? [])])
        const asynchronous = kinds.filter((kind) =>
          /^(sns|s3|eventBridge|schedule|cloudwatchEvent|iot)$/.test(kind),
        )
        if (value?.text === '0' || (!value && asynchronous.length === 0)) return []
        const text = textAt(one, 'handler')
        return [
          layerOf('lambdaAsync', {
            file,
            symbol: id,
            key: `functions.${id}.maximumRetryAttempts`,
            place: value ?? { line: one.line, endLine: one.line },
            value,
            condition: asynchronous.length > 0 ? `events of ${asynchronous.join(', ')}` : undefined,
            targets: [...(text ? place(folder, text) : []), { to: 'run', name: `function ${id}` }],
          }),
        ]
      }),
    )
  })
}
