import { arrayText } from '@/lib/db/array-text'
import { type CopyText, copyText, type Value } from '@/lib/db/copy'
import { type Client, ORG } from '@/lib/db/database'
import type { Out } from './model'
import { PART_COLUMNS, type Parts } from './parts'
import { entryTokens, outTokens } from './tokens'

const ENTRY = [
  ...['org_id', 'id', 'repository_id', 'service', 'kind', 'label', 'keys', 'tokens'],
] as const
const OUT = [...ENTRY, 'method'] as const

/** By their ids. What is alike as an entry point and as a call has one id in both tables. */
interface Known {
  entries: ReadonlySet<string>
  outs: ReadonlySet<string>
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
        arrayText(this.#entries.map(({ id }) => id)),
        arrayText(this.#outs.map(({ id }) => id)),
      ],
    )
    const [entries, outs] = [new Set<string>(), new Set<string>()]
    for (const { id, out } of rows) (out ? outs : entries).add(id)
    return { entries, outs }
  }

  /** All rows but those of `known`. */
  async texts(known: Known, pause: () => Promise<void> | undefined): Promise<CopyText[]> {
    const parts = this.found.flatMap(({ parts }) => parts)
    return [
      await copyText('flow_entry', ENTRY, rowsOf(this.#entries, known.entries, entryTokens), pause),
      await copyText('flow_out', OUT, rowsOf(this.#outs, known.outs, outTokens), pause),
      await copyText('flow_part', PART_COLUMNS, parts, pause),
    ]
  }
}

function* rowsOf(
  ends: readonly Out[],
  known: ReadonlySet<string>,
  tokensOf: (end: Out) => string[],
): Generator<Record<(typeof OUT)[number], Value>> {
  for (const end of ends) {
    if (known.has(end.id)) continue
    const { id, repository, service, kind, label, keys, method } = end
    const tokens = tokensOf(end)
    yield { org_id: ORG, id, repository_id: repository, service, kind, label, keys, tokens, method }
  }
}
