import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nameOfRemote, openRepository } from './open'
import { TestRepository } from './testing'

let repository: TestRepository
let folder: string

beforeEach(() => {
  repository = new TestRepository()
  folder = mkdtempSync(join(tmpdir(), 'plumbline-open-'))
})
afterEach(() => {
  repository.dispose()
  rmSync(folder, { recursive: true, force: true })
})

describe('openRepository', () => {
  it('says what is wrong and what to do', async () => {
    writeFileSync(join(folder, 'file'), '')
    const { path } = repository
    await expect(openRepository(join(folder, 'none'))).rejects.toThrow(/does not exist.*clone/)
    await expect(openRepository(join(folder, 'file'))).rejects.toThrow(/is a file.*folder/)
    await expect(openRepository(folder)).rejects.toThrow(/not a git repository.*git init/)
    await expect(openRepository(path)).rejects.toThrow(/no commits yet.*Commit something/)
  })

  it('names another branch when HEAD points nowhere', async () => {
    repository.commit('2026-01-05T10:00:00Z')
    repository.git('symbolic-ref', 'HEAD', 'refs/heads/gone')
    await expect(openRepository(repository.path)).rejects.toThrow(
      /symbolic-ref HEAD refs\/heads\/main/,
    )
  })

  it('opens work trees, folders in them, linked work trees and bare repositories', async () => {
    repository.write('sub/a.ts', '')
    const head = repository.commit('2026-01-05T10:00:00Z')
    repository.git('remote', 'add', 'origin', 'https://user:secret@GitHub.com/acme/shop.git')
    repository.git('worktree', 'add', '-q', join(folder, 'linked'))
    repository.git('clone', '-q', '--bare', '.', join(folder, 'bare.git'))
    const names = []
    const { path } = repository
    for (const at of [path, join(path, 'sub'), join(folder, 'linked'), join(folder, 'bare.git')]) {
      const opened = await openRepository(at)
      expect(opened.head).toBe(head)
      names.push(opened.name)
    }
    expect(names.slice(0, 3)).toEqual(Array(3).fill('github.com/acme/shop'))
    expect(names[3]).toBe('bare')
    repository.git('clone', '-q', '--bare', '.', join(folder, 'acme+shop', 'repo'))
    expect((await openRepository(join(folder, 'acme+shop', 'repo'))).name).toBe('repo')
  })

  it('knows a shallow clone, a branch beside the default one and a loop of links', async () => {
    repository.write('a.ts', '')
    repository.commit('2026-01-05T10:00:00Z')
    repository.commit('2026-01-06T10:00:00Z')
    const shallow = join(folder, 'shallow')
    execFileSync('git', ['clone', '-q', '--depth=1', `file://${repository.path}`, shallow])
    expect(await openRepository(shallow)).toMatchObject({ shallow: true, defaultBranch: true })
    execFileSync('git', ['switch', '-q', '-c', 'topic'], { cwd: shallow, stdio: 'ignore' })
    expect(await openRepository(shallow)).toMatchObject({ branch: 'topic', defaultBranch: false })
    mkdirSync(join(folder, 'loop'))
    symlinkSync(join(folder, 'loop'), join(folder, 'loop', 'again'))
    await expect(openRepository(join(folder, 'loop', 'again'))).rejects.toThrow(/not a git repo/)
  })
})

describe('nameOfRemote', () => {
  it.each([
    ['git@github.com:acme/shop.git', 'github.com/acme/shop'],
    ['ssh://git@host:2222/a/b/', 'host/a/b'],
    ['https://token@github.com/acme/shop', 'github.com/acme/shop'],
    ['file:///srv/git/shop.git', null],
    ['/srv/git/shop.git', null],
  ])('%s is %s', (url, name) => {
    expect(nameOfRemote(url)).toBe(name)
  })
})
