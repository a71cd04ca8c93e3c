import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** What a column can be given; texts in a list are for columns of type `text[]`. */
export type Value = string | number | boolean | null | Date | Buffer | readonly string[]

/** Characters put together, and sent, at once. */
const CHUNK = 1 << 16

/** Rows as `COPY` takes them. */
export interface CopyText {
  sql: string
  chunks: readonly Buffer[]
}

type Rows<C extends string> = Iterable<Readonly<Record<C, Value>>>

/** Made before its turn to be sent, so that PostgreSQL does not wait for it; gives way as it goes. */
export async function copyText<C extends string>(
  table: string,
  columns: readonly C[],
  rows: Rows<C>,
  pause: () => Promise<void> | undefined,
): Promise<CopyText> {
  const chunks: Buffer[] = []
  for (const chunk of linesOf(columns, rows)) {
    chunks.push(chunk)
    await pause()
  }
  return { sql: sqlOf(table, columns), chunks }
}

/**
 * `COPY table FROM STDIN`: for many rows, or wide ones, less than half of what insertRows (./bulk)
 * costs, whose arrays are written and read as one text each. No row may be there already. Within a
 * transaction of the caller, as it needs a connection of its own.
 */
export async function sendCopy(client: pg.PoolClient, { sql, chunks }: CopyText): Promise<void> {
  if (chunks.length === 0) return
  await pipeline(Readable.from(chunks), client.query(copyFrom(sql)))
}

/** The same with rows that are few. */
export async function copyRows<C extends string>(
  client: pg.PoolClient,
  table: string,
  columns: readonly C[],
  rows: Rows<C>,
): Promise<void> {
  await sendCopy(client, { sql: sqlOf(table, columns), chunks: [...linesOf(columns, rows)] })
}

const sqlOf = (table: string, columns: readonly string[]) =>
  `COPY "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) FROM STDIN`

/** Rows in the text format of COPY, many in one text. */
function* linesOf<C extends string>(columns: readonly C[], rows: Rows<C>): Generator<Buffer> {
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
  if (typeof value === 'string') {
    return SPECIAL.test(value) ? value.replace(/[\\\n\r\t]/g, (c) => ESCAPED[c] ?? c) : value
  }
  if (value === null) return '\\N'
  if (value instanceof Date) return value.toISOString()
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`
  if (typeof value === 'object') return fieldOf(`{${value.map(elementOf).join(',')}}`)
  return String(value)
}

const elementOf = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`
