import type pg from 'pg'
import { copyRows, type Value } from '@/lib/db/copy'
import { ORG } from '@/lib/db/database'
import { uuidOf } from '@/lib/db/ids'
import type { Link } from './model'
import { endOf } from './stretches'

/** Replaces all meetings; there is one row for each stretch of each. */
export async function saveLinks(client: pg.PoolClient, links: readonly Link[]): Promise<void> {
  await client.query('DELETE FROM flow_link WHERE org_id = $1', [ORG])
  await addLinks(client, links)
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
  await addLinks(
    client,
    links.filter(({ out }) => outs.has(out)),
  )
}

const COLUMNS = [
  ...['org_id', 'id', 'out_id', 'entry_id', 'from_at', 'to_at'],
  ...['rule', 'confidence', 'detail'],
] as const

/** Of one meeting that keys tell twice, the first stays. */
async function addLinks(client: pg.PoolClient, links: readonly Link[]): Promise<void> {
  const rows = new Map<string, Record<(typeof COLUMNS)[number], Value>>()
  for (const { out, entry, from, to, rule, confidence, detail } of links) {
    const id = uuidOf('flow link', out, entry, from)
    if (rows.has(id)) continue
    rows.set(id, {
      ...{ org_id: ORG, id, out_id: out, entry_id: entry },
      ...{ from_at: new Date(from), to_at: endOf(to), rule, confidence, detail },
    })
  }
  await copyRows(client, 'flow_link', COLUMNS, [...rows.values()])
}
