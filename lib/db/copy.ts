import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { Fields, type Type, type Values } from './binary'

/** SQL column name → its type, e.g. `{ id: 'uuid', from_at: 'timestamptz' }`. */
export type CopyColumns = Readonly<Record<string, Type>>

/** A row of these columns. */
export type CopyRow<C extends CopyColumns> = {
  readonly [Name in keyof C]: Values[C[Name]] | null
}

/** Rows as `COPY` takes them. */
export interface CopyData {
  sql: string
  chunks: readonly Buffer[]
}

/** Made before its turn to be sent, so that PostgreSQL does not wait for it; gives way as it goes. */
export async function copyData<C extends CopyColumns>(
  table: string,
  columns: C,
  rows: Iterable<CopyRow<C>>,
  pause: () => Promise<void> | undefined,
): Promise<CopyData> {
  const chunks: Buffer[] = []
  for (const chunk of chunksOf(columns, rows)) {
    chunks.push(chunk)
    await pause()
  }
  return { sql: sqlOf(table, columns), chunks }
}

/**
 * `COPY table FROM STDIN`: for many rows, or wide ones, cheaper than insertRows (./bulk), whose
 * columns are arrays. No row may be there already. Within a transaction of the caller, as it needs a
 * connection of its own.
 */
export async function sendCopy(client: pg.PoolClient, { sql, chunks }: CopyData): Promise<void> {
  if (chunks.length === 0) return
  await pipeline(Readable.from(chunks), client.query(copyFrom(sql)))
}

/** The same with rows that are few. */
export async function copyRows<C extends CopyColumns>(
  client: pg.PoolClient,
  table: string,
  columns: C,
  rows: Iterable<CopyRow<C>>,
): Promise<void> {
  await sendCopy(client, { sql: sqlOf(table, columns), chunks: [...chunksOf(columns, rows)] })
}

const sqlOf = (table: string, columns: CopyColumns) =>
  `COPY "${table}" (${Object.keys(columns)
    .map((name) => `"${name}"`)
    .join(', ')}) FROM STDIN (FORMAT binary)`

/** https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format": no flags, no extension. */
const HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const TRAILER = Buffer.from([255, 255])

/** Rows in the binary format of COPY, many in one piece; nothing where there are none. */
function* chunksOf<C extends CopyColumns>(
  columns: C,
  rows: Iterable<CopyRow<C>>,
): Generator<Buffer> {
  const types = Object.entries(columns)
  const fields = new Fields()
  let begun = false
  for (const row of rows) {
    if (!begun) yield HEADER
    begun = true
    fields.int16(types.length)
    for (const [name, type] of types) fields.field(type, row[name] ?? null)
    if (fields.enough) yield fields.take()
  }
  if (!begun) return
  yield fields.take()
  yield TRAILER
}
