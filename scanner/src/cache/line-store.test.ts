import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LineStore } from './line-store'

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-store-'))
  path = join(folder, 'deep', 'store')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('LineStore', () => {
  it('keeps values between openings, the last one stored wins', () => {
    const store = new LineStore(path)
    store.put('a', '{"n":1}')
    store.put('a', '{"n":2}')
    store.close()
    const again = new LineStore(path)
    expect(again.get('a')).toEqual({ n: 2 })
    expect(again.get('b')).toBeUndefined()
    again.close()
  })

  it('gives what was stored at once, also before it is on disk', () => {
    const store = new LineStore(path)
    store.put('a', '{"n":1}')
    expect([store.has('a'), store.get('a')]).toEqual([true, { n: 1 }])
    expect(readFileSync(path, 'utf8')).toBe('')
    store.close()
  })

  it('loses only the torn last line and goes on behind it', () => {
    const store = new LineStore(path)
    store.put('a', '{"n":1}')
    store.put('b', '{"n":2}')
    store.close()
    truncateSync(path, readFileSync(path).length - 4)
    const again = new LineStore(path)
    expect([again.get('a'), again.get('b')]).toEqual([{ n: 1 }, undefined])
    expect(again.has('b')).toBe(false)
    again.put('c', '"x"')
    again.close()
    const third = new LineStore(path)
    expect([third.get('a'), third.get('b'), third.get('c')]).toEqual([{ n: 1 }, undefined, 'x'])
    third.close()
  })

  it('is shared by two at a time', () => {
    const one = new LineStore(path)
    const two = new LineStore(path)
    one.put('a', '1')
    two.put('b', '2')
    one.flush()
    two.flush()
    one.flush()
    expect([one.get('a'), one.get('b'), two.get('a'), two.get('b')]).toEqual([1, 2, 1, 2])
    one.close()
    two.close()
  })

  it('finds lines longer than what is read at once', () => {
    const store = new LineStore(path)
    const long = 'x'.repeat(9 * 1024 * 1024)
    store.put('long', JSON.stringify(long))
    store.put('after', '1')
    store.close()
    const again = new LineStore(path)
    expect(again.get('long')).toBe(long)
    expect(again.get('after')).toBe(1)
    again.close()
  })

  it('does not trip over lines that are not its own', () => {
    new LineStore(path).close()
    appendFileSync(path, '\n\nno tab\n\tno key\na\t{"n":1}\n')
    const store = new LineStore(path)
    expect([store.size, store.get('a')]).toEqual([1, { n: 1 }])
    store.close()
  })

  it('says what to do where it cannot write', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(() => new LineStore(join(folder, 'file', 'store'))).toThrow(/Cannot write/)
  })
})
