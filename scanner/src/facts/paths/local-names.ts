import type { FileFacts, FunctionFact, ImportFact } from '../../model'

export interface Local {
  functions: Map<string, FunctionFact>
  imports: Map<string, ImportFact>
}

/** Facts are shared between the commits of a history; so are their lookup tables. */
const locals = new WeakMap<FileFacts, Local>()

/** Functions and imports of a file by name. */
export function localOf(facts: FileFacts): Local {
  const known = locals.get(facts)
  if (known) return known
  const local: Local = {
    functions: new Map(facts.functions.map((fn) => [fn.symbol, fn])),
    imports: new Map(facts.imports.map((fact) => [fact.local, fact])),
  }
  locals.set(facts, local)
  return local
}
