import type { Query, QueryScope } from './query'

/** Types that ask a database by themselves: Spring JDBC, JPA, jOOQ, MyBatis. */
const CLIENT =
  /^(JdbcTemplate|NamedParameterJdbcTemplate|NamedParameterJdbcOperations|JdbcOperations|JdbcClient|SimpleJdbcCall|EntityManager|DSLContext|SqlSession|MongoTemplate|MongoOperations)$/
const PREPARES =
  /^(batchUpdate|execute|create\w*|unwrap|getCriteriaBuilder|getReference|flush|clear|persist|merge|remove|detach|refresh|getEntityManagerFactory|getJdbcTemplate)$/
const WRITES = /^(update|insert|insertAll|delete|remove|upsert\w*)$/
const SENT =
  /\.(getResultList|getSingleResult|getResultStream|executeUpdate|fetch|fetchOne|fetchInto|list|query)$/
/** Writes of an entity wait for the end of the transaction and may be sent together. */
const DEFERRED = /^(save\w*|persist|merge|delete\w*|remove\w*|flush|getReferenceById|getOne)$/

export function javaQuery(callee: string, scope: QueryScope): Query | undefined {
  const parts = callee.split('.')
  const [root = '', method = ''] = parts
  const type = scope.originOf(root)?.replace(/\(\)$/, '')
  if (type === undefined || parts.length < 2) return undefined
  if (CLIENT.test(type)) {
    if (parts.length > 2) {
      return SENT.test(callee)
        ? { reads: !/executeUpdate/.test(callee), mechanism: type }
        : undefined
    }
    if (PREPARES.test(method) || method.endsWith('()')) return undefined
    return { reads: !WRITES.test(method), mechanism: type }
  }
  if (parts.length !== 2 || DEFERRED.test(method) || !scope.isRepository?.(type)) return undefined
  return { reads: true, mechanism: 'Spring Data' }
}
