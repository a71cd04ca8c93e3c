import type { Query, QueryScope } from './query'

const SQL =
  /^(database\/sql|github\.com\/jmoiron\/sqlx|github\.com\/jackc\/pgx(\/v\d+)?(\/pgxpool)?)\.(DB|Tx|Conn|Pool|Stmt|NamedStmt)$/
const GORM = /^gorm\.io\/gorm\.DB$|^github\.com\/jinzhu\/gorm\.DB$/
const SQL_READS =
  /^(Query|QueryRow|QueryContext|QueryRowContext|Queryx|QueryRowx|QueryxContext|QueryRowxContext|Get|GetContext|Select|SelectContext|NamedQuery)$/
const SQL_WRITES = /^(Exec|ExecContext|MustExec|NamedExec|NamedExecContext)$/
const GORM_READS = /^(First|Find|Take|Last|Scan|Count|Pluck|Row|Rows|FirstOrInit|FirstOrCreate)$/
const GORM_WRITES = /^(Create|Save|Update|Updates|Delete|Exec|UpdateColumn|UpdateColumns)$/

export function goQuery(callee: string, scope: QueryScope): Query | undefined {
  const parts = callee.split('.')
  const method = parts.pop() ?? ''
  // `db.Where().First`: what is chained is the same handle.
  const chain = parts.findIndex((part) => part.endsWith('()'))
  const path = chain < 0 ? parts : parts.slice(0, chain)
  if (path.length === 0) return undefined
  const type = scope.typeOf?.(path) ?? ''
  if (GORM.test(type)) {
    if (GORM_READS.test(method)) return { reads: true, mechanism: 'gorm' }
    return GORM_WRITES.test(method) ? { reads: false, mechanism: 'gorm' } : undefined
  }
  if (chain >= 0 || !SQL.test(type)) return undefined
  if (SQL_READS.test(method)) return { reads: true, mechanism: 'SQL' }
  return SQL_WRITES.test(method) ? { reads: false, mechanism: 'SQL' } : undefined
}
