import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { writeWhole } from './cli/output'
import { writeError } from './errors'

describe('a write that fails', () => {
  it('names the place and the way out', () => {
    const error = (code: string) => Object.assign(new Error(code), { code })
    expect(writeError(error('ENOSPC'), 'x.sarif').message).toMatch(
      /No space left while writing x.sarif.*PLUMBLINE_HOME/,
    )
    expect(writeError(error('EROFS'), 'x').message).toMatch(/Not allowed to write x/)
    expect(writeError(error('EIO'), 'x').message).toMatch(/Cannot write x: EIO/)
  })

  const full = existsSync('/dev/full')
  it.skipIf(!full)('says that the disk is full (skipped without /dev/full)', async () => {
    const { LineStore } = await import('./cache/line-store')
    const store = new LineStore('/dev/full')
    store.put('a', '1')
    expect(() => store.flush()).toThrow(/No space left while writing \/dev\/full/)
  })

  it('leaves nothing half written', () => {
    expect(() => writeWhole('/dev/null/x.sarif', '{}')).toThrow(/Cannot write/)
  })
})
