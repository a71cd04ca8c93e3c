import { afterEach, beforeEach, expect, it } from 'vitest'
import { dateCommits } from '../history/weeks'
import { mainline } from './commits'
import { MOST_TAGS, tagsOn } from './tags'
import { TestRepository } from './testing'

let repository: TestRepository
beforeEach(() => {
  repository = new TestRepository()
})
afterEach(() => repository.dispose())

const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com']

async function tags(from = '2000-01-01') {
  const at = { gitDir: `${repository.path}/.git` }
  const commits = dateCommits(await mainline(at, repository.git('rev-parse', 'HEAD')))
  return tagsOn(at, commits, Date.parse(from))
}

it('names the tags of the mainline in the window, newest first, annotated ones by their commit', async () => {
  const first = repository.commit('2026-01-05T10:00:00Z')
  repository.git('tag', 'v1')
  const second = repository.commit('2026-02-05T10:00:00Z')
  repository.git(...identity, 'tag', '-a', '-m', 'two', 'release/v2')
  const at = (text: string) => Date.parse(text)
  const two = { name: 'release/v2', commit: second, at: at('2026-02-05T10:00:00Z') }
  const one = { name: 'v1', commit: first, at: at('2026-01-05T10:00:00Z') }
  expect(await tags()).toEqual({ tags: [two, one], left: 0 })
  expect(await tags('2026-01-20')).toEqual({ tags: [two], left: 0 })
})

it('places a tag beside the mainline where the newest mainline commit that it holds stands, once', async () => {
  repository.write('a', 'a')
  repository.commit('2026-01-05T10:00:00Z')
  repository.git('checkout', '-q', '-b', 'release')
  repository.git('checkout', '-q', 'main')
  repository.write('a', 'b')
  const second = repository.commit('2026-02-05T10:00:00Z')
  repository.git('checkout', '-q', 'release')
  repository.git(...identity, 'merge', '-q', '--no-ff', '-m', 'release', 'main')
  repository.git('tag', 'v2')
  repository.write('fix', 'a')
  repository.commit('2026-02-09T10:00:00Z')
  repository.git('tag', 'v2.1')
  repository.git('checkout', '-q', 'main')
  repository.write('a', 'c')
  const third = repository.commit('2026-03-05T10:00:00Z')
  const placed = [{ name: 'v2', commit: second, at: Date.parse('2026-02-05T10:00:00Z') }]
  expect(await tags()).toEqual({ tags: placed, left: 0 })
  expect(await tags('2026-03-01')).toEqual({ tags: [], left: 0 })
  repository.git('tag', 'v3', third)
  expect((await tags()).tags.map(({ name }) => name)).toEqual(['v3', 'v2'])
})

it('leaves out what is tagged beside where the mainline is tagged too, or is no commit', async () => {
  repository.write('a', 'a')
  repository.commit('2026-01-05T10:00:00Z')
  repository.git('tag', 'here')
  repository.git('tag', 'tree', 'HEAD^{tree}')
  repository.git('checkout', '-q', '-b', 'side')
  repository.commit('2026-01-06T10:00:00Z')
  repository.git('tag', 'beside')
  repository.git('checkout', '-q', 'main')
  expect((await tags()).tags.map(({ name }) => name)).toEqual(['here'])
})

it('names a bounded number and says how many are left', async () => {
  repository.commit('2026-01-05T10:00:00Z')
  for (let i = 0; i < MOST_TAGS + 3; i += 1) repository.git('tag', `build-${i}`)
  const { tags: named, left } = await tags()
  expect([named.length, left]).toEqual([MOST_TAGS, 3])
})
