import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sourceHash } from './source-hash'
import { toolVersion } from './version'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-sources-'))
  mkdirSync(join(folder, 'history'))
  mkdirSync(join(folder, 'cli'))
  for (const name of ['a.ts', 'history/b.ts', 'cli/c.ts', 'a.test.ts']) {
    writeFileSync(join(folder, name), name)
  }
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('is another when a source changes, in whatever folder, and when one moves', () => {
  const before = sourceHash(folder)
  expect(sourceHash(folder)).toBe(before)
  writeFileSync(join(folder, 'history/b.ts'), 'other')
  const changed = sourceHash(folder)
  expect(changed).not.toBe(before)
  writeFileSync(join(folder, 'history/b.ts'), 'history/b.ts')
  rmSync(join(folder, 'a.ts'))
  writeFileSync(join(folder, 'history/a.ts'), 'a.ts')
  expect(sourceHash(folder)).not.toBe(before)
})

it('leaves out tests and what is said to stand aside', () => {
  const before = sourceHash(folder, ['cli'])
  writeFileSync(join(folder, 'cli/c.ts'), 'other')
  writeFileSync(join(folder, 'a.test.ts'), 'other')
  expect(sourceHash(folder, ['cli'])).toBe(before)
})

it('is part of the version of the tool, beside that of the extractor', () => {
  expect(toolVersion('x.1')).toMatch(/^\d+\.\d+\.\d+\+scan\.[0-9a-f]{12}\.x-1$/)
})
