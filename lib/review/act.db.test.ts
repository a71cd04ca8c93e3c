import { beforeEach, expect, test } from 'vitest'
import { ORG } from '@/lib/db/database'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { RULES } from '@/lib/findings/worlds.fixture'
import { HttpProblem } from '@/lib/http/problem'
import { LOCAL_PERSON } from '@/lib/people/principal'
import { addRules, addScans, addStanding, idOf } from '@/lib/trends/testing'
import { actShape, performReviewAct } from './act'
import { getWeekly } from './get-weekly'

const db = await testDatabase()
const ann = { ...LOCAL_PERSON, id: 'ann', name: 'Ann' }
const now = new Date('2026-11-25T09:00:00Z')
const about = {
  ...{ week: '2026-W46', scope: '', measure: 'flagged-patterns' },
  ...{ by: 'service', key: idOf('service', 'web') },
}
const rest = { label: 'web', text: 'x', owner: 'Ann', due: '2026-11-30' }
const action = { kind: 'action', ...about, ...rest, baseAt: '2026-11-15T00:00:00Z' }
const act = (said: object) => performReviewAct(db.pool, ann, actShape.parse(said))

beforeEach(async () => {
  await emptyDatabase(db.pool)
  await addRules(db.pool, RULES)
  const seen = { at: '2026-07-01T00:00:00Z', through: '2026-12-31T00:00:00Z' }
  await addScans(db.pool, [{ repository: 'one', ...seen }])
  await addStanding(db.pool, [
    {
      ...{ repository: 'one', rule: 'pattern/a', kind: 'pattern', service: 'web' },
      ...{ finding: 'old', from: '2026-07-02T00:00:00Z' },
    },
  ])
})

test.each([
  { by: 'service', key: 'nope' },
  { by: 'service', key: 'none' },
  { by: 'team', key: 'nope' },
])('an act about $by $key is not taken', (wrong) => {
  const acts = [
    action,
    { kind: 'note', ...about, text: 'x' },
    { kind: 'mark', ...about, reviewed: true },
  ]
  for (const said of acts) {
    const read = actShape.safeParse({ ...said, ...wrong })
    expect(read.error?.issues.map((issue) => issue.path)).toEqual([['key']])
    expect(actShape.safeParse(said).success).toBe(true)
    expect(actShape.safeParse({ ...said, by: 'team', key: 'none' }).success).toBe(true)
  }
})

test.each(['repository=abc', 'repository=', 'nope=x', 'team=none&team=none', 'decisionKind=%00'])(
  'a scope %s is refused as a query with it is',
  async (scope) => {
    const refused = act({ ...action, scope })
    await expect(refused).rejects.toThrow(HttpProblem)
    await expect(refused).rejects.toMatchObject({ status: 400 })
    await expect(act({ kind: 'close', week: '2026-W46', scope })).rejects.toMatchObject({
      status: 400,
    })
  },
)

test('a scope that is known is kept by its ids, and read again', async () => {
  const repository = idOf('repository', 'one')
  await act({ ...action, scope: `repository=${repository}` })
  await act({ ...action, scope: 'repository=one' })
  const page = await getWeekly(db.pool, { week: '2026-W46', filter: { repository }, now })
  expect(page.carried).toMatchObject([{ text: 'x' }, { text: 'x' }])
})

test('an action kept under what is no id breaks no review', async () => {
  await act(action)
  await db.pool.query(
    `INSERT INTO review_action (org_id, id, week, scope, measure, by, key, label, text, owner, due,
       base_at, actor_name)
     SELECT $1, gen_random_uuid(), week, scope, measure, by, 'nope', label, 'bad', owner, due,
       base_at, actor_name FROM review_action`,
    [ORG],
  )
  const page = await getWeekly(db.pool, { week: '2026-W46', filter: {}, now })
  expect(page.carried).toMatchObject([{ text: 'x' }])
})
