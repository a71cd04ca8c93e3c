import type { FunctionFact } from '../model'
import type { Bindings } from './bindings'

/**
 * Origins of the variables that calls go through, as far as they name a type or a factory. A name
 * that means several things has its scopes as well: `S3Storage#client`.
 */
export function receiversOf(
  functions: readonly FunctionFact[],
  bindings: Bindings,
): Record<string, string> | undefined {
  const found: Record<string, string> = {}
  let any = false
  for (const { calls } of functions) {
    for (const call of calls) {
      const path = call.replace(/^(this|self)\./, '')
      const dot = path.indexOf('.')
      const name = dot > 0 ? path.slice(0, dot) : ''
      if (!name || name in found || name.endsWith(')')) continue
      const origin = bindings.originOf(name)
      if (!origin || !/^[\w.()]{1,80}$/.test(origin)) continue
      found[name] = origin
      any = true
      for (const one of bindings.othersOf(name)) {
        if (/^[\w.()]{1,80}$/.test(one.origin)) found[`${one.symbol}#${name}`] = one.origin
      }
    }
  }
  return any ? found : undefined
}
