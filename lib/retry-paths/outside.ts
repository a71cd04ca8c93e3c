import { hostNames, nameIn } from './keys'
import type { MapLink, MapOut } from './map'

/** Whether a call that meets nobody goes to a name that means something only inside the house. */
export function isNamed({ rule, detail }: Pick<MapLink, 'rule' | 'detail'>): boolean {
  if (rule !== 'unknown-host' || detail === null) return false
  const [bare = '', short] = hostNames(detail)
  return short !== undefined || !bare.includes('.')
}

/** Who is called out of the house: a host, or the library of a client. */
export function outsideOf({ keys, label }: MapOut): string | null {
  for (const key of keys) {
    const host = nameIn(key, 'host') ?? /^http:[A-Z]+ ([^/]+)/.exec(key)?.[1]
    if (host) return host.startsWith('env:') ? `address in ${host.slice(4)}` : host
    const library = nameIn(key, 'sdk')?.split('#')[0]
    if (library) return library
    const place = nameIn(key, 'queue') ?? nameIn(key, 'topic') ?? nameIn(key, 'task')
    if (place) return place
  }
  return keys[0]?.startsWith('http:') ? label : null
}
