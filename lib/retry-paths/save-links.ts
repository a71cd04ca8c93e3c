import type pg from 'pg'
import { type CopyRow, copyData, copyRows, sendCopy } from '@/lib/db/copy'
import { ORG } from '@/lib/db/database'
import { pauses, type Turns, writePieces } from '@/lib/db/pieces'
import type { Link } from './model'
import { endOf } from './stretches'

/** Rows in one COPY. */
const AT_ONCE = 5000

const COLUMNS = {
  org_id: 'int4',
  out_id: 'uuid',
  nth: 'int4',
  entry_id: 'uuid',
  from_at: 'timestamptz',
  to_at: 'timestamptz',
  rule: 'text',
  confidence: 'text',
  detail: 'text',
} as const

/**
 * Gives all meetings, each call's in order, to be replaced; while some are written others are
 * resolved. Returns all of them.
 */
export async function saveLinks(
  client: pg.PoolClient,
  turns: Turns,
  resolved: Iterable<readonly Link[]>,
): Promise<Link[]> {
  turns.take(() => client.query('DELETE FROM flow_link WHERE org_id = $1', [ORG]))
  const links: Link[] = []
  const pieces = async function* () {
    const pause = pauses()
    let written = 0
    const next = () => {
      const some = links.slice(written)
      written = links.length
      return copyData('flow_link', COLUMNS, rowsOf(some), pause)
    }
    for (const some of resolved) {
      links.push(...some)
      await pause()
      if (links.length - written >= AT_ONCE) yield await next()
    }
    yield await next()
  }
  await writePieces(turns, pieces(), (rows) => sendCopy(client, rows))
  return links
}

/** Replaces the meetings, in order, of these outgoing calls. Index: flow_link (org, out_id). */
export async function saveLinksOf(
  client: pg.PoolClient,
  outs: ReadonlySet<string>,
  links: readonly Link[],
): Promise<void> {
  await client.query('DELETE FROM flow_link WHERE org_id = $1 AND out_id = ANY($2::uuid[])', [
    ORG,
    [...outs],
  ])
  const own = links.filter(({ out }) => outs.has(out))
  await copyRows(client, 'flow_link', COLUMNS, rowsOf(own))
}

/** A row for each stretch of each meeting, in their order. */
function* rowsOf(links: readonly Link[]): Generator<CopyRow<typeof COLUMNS>> {
  let before: string | undefined
  let nth = 0
  for (const { out, entry, from, to, rule, confidence, detail } of links) {
    nth = before === out ? nth + 1 : 0
    before = out
    yield {
      ...{ org_id: ORG, out_id: out, nth, entry_id: entry, from_at: new Date(from) },
      ...{ to_at: endOf(to), rule, confidence, detail },
    }
  }
}
