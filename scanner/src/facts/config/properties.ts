import { isMap, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml'

/** One value of a configuration file, its key written as Spring does: `routes[0].uri`. */
export interface Property {
  key: string
  value: string
  line: number
  /** Profile the value holds in; empty for all. */
  profile: string
}

/** `${ENV:default}` as its default, also inside another one; without a default it stays unknown. */
function resolved(value: string): string {
  let text = value
  for (let depth = 0; depth < 5; depth++) {
    const next = text.replace(/\$\{[\w.-]+:([^${}]*)\}/g, '$1')
    if (next === text) break
    text = next
  }
  return text
}

/** `max-attempts`, `maxAttempts` and `max_attempts` are one key (Spring's relaxed binding). */
export const relaxed = (key: string): string => key.replace(/[-_]/g, '').toLowerCase()

function profileOf(path: string): string {
  return /(?:application|bootstrap)-([\w-]+)\.(ya?ml|properties)$/.exec(path)?.[1] ?? ''
}

function yamlProperties(path: string, text: string): Property[] {
  const counter = new LineCounter()
  const found: Property[] = []
  for (const document of parseAllDocuments(text, { lineCounter: counter, logLevel: 'error' })) {
    if (!('contents' in document) || document.errors.length > 0) continue
    const own: Property[] = []
    const visit = (node: unknown, key: string) => {
      if (isMap(node)) {
        for (const { key: name, value } of node.items) {
          const part = isScalar(name) ? String(name.value) : ''
          visit(value, key ? `${key}.${part}` : part)
        }
      } else if (isSeq(node)) {
        for (const [at, item] of node.items.entries()) visit(item, `${key}[${at}]`)
      } else if (isScalar(node) && node.value !== null) {
        const line = counter.linePos(node.range?.[0] ?? 0).line
        own.push({ key, value: resolved(String(node.value)), line, profile: profileOf(path) })
      }
    }
    visit(document.contents, '')
    const active = own.find(({ key }) =>
      /^spring\.(config\.activate\.on-profile|profiles)$/.test(key),
    )
    for (const one of own) found.push(active ? { ...one, profile: active.value } : one)
  }
  return found
}

function plainProperties(path: string, text: string): Property[] {
  return text.split('\n').flatMap((line, at) => {
    const match = /^\s*([\w.[\]-]+)\s*[=:]\s*(.*?)\s*$/.exec(line)
    if (!match?.[1]) return []
    const value = resolved(match[2] ?? '')
    return [{ key: match[1], value, line: at + 1, profile: profileOf(path) }]
  })
}

/** Values of a Spring configuration file; a file that cannot be read says nothing. */
export function propertiesOf(path: string, text: string): Property[] {
  try {
    return path.endsWith('.properties') ? plainProperties(path, text) : yamlProperties(path, text)
  } catch {
    // A template is no YAML: what it will say is not known here.
    return []
  }
}
