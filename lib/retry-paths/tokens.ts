import { addressOf, envName, hostNames, nameIn, plainName, shapeOf } from './keys'
import type { Entry, Out } from './model'

/**
 * What an entry point is found by: where it shares no token with an outgoing call, it has no part
 * in whom that call meets. Superset of what the directory looks up.
 */
export function entryTokens({ service, keys }: Pick<Entry, 'service' | 'keys'>): string[] {
  const tokens = new Set([hostToken(service), nameToken(plainName(service))])
  for (const key of keys) {
    tokens.add(key)
    const host = nameIn(key, 'host')
    if (!host) continue
    tokens.add(hostToken(host))
    tokens.add(nameToken(plainName(host)))
  }
  return [...tokens].sort()
}

/** Whom an outgoing call may mean: entry points by their own keys, and services by what they are called. */
export function askedBy(keys: readonly string[]): { keys: string[]; services: string[] } {
  const services = new Set<string>()
  const named = keys.filter((key) => /^(grpc|queue|topic|task):/.test(key))
  const asked = new Set(named.flatMap((key) => [key, `relay:${key}`]))
  let hosted = false
  const addresses = keys.map(addressOf)
  for (const [i, key] of keys.entries()) {
    const address = addresses[i]?.host ?? null
    const host = (address?.startsWith('env:') ? null : address) ?? nameIn(key, 'host')
    if (host) for (const name of hostNames(host)) services.add(hostToken(name))
    hosted ||= Boolean(host)
    const variable = nameIn(key, 'env') ?? (address && nameIn(address, 'env'))
    if (variable !== null) services.add(nameToken(envName(variable)))
  }
  const address = addresses.find((one) => one !== null)
  // A host that names nobody is never joined by path alone.
  const shape = address && !hosted ? shapeOf(address) : null
  if (shape !== null) asked.add(shape)
  return { keys: [...asked], services: [...services] }
}

/** What an outgoing call asks for, and its keys, by which people tie it. */
export function outTokens({ keys }: Pick<Out, 'keys'>): string[] {
  const asked = askedBy(keys)
  return [...new Set([...keys, ...asked.keys, ...asked.services])].sort()
}

const hostToken = (name: string) => `host:${name.toLowerCase()}`
const nameToken = (name: string) => `name:${name}`
