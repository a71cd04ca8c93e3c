import { template } from '../flow/routes'

const ENV = /^\{env:(\w+)(?:\|([^}]*))?\}/

/** Service invocation through the sidecar (docs.dapr.io): the id of the other app is in the path. */
const DAPR = /\/v1\.0\/invoke\/([\w.-]+)\/method(\/.*)?$/

/** Join keys of a URL as far as it is written, the strongest first. */
export function urlKeys(url: string, method?: string): string[] {
  const verb = method ?? 'ANY'
  const dapr = DAPR.exec(url)
  if (dapr?.[1]) {
    const id = dapr[1].toLowerCase()
    return [`http:${verb} ${id}${template(dapr[2] || '/')}`, `host:${id}`]
  }
  const env = ENV.exec(url)
  if (env) {
    const rest = url.slice(env[0].length)
    const own = [`http:${verb} env:${env[1]}${template(rest || '/')}`, `env:${env[1]}`]
    return env[2] ? [...own, ...urlKeys(env[2].replace(/\/$/, '') + rest, method)] : own
  }
  // Nobody can tell the host: the path alone may name an entry point, where it says enough.
  const alone = /^\{\}(\/[^/?#{}][^/?#]*\/[^?#]+)/.exec(url)?.[1]
  if (alone) return [`http:${verb} ${template(alone)}`]
  const parts = /^(?:https?|lb|wss?):\/\/([^/?#]+)(.*)$/i.exec(url)
  const written = parts?.[1]?.replace(/^.*@/, '').replace(/:(\d+|\{[^{}]*\})$/, '')
  if (!written) return []
  // Names of variables differ by their case, those of hosts do not.
  if (written.startsWith('{')) return urlKeys(written + (parts?.[2] ?? ''), method)
  const host = written.toLowerCase()
  if (/[{}]/.test(host)) return []
  return [`http:${verb} ${host}${template(parts?.[2] || '/')}`, `host:${host}`]
}
