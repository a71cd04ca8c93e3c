import type { ConfigFile } from '../files'
import { type ConfigLayer, layerOf } from '../layer'
import { type Resource, symbolOf } from '../resources'
import { at, items, type Tree, textAt } from '../tree'

const seconds = (text: string | undefined) => (text === undefined ? undefined : `${text} s`)

/** Kubernetes jobs: pods that are started again after a failure. */
export function jobLayers(resources: readonly Resource[]): ConfigLayer[] {
  return resources.flatMap((one): ConfigLayer[] => {
    const cron = one.kind === 'CronJob'
    if ((!cron && one.kind !== 'Job') || !one.apiVersion.startsWith('batch/')) return []
    const base = cron ? 'spec.jobTemplate.spec' : 'spec'
    const spec = cron ? at(one.tree, 'spec', 'jobTemplate', 'spec') : at(one.tree, 'spec')
    const value = at(spec, 'backoffLimit')
    if (!spec || value?.text === '0') return []
    return [
      layerOf('kubernetesJob', {
        file: one.file,
        symbol: symbolOf(one),
        key: `${base}.backoffLimit`,
        place: value ?? { line: one.tree.line, endLine: one.tree.line },
        value,
        deadline: seconds(textAt(spec, 'activeDeadlineSeconds')),
        targets: [{ to: 'run', name: `job ${one.name}` }],
      }),
    ]
  })
}

const ARGO = /^(Cluster)?(Workflow|WorkflowTemplate)$|^CronWorkflow$/

function argoLayer(one: Resource, strategy: Tree, key: string, name: string): ConfigLayer[] {
  const value = at(strategy, 'limit')
  if (value?.text === '0') return []
  return [
    layerOf('argo', {
      file: one.file,
      symbol: symbolOf(one),
      key: `${key}.retryStrategy.limit`,
      place: strategy,
      value,
      condition: textAt(strategy, 'retryPolicy') ?? 'OnFailure',
      delay: textAt(strategy, 'backoff', 'duration'),
      deadline: textAt(strategy, 'backoff', 'maxDuration'),
      targets: [{ to: 'run', name: `step ${name}` }],
    }),
  ]
}

/** Argo: `retryStrategy` of a workflow's templates, and the one for all of them. */
export function argoLayers(resources: readonly Resource[]): ConfigLayer[] {
  return resources.flatMap((one) => {
    if (!ARGO.test(one.kind) || !one.apiVersion.startsWith('argoproj.io/')) return []
    const cron = one.kind === 'CronWorkflow'
    const spec = cron ? at(one.tree, 'spec', 'workflowSpec') : at(one.tree, 'spec')
    const base = cron ? 'spec.workflowSpec' : 'spec'
    const whole = at(spec, 'retryStrategy')
    const common = at(spec, 'templateDefaults', 'retryStrategy')
    return [
      ...(whole ? argoLayer(one, whole, base, one.name) : []),
      ...(common ? argoLayer(one, common, `${base}.templateDefaults`, 'of any template') : []),
      ...items(at(spec, 'templates')).flatMap((template, nth) => {
        const strategy = at(template, 'retryStrategy')
        const name = textAt(template, 'name') ?? String(nth)
        return strategy ? argoLayer(one, strategy, `${base}.templates[${nth}]`, name) : []
      }),
    ]
  })
}

/** Sidekiq's own file: `:max_retries:` for all workers. */
export function sidekiqLayers(files: readonly ConfigFile[]): ConfigLayer[] {
  return files.flatMap((file) => {
    if (!/(^|\/)sidekiq[^/]*\.ya?ml$/.test(file.path)) return []
    return file.documents.flatMap((document) => {
      const value = at(document, ':max_retries') ?? at(document, 'max_retries')
      if (!value || value.text === '0') return []
      const targets = [{ to: 'run' as const, name: 'workers of Sidekiq' }]
      return [
        layerOf('sidekiq', { file, symbol: '', key: 'max_retries', place: value, value, targets }),
      ]
    })
  })
}
