import type { ConfigLayer, Target } from '../layer'
import { at, textAt } from '../tree'
import { delivery, type Module, seconds } from './terraform-module'

/** Google's resources: subscriptions, task queues, schedules and jobs. */
export function googleLayers(module: Module): ConfigLayer[] {
  const subscriptions = module.of('google_pubsub_subscription').map((part) => {
    const policy = at(part.tree, 'dead_letter_policy')
    const topic = at(part.tree, 'topic')
    const holder = module.pointed(topic)
    const name = holder ? module.text(at(holder.tree, 'name')) : module.text(topic)
    const targets: Target[] = name
      ? [{ to: 'delivery', key: `topic:${name.replace(/^.*\//, '')}` }]
      : [{ to: 'run', name: `subscription ${part.label}` }]
    const pause = textAt(part.tree, 'retry_policy', 'minimum_backoff')
    const delay = pause && `${pause} and more`
    const perTry = seconds(textAt(part.tree, 'ack_deadline_seconds'))
    const key = 'dead_letter_policy.max_delivery_attempts'
    const value = at(policy, 'max_delivery_attempts')
    const mechanism = policy ? 'pubsubDeadLetter' : 'pubsub'
    const deadline = policy
      ? undefined
      : (textAt(part.tree, 'message_retention_duration') ?? '7 d (default)')
    return module.layer(mechanism, part, key, value, policy, targets, { delay, perTry, deadline })
  })
  const tasks = module.of('google_cloud_tasks_queue').map((part) => {
    const config = at(part.tree, 'retry_config')
    const deadline = textAt(config, 'max_retry_duration')
    const targets = [delivery(module, part, 'queue')]
    return module.layer(
      'cloudTasks',
      part,
      'retry_config.max_attempts',
      at(config, 'max_attempts'),
      config,
      targets,
      { deadline },
    )
  })
  const scheduled = module.of('google_cloud_scheduler_job').flatMap((part) => {
    const config = at(part.tree, 'retry_config')
    const value = at(config, 'retry_count')
    if (!value || value.text === '0') return []
    const targets: Target[] = [
      { to: 'run', name: `job ${module.text(at(part.tree, 'name')) ?? part.label}` },
    ]
    const deadline = textAt(config, 'max_retry_duration')
    return [
      module.layer('cloudScheduler', part, 'retry_config.retry_count', value, config, targets, {
        deadline,
      }),
    ]
  })
  const runs = module.of('google_cloud_run_v2_job').flatMap((part) => {
    const value = at(part.tree, 'template', 'template', 'max_retries')
    if (value?.text === '0') return []
    const targets: Target[] = [
      { to: 'run', name: `job ${module.text(at(part.tree, 'name')) ?? part.label}` },
    ]
    return [
      module.layer('cloudRunJob', part, 'template.template.max_retries', value, value, targets),
    ]
  })
  return [...subscriptions, ...tasks, ...scheduled, ...runs]
}

/** Azure's queues, jobs of Kubernetes and of AWS Batch. */
export function otherLayers(module: Module): ConfigLayer[] {
  const bus = module
    .of('azurerm_servicebus_queue', 'azurerm_servicebus_subscription')
    .map((part) => {
      const value = at(part.tree, 'max_delivery_count')
      const topic = part.type === 'azurerm_servicebus_subscription'
      const targets: Target[] = topic
        ? [{ to: 'run', name: `subscription ${part.label}` }]
        : [delivery(module, part, 'queue')]
      return module.layer('serviceBus', part, 'max_delivery_count', value, value, targets)
    })
  const jobs = module
    .of('kubernetes_job', 'kubernetes_job_v1', 'kubernetes_cron_job', 'kubernetes_cron_job_v1')
    .flatMap((part) => {
      const cron = part.type.includes('cron')
      const spec = cron ? at(part.tree, 'spec', 'job_template', 'spec') : at(part.tree, 'spec')
      const value = at(spec, 'backoff_limit')
      if (value?.text === '0') return []
      const name = module.text(at(part.tree, 'metadata', 'name')) ?? part.label
      return [
        module.layer('kubernetesJob', part, 'spec.backoff_limit', value, value, [
          { to: 'run', name: `job ${name}` },
        ]),
      ]
    })
  const batch = module.of('aws_batch_job_definition').flatMap((part) => {
    const value = at(part.tree, 'retry_strategy', 'attempts')
    if (!value || value.text === '1') return []
    return [
      module.layer('awsBatch', part, 'retry_strategy.attempts', value, value, [
        { to: 'run', name: `job ${part.label}` },
      ]),
    ]
  })
  return [...bus, ...jobs, ...batch]
}
