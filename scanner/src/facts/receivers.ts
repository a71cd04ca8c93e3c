import type { FunctionFact } from '../model'
import type { Bindings } from './bindings'

/** Origins of the variables that calls go through, as far as they name a type or a factory. */
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
      if (!origin || !/^[\w.]{1,60}$/.test(origin)) continue
      found[name] = origin
      any = true
    }
  }
  return any ? found : undefined
}
