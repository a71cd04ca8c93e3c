import { expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { nextWeek, weekOf } from '@/lib/time/weeks'
import { addRules, addStanding, idOf, type TestStanding } from '../testing'
import { countEdgesOf } from './count-edges'
import { countAt, type KeyColumn, KINDS, STATES } from './sums'

const db = await testDatabase()

/** Two years of weeks from the middle of one on: over all quarters, and a year of 53 weeks. */
const weeks = [weekOf(new Date('2025-06-30T00:00:00Z'), 'UTC')]
for (let week = weeks[0]; week && weeks.length < 104; week = nextWeek(week)) {
  if (week !== weeks[0]) weeks.push(week)
}

/** Something begins every week; most of it ends some weeks later, over the ends of quarters. */
const world = weeks.map(({ from, id }, i): TestStanding & { repository: string } => {
  const ends = i % 5 === 0 ? undefined : weeks[i + 2 + ((i * 7) % 19)]
  return {
    ...{ finding: id, repository: i % 3 === 0 ? 'one' : 'two', service: `s${i % 4}` },
    ...{ rule: 'p', kind: 'pattern', from: from.toISOString() },
    to: ends ? ends.from.toISOString() : null,
  }
})

const stands = ({ from, to }: TestStanding, at: Date) =>
  new Date(from) <= at && (!to || new Date(to) > at)

const keyOf: Partial<Record<KeyColumn, (row: (typeof world)[number]) => string>> = {
  repository_id: ({ repository }) => idOf('repository', repository),
  service_id: ({ repository, service = '' }) => idOf('service', repository, service),
}

test('numbers of long ago, added up by quarter, are those of the rows, at every end of a week', async () => {
  await emptyDatabase(db.pool)
  await addRules(db.pool, [{ key: 'p' }])
  await addStanding(db.pool, world)
  for (const [column, key] of Object.entries(keyOf)) {
    const counting = { kinds: KINDS, states: STATES, filter: {}, keys: [column as KeyColumn] }
    for (const [i, { to }] of weeks.entries()) {
      // Ends of quarters and years are among them: 13, 52 and 53 are no multiples of it.
      if (i % 2 === 1) continue
      const window = weeks.slice(Math.max(0, i - 5), i + 1).map((week) => week.to)
      const counts = await countAt(db.pool, counting, to)
      const edges = await countEdgesOf(db.pool, counting, window)
      for (const id of new Set(world.map(key))) {
        const expected = window.map(
          (at) => world.filter((row) => key(row) === id && stands(row, at)).length,
        )
        const changes = edges.find(({ keys }) => keys[0] === id)?.changes ?? []
        const numbers = window.map((_, w) =>
          changes.slice(0, w + 1).reduce((sum, change) => sum + change, 0),
        )
        expect(numbers).toEqual(expected)
        expect(counts.find(({ keys }) => keys[0] === id)?.count ?? 0).toBe(expected.at(-1))
      }
    }
  }
})
