import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TestRepository } from './testing'
import { diffTrees, listTree } from './tree'

let repository: TestRepository
beforeEach(() => {
  repository = new TestRepository()
})
afterEach(() => repository.dispose())

describe('diffTrees', () => {
  it('leads from each commit to the next, whichever is older, over merges and odd names', async () => {
    const hex = 'a'.repeat(40)
    repository.write('a.ts', 'one')
    repository.write(hex, 'a name like a commit')
    const first = repository.commit('2026-01-05T10:00:00Z')
    repository.write('a.ts', 'two')
    repository.write('line\nbreak.ts', 'x')
    repository.git('rm', '-q', hex)
    const second = repository.commit('2026-01-06T10:00:00Z')
    repository.git('checkout', '-q', '-b', 'side', first)
    repository.write('side.ts', 'side')
    const side = repository.commit('2026-01-07T10:00:00Z')
    repository.git('checkout', '-q', '-')
    repository.git('-c', 'user.name=A', '-c', 'user.email=a@x', 'merge', '-q', '--no-edit', 'side')
    const merge = repository.git('rev-parse', 'HEAD').trim()
    const gitDir = repository.git('rev-parse', '--absolute-git-dir').trim()
    const commits = [merge, second, side, first]
    const diffs = await diffTrees({ gitDir }, commits)
    expect(diffs).toHaveLength(3)
    const files = await tree(gitDir, merge)
    for (const [i, changes] of diffs.entries()) {
      expect(changes.length).toBeGreaterThan(0)
      for (const { path, to } of changes) {
        if (to === null) files.delete(path)
        else files.set(path, `${to.mode} ${to.hash}`)
      }
      expect(files).toEqual(await tree(gitDir, commits[i + 1] ?? ''))
    }
  })

  it('has nothing for one commit, and an empty list where nothing differs', async () => {
    repository.write('a.ts', 'one')
    const first = repository.commit('2026-01-05T10:00:00Z')
    repository.git(
      '-c',
      'user.name=A',
      '-c',
      'user.email=a@x',
      'commit',
      '-q',
      '--allow-empty',
      '-m',
      'e',
    )
    const second = repository.git('rev-parse', 'HEAD').trim()
    const gitDir = repository.git('rev-parse', '--absolute-git-dir').trim()
    expect(await diffTrees({ gitDir }, [first])).toEqual([])
    expect(await diffTrees({ gitDir }, [second, first])).toEqual([[]])
  })
})

async function tree(gitDir: string, commit: string) {
  const entries = await listTree({ gitDir }, commit)
  return new Map(entries.map(({ path, mode, hash }) => [path, `${mode} ${hash}`]))
}
