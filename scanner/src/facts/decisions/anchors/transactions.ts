import { also, ask, type CallAnchor, type MarkAnchor, type SqlAnchor } from './anchor'

const kind = 'transaction-boundary'

/** Transactions opened by a call. */
export const transactionCalls: readonly CallAnchor[] = [
  {
    kind,
    on: ['js'],
    anchor: 'prisma.$transaction',
    hints: ['$transaction'],
    written: /\.\$transaction$/,
    says: 'Transaction',
    asks: [ask('isolationLevel', 'isolation level', 'value'), also('timeout', 'timeout', 'set')],
    source: 'https://www.prisma.io/docs/orm/prisma-client/queries/transactions',
  },
  {
    kind,
    on: ['js'],
    anchor: 'transaction callback',
    hints: ['transaction', '.begin('],
    written:
      /(^|\.)(db|database|knex|kysely|sequelize|orm|em|\w*([eE]ntity)?[mM]anager|\w*[dD]ata[sS]ource|\w*[cC]onnection|\w*[dD]b|trx|tx|sql)\.(transaction|transactional|begin)$/,
    when: (call) => call.hasCallback,
    says: 'Transaction',
    asks: [ask('isolationLevel', 'isolation level', 'value')],
    source: 'https://orm.drizzle.team/docs/transactions',
  },
  {
    kind,
    on: ['js'],
    anchor: 'startTransaction',
    hints: ['startTransaction', 'withTransaction'],
    written: /\.(startTransaction|withTransaction)$/,
    says: 'Transaction opened by hand',
    asks: [
      ask('readConcern', 'read concern', 'value'),
      ask('writeConcern', 'write concern', 'value'),
    ],
    source: 'https://www.mongodb.com/docs/drivers/node/current/crud/transactions/',
  },
  {
    kind,
    on: ['js'],
    anchor: 'BEGIN',
    hints: ['BEGIN', 'START TRANSACTION'],
    written: /\.(query|execute|exec|run|unsafe)$/,
    when: (call) => /^['"`]\s*(BEGIN|START TRANSACTION)\b/i.test(call.positional[0] ?? ''),
    says: 'Transaction opened by hand',
    leaves: 'that every path ends in COMMIT or ROLLBACK is up to this code',
    source: 'https://node-postgres.com/features/transactions',
  },
  {
    kind,
    on: ['python'],
    anchor: 'transaction.atomic',
    hints: ['atomic'],
    target: /^django\.db\.(transaction\.)?(transaction\.)?atomic$/,
    says: 'Transaction',
    asks: [
      also('durable', 'durable', 'value'),
      also('savepoint', 'savepoint', 'value'),
      also('using', 'database', 'set'),
    ],
    source: 'https://docs.djangoproject.com/en/stable/topics/db/transactions/',
  },
  {
    kind,
    on: ['python'],
    anchor: 'atomic wrapper',
    hints: ['atomic_transaction', 'transaction_atomic'],
    target: /(^|\.)(?!django\.)\w*(atomic_transaction|transaction_atomic)\w*$/,
    says: "Transaction by the house's own wrapper",
    source: 'a function named *atomic_transaction* used as context manager or decorator',
  },
  {
    kind,
    on: ['python'],
    anchor: 'transaction.on_commit',
    fold: true,
    hints: ['on_commit'],
    target: /^django\.db\.transaction\.on_commit$/,
    says: 'Effect put off until the transaction has committed',
    asks: [also('robust', 'robust', 'value')],
    leaves: 'it is lost when the process dies in between',
    source:
      'https://docs.djangoproject.com/en/stable/topics/db/transactions/#performing-actions-after-commit',
  },
  {
    kind,
    on: ['python'],
    anchor: 'session.begin',
    hints: ['.begin'],
    written: /(^|\.)(\w*session|\w*engine|\w*conn(ection)?|Session)\.(begin|begin_nested)$/i,
    says: 'Transaction',
    leaves: 'isolation level not stated here',
    source: 'https://docs.sqlalchemy.org/en/20/orm/session_transaction.html',
  },
  {
    kind,
    on: ['python'],
    anchor: 'db.atomic',
    hints: ['atomic', 'in_transaction'],
    target: /^(tortoise\.transactions\.(in_transaction|atomic)|peewee\.\w+\.atomic)$/,
    says: 'Transaction',
    source: 'https://tortoise.github.io/transactions.html',
  },
  {
    kind,
    on: ['java'],
    anchor: 'TransactionTemplate',
    hints: ['emplate', 'transactionOperations'],
    written:
      /(^|\.)\w*(transactionTemplate|txTemplate|transactionOperations)\.(execute|executeWithoutResult)$/i,
    says: 'Transaction by template',
    leaves: 'propagation and isolation are those last set on the shared template',
    source:
      'https://docs.spring.io/spring-framework/reference/data-access/transaction/programmatic.html',
  },
  {
    kind,
    on: ['java'],
    anchor: 'transaction callback',
    hints: ['inTransaction', 'useTransaction'],
    written: /\.(inTransaction|useTransaction)$/,
    // Without work it is a question (`handle.inTransaction()`), or the work itself that is called.
    when: (call) =>
      call.hasCallback || call.positional.some((text) => /^new\s|::|callback$/i.test(text)),
    says: 'Transaction',
    leaves: 'isolation level is the connection pool’s unless an argument says it',
    source: 'https://jdbi.org/#_transactions',
  },
  {
    kind,
    on: ['java'],
    anchor: 'transaction synchronization',
    hints: ['registerSynchronization'],
    written: /TransactionSynchronizationManager\.registerSynchronization$/,
    says: 'Effect tied to the end of the transaction',
    leaves: 'it is lost when the process dies after the commit',
    source:
      'https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework/transaction/support/TransactionSynchronizationManager.html',
  },
  {
    kind,
    on: ['java'],
    anchor: 'transaction by hand',
    hints: ['getTransaction', 'setAutoCommit'],
    written: /(\.getTransaction\.begin|\w*[tT]ransactionManager\.getTransaction|\.setAutoCommit)$/,
    when: (call) => !/\.setAutoCommit$/.test(call.written) || call.positional[0] === 'false',
    says: 'Transaction opened by hand',
    leaves: 'that every path ends in commit or rollback is up to this code',
    source: 'https://jakarta.ee/specifications/persistence/3.1/jakarta-persistence-spec-3.1',
  },
  {
    kind,
    on: ['go'],
    anchor: 'BeginTx',
    hints: ['Begin'],
    written:
      /(^|\.)\w*(db|DB|dbtx|conn|Conn|pool|Pool|client|store|sql\w*)\.(Begin|BeginTx|Beginx|BeginTxx|MustBegin|BeginFunc|BeginTxFunc)$/,
    says: 'Transaction',
    leaves: 'isolation level is the default unless the options say otherwise',
    source: 'https://pkg.go.dev/database/sql#DB.BeginTx',
  },
  {
    kind,
    on: ['go'],
    anchor: 'pgx.BeginFunc',
    hints: ['BeginFunc', 'BeginTxFunc'],
    target: /^github\.com\/jackc\/pgx\/v\d+\.(BeginFunc|BeginTxFunc)$/,
    says: 'Transaction',
    leaves: 'isolation level is the default unless the options say otherwise',
    source: 'https://pkg.go.dev/github.com/jackc/pgx/v5#BeginFunc',
  },
  {
    kind,
    on: ['go'],
    anchor: 'transaction callback',
    hints: ['Transaction(', 'WithTx(', 'InTx('],
    written: /(^|\.)\w*\.(Transaction|WithTx|RunInTx|InTx)$/,
    when: (call) => call.hasCallback,
    says: 'Transaction',
    leaves: 'isolation level not stated',
    source: 'https://gorm.io/docs/transactions.html',
  },
]

const SPRING = [
  ask('propagation', 'propagation', 'value'),
  ask('isolation', 'isolation', 'value'),
  also('readOnly', 'readOnly', 'value'),
  also('rollbackFor', 'rollbackFor', 'value'),
  also('noRollbackFor', 'noRollbackFor', 'value'),
  also('timeout', 'timeout', 'set'),
] as const

/** Transactions opened by a decorator or annotation. */
export const transactionMarks: readonly MarkAnchor[] = [
  {
    kind,
    on: ['java'],
    anchor: '@Transactional',
    hints: ['@Transaction'],
    name: /^Transactional$/,
    target:
      /^(org\.springframework\.transaction\.annotation|(jakarta|javax)\.transaction)\.Transactional$/,
    per: 'class',
    says: 'Transaction around the whole',
    asks: SPRING,
    source:
      'https://docs.spring.io/spring-framework/reference/data-access/transaction/declarative/annotations.html',
  },
  {
    kind,
    on: ['java'],
    anchor: '@TransactionAttribute',
    hints: ['@TransactionAttribute'],
    name: /^TransactionAttribute$/,
    per: 'class',
    says: 'Transaction around the whole',
    asks: [ask('value', 'propagation', 'value')],
    source: 'https://jakarta.ee/specifications/enterprise-beans/4.0/',
  },
  {
    kind,
    on: ['java'],
    anchor: '@TransactionalEventListener',
    hints: ['@TransactionalEventListener'],
    name: /^TransactionalEventListener$/,
    per: 'member',
    says: 'Effect tied to a phase of the transaction',
    asks: [
      also('phase', 'phase', 'value'),
      also('fallbackExecution', 'fallbackExecution', 'value'),
    ],
    leaves: 'it is lost when the process dies after the commit',
    source: 'https://docs.spring.io/spring-framework/reference/data-access/transaction/event.html',
  },
  {
    kind,
    on: ['js'],
    anchor: '@Transactional',
    hints: ['@Transaction'],
    name: /^(Transactional|Transaction)$/,
    per: 'class',
    says: 'Transaction around the whole',
    asks: [
      ask('propagation', 'propagation', 'value'),
      ask('isolationLevel', 'isolation level', 'value'),
    ],
    source: 'https://github.com/Aliheym/typeorm-transactional#readme',
  },
  {
    kind,
    on: ['python'],
    anchor: 'non_atomic_requests',
    hints: ['non_atomic_requests'],
    name: /(^|\.)non_atomic_requests$/,
    per: 'member',
    says: 'View without the transaction around the request',
    source: 'https://docs.djangoproject.com/en/stable/topics/db/transactions/',
  },
]

/** Isolation written in SQL. */
export const transactionSql: readonly SqlAnchor[] = [
  {
    kind,
    anchor: 'SET TRANSACTION ISOLATION LEVEL',
    pattern:
      /\b(?:SET\s+(?:SESSION\s+CHARACTERISTICS\s+AS\s+)?TRANSACTION|BEGIN(?:\s+TRANSACTION)?|START\s+TRANSACTION)\s+ISOLATION\s+LEVEL\s+(?:SERIALIZABLE|REPEATABLE\s+READ|READ\s+(?:UN)?COMMITTED)/i,
    says: 'Isolation level of a transaction',
    leaves: 'who repeats it after a serialization failure is not stated',
    source: 'https://www.postgresql.org/docs/current/transaction-iso.html',
  },
]
