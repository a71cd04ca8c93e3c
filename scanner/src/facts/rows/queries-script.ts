import { comesFrom, type Query, type QueryScope } from './query'

/** Prisma Client API reference: methods of a model. */
const PRISMA =
  /(?:^|\.)(\w*[pP]risma\w*(?:\.client)?|tx|trx|db|client|transaction|\w+Tx)\.[a-z]\w*\.(findUnique|findUniqueOrThrow|findFirst|findFirstOrThrow|findMany|count|aggregate|groupBy|create|update|updateMany|upsert|delete|deleteMany)$/
const PRISMA_RAW = /\.\$(queryRaw|executeRaw)(Unsafe)?$/
/** Names that other libraries use as well. */
const COMMON = /^(create|update|delete|count|aggregate)$/
const PRISMA_READS = /^(find|count|aggregate|groupBy)/

/** Ends of a chain that send it: Kysely, TypeORM's query builder. */
const KYSELY =
  /\.(selectFrom|insertInto|updateTable|deleteFrom)\(\)\..*\b(execute|executeTakeFirst|executeTakeFirstOrThrow)$/
const BUILDER =
  /createQueryBuilder\(\)\..*\b(getOne|getOneOrFail|getMany|getRawOne|getRawMany|getManyAndCount|getCount|execute)$/
const DRIZZLE_QUERY = /(?:^|\.)(db|tx|trx|database)\.query\.\w+\.(findFirst|findMany)$/
const DRIZZLE = /(?:^|\.)(db|tx|trx|database)\.(select|selectDistinct|insert|update|delete)\(\)\./

/** Static methods of models: Sequelize, Mongoose, TypeORM's active record. */
const MODEL =
  /(?:^|\.)([A-Z]\w*)\.(findByPk|findAll|findAndCountAll|findOrCreate|findOne|findOneBy|findById|findByIdAndUpdate|findByIdAndDelete|findOneAndUpdate|findOneAndDelete|countDocuments)$/
const MODEL_FILES = /sequelize|mongoose|typeorm|models?\b|entit(y|ies)|schemas?\b|dal\b/i

const REPOSITORY =
  /^(find|findOne|findOneBy|findOneOrFail|findOneByOrFail|findBy|findAndCount|count|countBy|exists|existsBy|save|insert|update|upsert|delete|remove|query)$/
const DRIVERS =
  /^(pg|pg-promise|postgres|mysql2?(\/promise)?|better-sqlite3|knex|typeorm|@clickhouse\/client)$/
const SENDS = /^(query|execute|one|oneOrNone|many|manyOrNone|any|none)$/

const reading = (mechanism: string): Query => ({ reads: true, mechanism })
const writing = (mechanism: string): Query => ({ reads: false, mechanism })

export function scriptQuery(callee: string, scope: QueryScope): Query | undefined {
  const prisma = PRISMA.exec(callee)
  if (prisma) {
    const [, client = '', method = ''] = prisma
    if (
      !/prisma/i.test(client) &&
      COMMON.test(method) &&
      !scope.modules.some((one) => /prisma/i.test(one))
    ) {
      return undefined
    }
    return PRISMA_READS.test(method) ? reading('Prisma') : writing('Prisma')
  }
  const raw = PRISMA_RAW.exec(callee)
  if (raw) return raw[1] === 'queryRaw' ? reading('Prisma') : writing('Prisma')
  if (KYSELY.test(callee)) {
    return /selectFrom/.test(callee) ? reading('Kysely') : writing('Kysely')
  }
  if (BUILDER.test(callee)) return /execute$/.test(callee) ? writing('TypeORM') : reading('TypeORM')
  if (DRIZZLE_QUERY.test(callee)) return reading('Drizzle')
  const usesDrizzle = scope.modules.some((one) => one.startsWith('drizzle-orm'))
  const drizzle = usesDrizzle ? DRIZZLE.exec(callee) : null
  if (drizzle) return /^select/.test(drizzle[2] ?? '') ? reading('Drizzle') : writing('Drizzle')
  return modelQuery(callee, scope) ?? driverQuery(callee, scope)
}

function modelQuery(callee: string, scope: QueryScope): Query | undefined {
  const [, model = '', method = ''] = MODEL.exec(callee) ?? []
  if (!model) return undefined
  const from = scope.resolveAll(model)
  const certain =
    /^(findByPk|findAndCountAll|findByIdAndUpdate|findOneAndUpdate|countDocuments)$/.test(method) ||
    from.some(({ module }) => MODEL_FILES.test(module)) ||
    scope.modules.some((one) => /^(sequelize|mongoose|typeorm)/.test(one))
  if (!certain) return undefined
  return /Update|Delete|Create/.test(method) ? writing('the model') : reading('the model')
}

function driverQuery(callee: string, scope: QueryScope): Query | undefined {
  const parts = callee.split('.')
  if (parts.length !== 2) return undefined
  const [root = '', method = ''] = parts
  const member = comesFrom(root, DRIVERS, scope)
  if (member === undefined) return undefined
  if (/Repository$/.test(member)) {
    if (!REPOSITORY.test(method)) return undefined
    return /^(find|count|exists|query)/.test(method) ? reading('TypeORM') : writing('TypeORM')
  }
  return SENDS.test(method) ? reading('SQL') : undefined
}
