import { arrayOf } from '@/lib/db/binary'
import { type CopyData, type CopyRow, copyData } from '@/lib/db/copy'
import { type Client, ORG } from '@/lib/db/database'
import { hashOf } from '@/lib/db/ids'
import { packed } from './load'
import type { Out } from './model'
import type { Parts } from './parts'
import { entryTokens, outTokens } from './tokens'

const ENTRY = {
  org_id: 'int4',
  id: 'uuid',
  repository_id: 'uuid',
  service: 'text',
  kind: 'text',
  label: 'text',
  keys: 'text[]',
  tokens: 'text[]',
} as const
const OUT = { ...ENTRY, method: 'text' } as const

export const PART_COLUMNS = {
  org_id: 'int4',
  version_id: 'uuid',
  from_at: 'timestamptz',
  to_at: 'timestamptz',
  repository_id: 'uuid',
  service: 'text',
  team: 'text',
  entry_id: 'uuid',
  out_id: 'uuid',
  layers: 'int4',
  naive: 'float8',
  gated: 'float8',
  start_reason: 'text',
  end_reason: 'text',
} as const

/** By their ids. What is alike as an entry point and as a call has one id in both tables. */
export interface Known {
  entries: ReadonlySet<string>
  outs: ReadonlySet<string>
}

/** All that are there. Whole tables. */
export async function allKnown(client: Client): Promise<Known> {
  const idsOf = async (table: string) => {
    const rows = await packed<[string]>(client, 'id', `FROM ${table} WHERE org_id = $1`, [ORG])
    return new Set(rows.map(([id]) => id))
  }
  return { entries: await idsOf('flow_entry'), outs: await idsOf('flow_out') }
}

/** What segments of some repositories make, to be stored. */
export class PartRows {
  readonly #entries: readonly Out[]
  readonly #outs: readonly Out[]

  constructor(readonly found: readonly Parts[]) {
    this.#entries = found.flatMap(({ entries }) => [...entries.values()])
    this.#outs = found.flatMap(({ outs }) => [...outs.values()])
  }

  /** Ends that are there already: nobody else writes them, and their ids tell all of them. */
  async known(client: Client): Promise<Known> {
    const { rows } = await client.query<{ id: string; out: boolean }>(
      `SELECT id, false AS out FROM flow_entry WHERE org_id = $1 AND id = ANY($2::uuid[])
       UNION ALL SELECT id, true FROM flow_out WHERE org_id = $1 AND id = ANY($3::uuid[])`,
      [
        ORG,
        arrayOf(
          'uuid',
          this.#entries.map(({ id }) => id),
        ),
        arrayOf(
          'uuid',
          this.#outs.map(({ id }) => id),
        ),
      ],
    )
    const [entries, outs] = [new Set<string>(), new Set<string>()]
    for (const { id, out } of rows) (out ? outs : entries).add(id)
    return { entries, outs }
  }

  /** All rows but those of `known`. */
  async tables(known: Known, pause: () => Promise<void> | undefined): Promise<CopyData[]> {
    const parts = this.found.flatMap(({ parts }) => parts)
    return [
      await copyData('flow_entry', ENTRY, rowsOf(this.#entries, known.entries, entryTokens), pause),
      await copyData('flow_out', OUT, rowsOf(this.#outs, known.outs, outTokens), pause),
      await copyData('flow_part', PART_COLUMNS, parts, pause),
    ]
  }
}

function* rowsOf(
  ends: readonly Out[],
  known: ReadonlySet<string>,
  tokensOf: (end: Out) => string[],
): Generator<CopyRow<typeof OUT>> {
  for (const end of ends) {
    if (known.has(end.id)) continue
    const { id, repository, service, kind, label, keys, method } = end
    const tokens = tokensOf(end)
    yield { org_id: ORG, id, repository_id: repository, service, kind, label, keys, tokens, method }
  }
}

export const PART_NAMES = Object.keys(PART_COLUMNS) as (keyof typeof PART_COLUMNS)[]

/** Hash of a set of parts, for comparing the cache with the truth. */
export function partKey(part: CopyRow<typeof PART_COLUMNS>): string {
  const values = PART_NAMES.map((name) => {
    const value = part[name]
    return value instanceof Date ? value.getTime() : value
  })
  return hashOf(...values).toString('base64')
}
