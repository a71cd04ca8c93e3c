import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { LOCAL_PERSON, type Person } from '@/lib/people/principal'
import { deleteView, getView, listViews, type NewView, renameView, saveView } from './store'

const db = await testDatabase()
beforeEach(() => emptyDatabase(db.pool))

const person = (id: string, more: Partial<Person> = {}): Person => ({
  ...{ ...LOCAL_PERSON, id, name: id, role: 'member' },
  ...more,
})
const [ann, bob, lead] = [person('ann'), person('bob'), person('lea', { leads: ['ops'] })]
const old: NewView = { page: 'findings', name: 'Old ones', query: 'age=older', shared: false }

const namesFor = async (who: Person) =>
  (await listViews(db.pool, 'findings', who)).map(({ name }) => name)

test('one’s own are listed for nobody else; whoever has the address may open them', async () => {
  const { id } = await saveView(db.pool, ann, old)
  await saveView(db.pool, bob, { ...old, name: 'Everybody’s', shared: true })
  await saveView(db.pool, ann, { ...old, page: 'repositories', name: 'Elsewhere' })
  expect(await namesFor(ann)).toEqual(['Everybody’s', 'Old ones'])
  expect(await namesFor(bob)).toEqual(['Everybody’s'])
  expect(await getView(db.pool, id, bob)).toMatchObject({ query: 'age=older', changeable: false })
})

test('a name is given once: for oneself, and for everybody', async () => {
  await saveView(db.pool, ann, old)
  await saveView(db.pool, bob, old)
  await saveView(db.pool, bob, { ...old, shared: true })
  await expect(saveView(db.pool, ann, { ...old, name: 'OLD ones' })).rejects.toThrow('already')
  await expect(saveView(db.pool, ann, { ...old, shared: true })).rejects.toThrow('already')
  const { id } = await saveView(db.pool, ann, { ...old, name: 'Another' })
  await expect(renameView(db.pool, ann, id, 'Old ones')).rejects.toThrow('already')
  expect(await renameView(db.pool, ann, id, 'ANOTHER')).toMatchObject({ name: 'ANOTHER' })
  expect(await namesFor(ann)).toEqual(['Old ones', 'ANOTHER', 'Old ones'])
})

test('of several at once with one name, one is saved', async () => {
  const all = await Promise.allSettled(
    [ann, bob, lead, ann].map((who) => saveView(db.pool, who, { ...old, shared: true })),
  )
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await namesFor(ann)).toEqual(['Old ones'])
})

test('who made it renames and deletes it; everybody’s also a tech lead', async () => {
  const own = await saveView(db.pool, ann, old)
  const all = await saveView(db.pool, ann, { ...old, name: 'All', shared: true })
  for (const change of [
    () => renameView(db.pool, bob, all.id, 'Mine now'),
    () => deleteView(db.pool, bob, all.id),
    () => deleteView(db.pool, lead, own.id),
  ]) {
    await expect(change()).rejects.toThrow('This view is ann’s.')
  }
  expect(await renameView(db.pool, lead, all.id, 'Better')).toMatchObject({ name: 'Better' })
  expect(await deleteView(db.pool, ann, own.id)).toMatchObject({ name: 'Old ones' })
  expect(await deleteView(db.pool, ann, own.id)).toBeUndefined()
  expect(await namesFor(ann)).toEqual(['Better'])
})

test('each write is in the audit, with what was before', async () => {
  const { id } = await saveView(db.pool, ann, old)
  await renameView(db.pool, ann, id, 'New')
  await deleteView(db.pool, ann, id)
  const { rows } = await db.pool.query(
    `SELECT action, actor_name AS by, before->>'name' AS before, after->>'name' AS after
     FROM audit WHERE subject_kind = 'view' AND subject_id = $1 ORDER BY seq`,
    [id],
  )
  expect(rows).toEqual([
    { action: 'view.save', by: 'ann', before: null, after: 'Old ones' },
    { action: 'view.rename', by: 'ann', before: 'Old ones', after: 'New' },
    { action: 'view.delete', by: 'ann', before: 'New', after: null },
  ])
})
