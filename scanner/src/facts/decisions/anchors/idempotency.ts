import { also, type CallAnchor, hasWord, type MarkAnchor, type SqlAnchor } from './anchor'
import { sentKey } from './sent-keys'

const kind = 'idempotency'
const KEYS = ['idempotencyKey', 'idempotency_key', 'Idempotency-Key', 'idempotencyToken']

/** Keys, upserts and conflict clauses, by call. */
export const idempotencyCalls: readonly CallAnchor[] = [
  {
    kind,
    on: ['js'],
    anchor: 'idempotency key',
    fold: true,
    hints: ['dempotency'],
    written: /./,
    when: (call) => sentKey(call, KEYS) !== null,
    says: 'Call that the other side recognises as a repeat by its key',
    leaves: "how long the key is remembered is the other side's decision",
    source: 'https://docs.stripe.com/api/idempotent_requests',
  },
  {
    kind,
    on: ['js', 'java', 'go', 'python'],
    anchor: 'Idempotency-Key header',
    hints: ['dempotency-'],
    written: /(header|get|set|add)\w*$/i,
    when: (call) => hasWord(call, '(x-)?idempotency-key'),
    says: 'Reads or sends an Idempotency-Key',
    leaves: 'how long a key is remembered is not stated',
    source: 'https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/',
  },
  {
    kind,
    on: ['js'],
    anchor: 'upsert without update',
    fold: true,
    hints: ['.upsert('],
    written: /(prisma|tx|trx|db|client|repository|repo|manager|supabase)\w*(\.\w+)*\.upsert$/i,
    when: (call) => /^\{\s*\}$/.test(call.options.get('update') ?? ''),
    says: 'Creates the row with this key unless it is there',
    leaves: 'what differs from the row that is there is dropped',
    source: 'https://www.prisma.io/docs/orm/reference/prisma-client-reference#upsert',
  },
  {
    kind,
    on: ['js'],
    anchor: 'upsert',
    fold: true,
    hints: ['.upsert('],
    written: /(prisma|tx|trx|db|client|repository|repo|manager|supabase)\w*(\.\w+)*\.upsert$/i,
    says: 'Creates or overwrites the row with this key',
    leaves: 'an older message may overwrite a newer one',
    source: 'https://www.prisma.io/docs/orm/reference/prisma-client-reference#upsert',
  },
  {
    kind,
    on: ['js'],
    anchor: 'on conflict',
    hints: [
      'onConflict',
      'onDuplicateKeyUpdate',
      'orIgnore',
      'orUpdate',
      'on_conflict',
      'on_duplicate_key_update',
    ],
    written:
      /\.(onConflict|onConflictDoNothing|onConflictDoUpdate|onDuplicateKeyUpdate|orIgnore|orUpdate)$/,
    says: 'Decides what a second insert of the same key does',
    leaves: 'it needs the unique constraint it names',
    source: 'https://orm.drizzle.team/docs/insert#on-conflict-do-nothing',
  },
  {
    kind,
    on: ['js'],
    anchor: 'createMany skipDuplicates',
    fold: true,
    hints: ['skipDuplicates'],
    written: /\.(createMany|createManyAndReturn)$/,
    when: (call) => call.options.get('skipDuplicates') === 'true',
    says: 'Rows that exist already are passed over without a word',
    leaves: 'it needs a unique constraint to do anything',
    source: 'https://www.prisma.io/docs/orm/reference/prisma-client-reference#createmany',
  },
  {
    kind,
    on: ['js'],
    anchor: 'redis mark of what was seen',
    hints: ['.set'],
    fold: true,
    written: /(redis|client|cache|connection|kv)\w*\.(set|setex|psetex|setEx)$/i,
    when: (call) =>
      /seen|dedup|processed/i.test(call.positional[0] ?? '') && call.positional.length > 2,
    says: 'Remembers for a while what was seen, so that a repeat is passed over',
    leaves: 'a repeat after the expiry, or after Redis has lost it, is taken again',
    source: 'https://redis.io/docs/latest/commands/set/',
  },
  {
    kind,
    on: ['js'],
    anchor: 'job id',
    hints: ['jobId', 'deduplication'],
    written: /\.(add|addBulk|upsertJobScheduler|enqueue|send)$/,
    when: (call) =>
      call.options.has('jobId') ||
      call.options.has('deduplication') ||
      (/addBulk$/.test(call.written) && /\bjobId\s*[:,}]/.test(call.positional[0] ?? '')),
    says: 'Job that is not queued twice under the same id',
    leaves: 'a finished or failed job keeps its id until it is removed',
    source: 'https://docs.bullmq.io/guide/jobs/job-ids',
  },
  {
    kind,
    on: ['js', 'python', 'go'],
    anchor: 'message deduplication id',
    hints: ['MessageDeduplicationId'],
    written: /./,
    when: (call) => call.options.has('MessageDeduplicationId'),
    says: 'Message that the queue takes once in five minutes',
    source:
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html',
  },
  {
    kind,
    on: ['python'],
    anchor: 'idempotency key',
    fold: true,
    hints: ['dempotency'],
    written: /./,
    when: (call) => {
      const key = sentKey(call, ['idempotency_key'])
      return (
        key !== null &&
        !/^([\w.]+\.)?_?idempotency_key$/.test(key) &&
        !isField(call.written) &&
        !/(Error|Exception)$/.test(call.written)
      )
    },
    says: 'Call that carries an idempotency key',
    asks: [also('idempotency_key', 'key', 'value')],
    leaves: 'how long the key is remembered is not stated',
    source: 'https://docs.stripe.com/api/idempotent_requests',
  },
  {
    kind,
    on: ['python'],
    anchor: 'get_or_create',
    fold: true,
    hints: ['_or_create'],
    written: /\.a?get_or_create$/,
    says: 'Takes the row with this key, or creates it',
    asks: [also('defaults', 'defaults')],
    leaves: 'it needs a unique constraint to hold under two calls at once',
    source: 'https://docs.djangoproject.com/en/stable/ref/models/querysets/#get-or-create',
  },
  {
    kind,
    on: ['python'],
    anchor: 'update_or_create',
    fold: true,
    hints: ['_or_create'],
    written: /\.a?update_or_create$/,
    says: 'Overwrites the row with this key, or creates it',
    asks: [also('defaults', 'defaults')],
    leaves: 'it needs a unique constraint to hold under two calls at once',
    source: 'https://docs.djangoproject.com/en/stable/ref/models/querysets/#update-or-create',
  },
  {
    kind,
    on: ['python'],
    anchor: 'bulk_create on conflict',
    hints: ['bulk_create'],
    written: /\.a?bulk_create$/,
    when: (call) =>
      call.options.get('ignore_conflicts') === 'True' ||
      call.options.get('update_conflicts') === 'True',
    says: 'Rows that exist already are passed over or overwritten',
    asks: [
      also('ignore_conflicts', 'ignore_conflicts', 'value'),
      also('update_conflicts', 'update_conflicts', 'value'),
    ],
    leaves: 'it needs a unique constraint to do anything',
    source: 'https://docs.djangoproject.com/en/stable/ref/models/querysets/#bulk-create',
  },
  {
    kind,
    on: ['python'],
    anchor: 'on conflict',
    hints: [
      'onConflict',
      'onDuplicateKeyUpdate',
      'orIgnore',
      'orUpdate',
      'on_conflict',
      'on_duplicate_key_update',
    ],
    written:
      /\.(on_conflict_do_nothing|on_conflict_do_update|on_duplicate_key_update|on_conflict)$/,
    says: 'Decides what a second insert of the same key does',
    leaves: 'it needs the unique constraint it names',
    source: 'https://docs.sqlalchemy.org/en/20/dialects/postgresql.html#insert-on-conflict-upsert',
  },
  {
    kind,
    on: ['python'],
    anchor: 'task id',
    hints: ['task_id'],
    written: /\.(apply_async|send_task)$/,
    when: (call) => call.options.has('task_id'),
    says: 'Task queued under an id of its own',
    leaves: 'Celery itself does not refuse the second one',
    source: 'https://docs.celeryq.dev/en/stable/userguide/calling.html',
  },
  {
    kind,
    on: ['python'],
    anchor: 'unique idempotency constraint',
    hints: ['UniqueConstraint'],
    written: /(^|\.)UniqueConstraint$/,
    when: (call) => /idempoten|request_id|event_id|dedup/.test(call.options.get('fields') ?? ''),
    says: 'Constraint that makes a repeat fail',
    source: 'https://docs.djangoproject.com/en/stable/ref/models/constraints/#uniqueconstraint',
  },
  {
    kind,
    on: ['go'],
    anchor: 'idempotency key',
    fold: true,
    hints: ['dempotency'],
    written: /\.(SetIdempotencyKey|WithIdempotencyKey)$/,
    says: 'Call that the other side recognises as a repeat by its key',
    source: 'https://docs.stripe.com/api/idempotent_requests',
  },
  {
    kind,
    on: ['java'],
    anchor: 'idempotency key',
    fold: true,
    hints: ['dempotency'],
    written: /\.(setIdempotencyKey|messageDeduplicationId|withMessageDeduplicationId)$/,
    when: (call) => !/^(result|this|data|dto|response)\./i.test(call.written),
    says: 'Call that the other side recognises as a repeat by its key',
    source: 'https://docs.stripe.com/api/idempotent_requests',
  },
]

function isField(written: string): boolean {
  return /(^|\.)(\w*Field|String|Argument|Column)$/.test(written)
}

/** Idempotency by annotation. */
export const idempotencyMarks: readonly MarkAnchor[] = [
  {
    kind,
    on: ['java', 'js', 'python'],
    anchor: '@Idempotent',
    hints: ['@Idempotent', '@idempotent'],
    name: /^(Idempotent\w*|idempotent\w*)$/,
    per: 'member',
    says: 'Says that it may be called again',
    leaves: 'what makes two calls the same is decided elsewhere',
    source: 'https://docs.powertools.aws.dev/lambda/python/latest/utilities/idempotency/',
  },
]

/** Conflict clauses in SQL. */
export const idempotencySql: readonly SqlAnchor[] = [
  {
    kind,
    anchor: 'ON CONFLICT DO NOTHING',
    pattern: /\bON\s+CONFLICT\b[^;]{0,200}?\bDO\s+NOTHING\b/i,
    says: 'A second insert of the same key does nothing',
    leaves: 'the caller cannot tell the two cases apart unless it looks',
    source: 'https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT',
  },
  {
    kind,
    anchor: 'ON CONFLICT DO UPDATE',
    pattern:
      /\bON\s+CONFLICT\b(?![^;]{0,200}?\bDO\s+NOTHING\b)\s*(?:\(|ON\s+CONSTRAINT|WHERE|DO\s+UPDATE|$)/i,
    says: 'A second insert of the same key overwrites',
    leaves: 'an older message may overwrite a newer one',
    source: 'https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT',
  },
  {
    kind,
    anchor: 'ON DUPLICATE KEY UPDATE',
    pattern: /\bON\s+DUPLICATE\s+KEY\s+UPDATE\b/i,
    says: 'A second insert of the same key overwrites',
    leaves: 'any unique key of the table counts, not only the one meant',
    source: 'https://dev.mysql.com/doc/refman/8.4/en/insert-on-duplicate.html',
  },
  {
    kind,
    anchor: 'INSERT IGNORE',
    pattern: /\bINSERT\s+(?:OR\s+)?IGNORE\s+INTO\b/i,
    says: 'A second insert of the same key does nothing',
    leaves: 'other errors are turned into warnings as well',
    source: 'https://dev.mysql.com/doc/refman/8.4/en/insert.html',
  },
]
