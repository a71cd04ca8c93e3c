import type { FileFacts, FunctionFact } from '../../model'

/** A function in its file. */
export interface Place {
  path: string
  facts: FileFacts
  fn: FunctionFact
}

/** A name like `constructor` is no entry of a plain object. */
export const ownValue = (
  table: Readonly<Record<string, string>> | undefined,
  name: string,
): string | undefined => (table && Object.hasOwn(table, name) ? table[name] : undefined)

/** Type, class or factory of a variable as seen from a function: the innermost scope that says it. */
export function receiverOf({ facts, fn }: Place, name: string): string | undefined {
  for (let scope = fn.symbol; ; scope = scope.slice(0, Math.max(0, scope.lastIndexOf('.')))) {
    const found = ownValue(facts.receivers, scope ? `${scope}#${name}` : name)
    if (found !== undefined || scope === '') return found
  }
}
