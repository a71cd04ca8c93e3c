import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TestRepository } from '../git/testing'
import { testServer } from '../push/testing'
import { main } from './main'

let folder: string
let err = ''
let out = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-main-'))
  err = ''
  out = ''
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text)
    return true
  })
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text)
    return true
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

describe('a command line that cannot be followed', () => {
  it.each([
    [['scan', 'FOLDER'], /not a git repository/],
    [['scan', '--history', 'x'], /--history x is not understood.*26w/],
    [['scan', '--older', '1m'], /--older 1m is not understood.*60/],
    [['scan', '--nope'], /--nope/],
    [['scan', 'a', 'b'], /one path/],
    [['frobnicate'], /Unknown command/],
    [['push'], /Say where to/],
    [['push', '--to', 'http://x'], /Name the SARIF files/],
    [['push', 'FOLDER/none.sarif', '--to', 'http://127.0.0.1:9'], /no such file/],
  ])('%j ends with 2 and one clear line', async (args, message) => {
    const code = await main(args.map((arg) => arg.replace('FOLDER', folder)))
    expect(code).toBe(2)
    expect(err).toMatch(message)
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  it('gets help', async () => {
    expect([await main([]), await main(['--help'])]).toEqual([0, 0])
    expect(out).toContain('plumbline scan [path]')
  })
})

describe('a server that asks who sends', () => {
  const SET_IT = 'Set PLUMBLINE_TOKEN to a token of this repository with the scope ingest.'
  const refusals: [string | undefined, number, string][] = [
    [undefined, 401, 'Sign in, or send a token.'],
    ['plumb_unknown', 401, 'The token is not known here. Make one on the page Tokens.'],
    ['plumb_revoked', 401, 'The token “CI” was revoked. Make a new one on the page Tokens.'],
    ['plumb_other', 403, 'This token is of another repository.'],
  ]
  const commands = ['push', 'scan --push']
  const cases = commands.flatMap((command) =>
    refusals.map((refusal) => [command, ...refusal] as const),
  )

  it.each(cases)(
    '%s with token %s ends with 2 and what to do',
    async (command, token, status, why) => {
      vi.stubEnv('PLUMBLINE_TOKEN', token)
      vi.stubEnv('PLUMBLINE_HOME', join(folder, 'home'))
      const repository = new TestRepository()
      repository.write('a.ts', 'export const a = 1\n')
      repository.commit('2026-01-05T10:00:00Z')
      const file = join(folder, 'a.sarif')
      writeFileSync(file, '{}')
      const { url, seen, close } = await testServer(() => ({ status, body: { detail: why } }))
      const code = await main(
        command === 'push' ? ['push', file, '--to', url] : ['scan', repository.path, '--push', url],
      )
      await close()
      repository.dispose()
      expect([code, err.trim().split('\n').at(-1)]).toEqual([
        2,
        expect.stringMatching(/^plumbline: .*refused/),
      ])
      expect(err).toContain(`${why} ${SET_IT}`)
      // Refused once is refused; and the token itself is never printed.
      expect(seen.map(({ headers }) => headers.authorization)).toEqual([token && `Bearer ${token}`])
      if (token) expect(out + err).not.toContain(token)
    },
  )
})
