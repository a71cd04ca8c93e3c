import type { FileFacts, FunctionFact } from '../../model'
import { localOf } from './local-names'

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

const NOWHERE = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }

/** A function that calls nothing, which facts leave out. */
export function emptyFunction(
  symbol: string,
  { region }: { region: FunctionFact['region'] } = { region: NOWHERE },
): FunctionFact {
  return { symbol, region, exported: true, async: false, calls: [] }
}

/** Function of a symbol in its file, also where it calls nothing. */
export function placeOf(symbol: string, path: string, facts: FileFacts): Place {
  const fn = localOf(facts).functions.get(symbol)
  return { path, facts, fn: fn ?? emptyFunction(symbol, facts.functions[0]) }
}
