import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
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
  rmSync(folder, { recursive: true, force: true })
})

describe('a command line that cannot be followed', () => {
  it.each([
    [['scan', 'FOLDER'], /not a git repository/],
    [['scan', '--history', 'x'], /--history x is not understood.*26w/],
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
