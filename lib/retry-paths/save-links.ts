import type pg from 'pg'
import { type CopyRow, copyData, copyRows, sendCopy } from '@/lib/db/copy'
import { ORG } from '@/lib/db/database'
import { uuidOf } from '@/lib/db/ids'
import { pauses, type Turns, writePieces } from '@/lib/db/pieces'
import type { Link } from './model'
import { endOf } from './stretches'

/** Rows in one COPY. */
const AT_ONCE = 5000

const COLUMNS = {
  org_id: 'int4',
  id: 'uuid',
  out_id: 'uuid',
  entry_id: 'uuid',
  from_at: 'timestamptz',
  to_at: 'timestamptz',
  rule: 'text',
  confidence: 'text',
  detail: 'text',
} as const

type Row = CopyRow<typeof COLUMNS>

/** Gives all meetings to be replaced; while some are written others are resolved. Returns all of them. */
export async function saveLinks(
  client: pg.PoolClient,
  turns: Turns,
  resolved: Iterable<readonly Link[]>,
): Promise<Link[]> {
  turns.take(() => client.query('DELETE FROM flow_link WHERE org_id = $1', [ORG]))
  const links: Link[] = []
  const pieces = async function* () {
    const pause = pauses()
    let rows: Row[] = []
    for (const some of resolved) {
      links.push(...some)
      rows.push(...rowsOf(some))
      await pause()
      if (rows.length < AT_ONCE) continue
      yield await copyData('flow_link', COLUMNS, rows, pause)
      rows = []
    }
    yield await copyData('flow_link', COLUMNS, rows, pause)
  }
  await writePieces(turns, pieces(), (rows) => sendCopy(client, rows))
  return links
}

/** Replaces the meetings of these outgoing calls. Index: flow_link (org, out_id). */
export async function saveLinksOf(
  client: pg.PoolClient,
  outs: ReadonlySet<string>,
  links: readonly Link[],
): Promise<void> {
  await client.query('DELETE FROM flow_link WHERE org_id = $1 AND out_id = ANY($2::uuid[])', [
    ORG,
    [...outs],
  ])
  const rows = rowsOf(links.filter(({ out }) => outs.has(out)))
  await copyRows(client, 'flow_link', COLUMNS, rows)
}

/** One row for each stretch of each meeting; of one that keys tell twice, the first stays. */
function rowsOf(links: readonly Link[]): Row[] {
  if (links.length < 2) return links.map(rowOf)
  const rows = new Map<Row['id'], Row>()
  for (const row of links.map(rowOf)) if (!rows.has(row.id)) rows.set(row.id, row)
  return [...rows.values()]
}

const rowOf = ({ out, entry, from, to, rule, confidence, detail }: Link): Row => ({
  org_id: ORG,
  id: uuidOf('flow link', out, entry, from),
  out_id: out,
  entry_id: entry,
  from_at: new Date(from),
  to_at: endOf(to),
  rule,
  confidence,
  detail,
})
