import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { writeAudit } from '@/lib/audit/write'
import { type Client, inTransaction, ORG } from '@/lib/db/database'
import { isLead, type Person } from '@/lib/people/principal'
import type { SavedView, ViewPage } from './types'

/** A view that cannot be named so as things stand; the message says what to do. */
export class ViewNameTaken extends Error {
  override readonly name = 'ViewNameTaken'
}

/** Somebody else's view; the message says whose. */
export class ViewOfAnother extends Error {
  override readonly name = 'ViewOfAnother'
}

interface Row extends Omit<SavedView, 'changeable'> {
  maker: string
}

const COLUMNS = 'id, page, name, query, shared, maker_id AS maker, maker_name AS by'

/** Names are compared and checked one after the other. */
const TURN = `SELECT pg_advisory_xact_lock(hashtextextended('saved view', 0))`

/** Views of a table that are listed for somebody: everybody's, then their own; by name. */
export async function listViews(db: Client, page: ViewPage, person: Person): Promise<SavedView[]> {
  const { rows } = await db.query<Row>(
    `SELECT ${COLUMNS} FROM saved_view
     WHERE org_id = $1 AND page = $2 AND (shared OR maker_id = $3)
     ORDER BY shared DESC, lower(name), id`,
    [ORG, page, person.id],
  )
  return rows.map((row) => viewOf(row, person))
}

/** Any view by its id: whoever has its address may open it. */
export async function getView(
  db: Client,
  id: string,
  person: Person,
): Promise<SavedView | undefined> {
  const { rows } = await db.query<Row>(
    `SELECT ${COLUMNS} FROM saved_view WHERE org_id = $1 AND id = $2`,
    [ORG, id],
  )
  return rows[0] && viewOf(rows[0], person)
}

export type NewView = Pick<SavedView, 'page' | 'name' | 'query' | 'shared'>

/** Gives a filter and order a name. Throws ViewNameTaken. */
export function saveView(pool: pg.Pool, person: Person, view: NewView): Promise<SavedView> {
  return inTransaction(pool, async (client) => {
    const row: Row = { ...view, id: randomUUID(), maker: person.id, by: person.name }
    await freeName(client, row)
    await client.query(
      `INSERT INTO saved_view (org_id, id, page, name, query, shared, maker_id, maker_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [ORG, row.id, row.page, row.name, row.query, row.shared, row.maker, row.by],
    )
    await audit(client, person, 'view.save', row.id, undefined, view)
    return viewOf(row, person)
  })
}

/** Another name; the address stays. Undefined where there is none. Throws ViewOfAnother, ViewNameTaken. */
export function renameView(
  pool: pg.Pool,
  person: Person,
  id: string,
  name: string,
): Promise<SavedView | undefined> {
  return inTransaction(pool, async (client) => {
    const row = await changeable(client, person, id)
    if (!row) return undefined
    await freeName(client, { ...row, name })
    await client.query('UPDATE saved_view SET name = $3 WHERE org_id = $1 AND id = $2', [
      ORG,
      id,
      name,
    ])
    await audit(client, person, 'view.rename', id, { name: row.name }, { name })
    return viewOf({ ...row, name }, person)
  })
}

/** Forgets a view. Undefined where there is none. Throws ViewOfAnother. */
export function deleteView(
  pool: pg.Pool,
  person: Person,
  id: string,
): Promise<SavedView | undefined> {
  return inTransaction(pool, async (client) => {
    const row = await changeable(client, person, id)
    if (!row) return undefined
    await client.query('DELETE FROM saved_view WHERE org_id = $1 AND id = $2', [ORG, id])
    const { page, name, query, shared } = row
    await audit(client, person, 'view.delete', id, { page, name, query, shared })
    return viewOf(row, person)
  })
}

async function changeable(client: Client, person: Person, id: string): Promise<Row | undefined> {
  const { rows } = await client.query<Row>(
    `SELECT ${COLUMNS} FROM saved_view WHERE org_id = $1 AND id = $2 FOR UPDATE`,
    [ORG, id],
  )
  if (rows[0] && !mayChange(rows[0], person)) {
    throw new ViewOfAnother(
      `This view is ${rows[0].by}’s. They change it${rows[0].shared ? ', or a tech lead does' : ''}.`,
    )
  }
  return rows[0]
}

/** One's own; for everybody's also tech leads. */
const mayChange = ({ maker, shared }: Row, person: Person): boolean =>
  maker === person.id || (shared && isLead(person))

/** Of everybody's views, and of somebody's own, no two of a table have one name. */
async function freeName(client: Client, { id, page, name, shared, maker }: Row): Promise<void> {
  await client.query(TURN)
  const { rowCount } = await client.query(
    `SELECT 1 FROM saved_view WHERE org_id = $1 AND page = $2 AND lower(name) = lower($3)
       AND shared = $4 AND (shared OR maker_id = $5) AND id <> $6`,
    [ORG, page, name, shared, maker, id],
  )
  if (rowCount) throw new ViewNameTaken(`There is a view “${name}” already. Choose another name.`)
}

const viewOf = ({ maker, ...row }: Row, person: Person): SavedView => ({
  ...row,
  changeable: mayChange({ maker, ...row }, person),
})

const audit = (
  client: Client,
  person: Person,
  action: string,
  subjectId: string,
  before?: unknown,
  after?: unknown,
) =>
  writeAudit(client, person, new Date(), [
    { action, subjectKind: 'view', subjectId, before, after },
  ])
