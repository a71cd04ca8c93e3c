import { comesFrom, type Query, type QueryScope } from './query'

/** Django, "When QuerySets are evaluated" and methods that do not return QuerySets. */
const SENDS =
  /^(a?get|a?first|a?last|a?exists|a?count|a?create|a?get_or_create|a?update_or_create|a?update|a?delete|a?aggregate|a?earliest|a?latest|a?in_bulk)$/
const WRITES = /create|update|delete/
const MANAGER =
  /^(?:\w+\.)*[A-Z]\w*\.(?:objects|\w+_objects|_default_manager|_base_manager)(?=\.|$)/
/** Prepared and not sent yet. */
const LAZY =
  /^[A-Z][\w.]*\.(?:objects|\w+_objects)(\.(filter|exclude|all|using|select_related|prefetch_related|annotate|order_by|values|values_list|only|defer|distinct|none|select_for_update|reverse|alias)\(\))*$/

const SESSION =
  /(?:^|\.)(\w*session|db\.session|conn|connection|cursor|cur)\.(execute|executemany|scalar|scalars|scalar_one|scalar_one_or_none|fetch|fetchrow|fetchval|stream|stream_scalars)$/
const SESSION_MODULES =
  /^(sqlalchemy|sqlmodel|flask_sqlalchemy|psycopg|psycopg2|asyncpg|sqlite3|pymysql|MySQLdb|aiosqlite|django\.db|databases)(\.|$)/
const SESSION_TYPES = /^(Async)?(Read|Write)?Session(Maker)?$|^(Async)?Connection$/
const ORM_QUERY =
  /(?:^|\.)\w*session\.query\(\)\..*\b(all|first|one|one_or_none|scalar|count|get|delete|update)$/

const verb = (method: string, mechanism: string): Query => ({
  reads: !WRITES.test(method),
  mechanism,
})

export function pythonQuery(callee: string, scope: QueryScope): Query | undefined {
  const dot = callee.lastIndexOf('.')
  const method = callee.slice(dot + 1)
  if (MANAGER.test(callee)) return SENDS.test(method) ? verb(method, 'Django ORM') : undefined
  const root = callee.slice(0, callee.indexOf('.'))
  if (dot > 0 && root && SENDS.test(method)) {
    const origin = scope.originOf(root) ?? ''
    const full = `${origin}()${callee.slice(root.length, dot)}`
    if (MANAGER.test(origin) && LAZY.test(full)) return verb(method, 'Django ORM')
  }
  if (method.startsWith('get_object_or_404')) return verb('get', 'Django ORM')
  const orm = ORM_QUERY.exec(callee)
  if (orm) return verb(orm[1] ?? '', 'SQLAlchemy')
  if (!SESSION.test(callee)) return undefined
  const known =
    scope.modules.some((one) => SESSION_MODULES.test(one)) ||
    SESSION_TYPES.test(scope.originOf(root) ?? '') ||
    comesFrom(root, SESSION_MODULES, scope) !== undefined
  return known ? { reads: true, mechanism: 'SQL' } : undefined
}

/** Whether a queryset is only described by this call: it is sent where it is gone through. */
export const isLazyQuery = (callee: string): boolean => LAZY.test(`${callee}()`)
