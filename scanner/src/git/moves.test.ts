import { expect, it } from 'vitest'
import { moves } from './moves'

const placed = (path: string) => ({
  path,
  version: { commit: 'c', order: 0, before: null, after: null },
})
const told = (added: string[], removed: string[]) =>
  moves(added.map(placed), removed.map(placed)).map(({ from, to }) => `${from.path} > ${to.path}`)

it('a folder that moves takes each of its files along, also those of one name', () => {
  expect(
    told(
      ['back/ee/new/db/sets.py', 'back/new/db/sets.py'],
      ['back/ee/old/db/sets.py', 'back/old/db/sets.py'],
    ),
  ).toEqual([
    'back/ee/old/db/sets.py > back/ee/new/db/sets.py',
    'back/old/db/sets.py > back/new/db/sets.py',
  ])
})

it('of several that are as near none is taken', () => {
  expect(told(['new/a.ts'], ['old/a.ts'])).toEqual(['old/a.ts > new/a.ts'])
  expect(told(['new/a.ts'], ['x/a.ts', 'y/a.ts'])).toEqual([])
  expect(told(['x/a.ts', 'y/a.ts'], ['old/a.ts'])).toEqual([])
  expect(told(['new/a.ts'], [])).toEqual([])
})
