import type { Family } from '../languages'
import { goQuery } from './queries-go'
import { javaQuery } from './queries-java'
import { pythonQuery } from './queries-python'
import { scriptQuery } from './queries-script'
import type { Query, QueryScope } from './query'

const READERS: Record<Family, (callee: string, scope: QueryScope) => Query | undefined> = {
  script: scriptQuery,
  python: pythonQuery,
  java: javaQuery,
  go: goQuery,
}

/** The query that a call by this name is, where that is certain. */
export function queryOf(callee: string, family: Family, scope: QueryScope): Query | undefined {
  return READERS[family](callee.replace(/^(this|self)\./, ''), scope)
}
