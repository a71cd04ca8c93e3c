import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** What a column can be given; texts in a list are for columns of type `text[]`. */
export type Value = string | number | boolean | null | Date | Buffer | readonly string[]

/** Characters sent at once: few, as PostgreSQL waits while they are put together. */
const CHUNK = 1 << 14

/**
 * `COPY table FROM STDIN`: for many rows, or wide ones, less than half of what insertRows (./bulk)
 * costs, whose arrays are written and read as one text each. No row may be there already. Within a
 * transaction of the caller, as it needs a connection of its own. Rows are taken as they are sent.
 */
export async function copyRows<C extends string>(
  client: pg.PoolClient,
  table: string,
  columns: readonly C[],
  rows: Iterable<Readonly<Record<C, Value>>>,
): Promise<void> {
  const lines = linesOf(columns, rows)
  const first = lines.next()
  if (first.done) return
  const names = columns.map((name) => `"${name}"`).join(', ')
  const target = client.query(copyFrom(`COPY "${table}" (${names}) FROM STDIN`))
  await pipeline(Readable.from(following(first.value, lines)), target)
}

function* following<T>(first: T, others: Iterable<T>): Generator<T> {
  yield first
  yield* others
}

/** Rows in the text format of COPY, many in one text. */
function* linesOf<C extends string>(
  columns: readonly C[],
  rows: Iterable<Readonly<Record<C, Value>>>,
): Generator<Buffer> {
  let text = ''
  for (const row of rows) {
    let before = ''
    for (const name of columns) {
      text += before + fieldOf(row[name])
      before = '\t'
    }
    text += '\n'
    if (text.length < CHUNK) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text !== '') yield Buffer.from(text)
}

const SPECIAL = /[\\\n\r\t]/
const ESCAPED: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** https://www.postgresql.org/docs/current/sql-copy.html, "Text Format". */
function fieldOf(value: Value): string {
  if (value === null) return '\\N'
  if (value instanceof Date) return value.toISOString()
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`
  if (typeof value === 'object') return fieldOf(`{${value.map(elementOf).join(',')}}`)
  const text = String(value)
  return SPECIAL.test(text) ? text.replace(/[\\\n\r\t]/g, (c) => ESCAPED[c] ?? c) : text
}

const elementOf = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`
