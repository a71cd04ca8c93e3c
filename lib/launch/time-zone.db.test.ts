import { expect, test } from 'vitest'
import { testDatabase } from '@/lib/db/testing'
import { Problem } from './problem'
import type { Terminal } from './terminal'
import { keepTimeZone } from './time-zone'

const silent: Terminal = { line: () => {}, progress: () => {}, clear: () => {} }
const db = await testDatabase()

const zone = async () => {
  const { rows } = await db.pool.query<{ zone: string }>(
    'SELECT time_zone AS zone FROM organisation',
  )
  return rows.map((row) => row.zone)
}

// Newer runtimes take an offset for a zone; Postgres would count its hours the other way.
test.each(['+02:00', '-0330'])(
  'the offset %s is refused with what to set instead',
  async (offset) => {
    const before = await zone()
    const error = await keepTimeZone(db.url, offset, silent).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(Problem)
    expect(error.message).toContain(`PLUMBLINE_TIME_ZONE is “${offset}”`)
    expect(await zone()).toEqual(before)
  },
)

test('a zone that the database names is taken over, however it is written', async () => {
  for (const name of ['america/st_johns', 'UTC']) {
    await keepTimeZone(db.url, name, silent)
    expect(await zone()).toEqual([name])
  }
})
