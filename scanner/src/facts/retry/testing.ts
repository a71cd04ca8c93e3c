import { describe, expect, it } from 'vitest'
import type { Language } from '../../model'
import type { Family } from '../languages'
import { read } from '../testing'
import { LIBRARIES, libraryKey } from './libraries'

/** Source with `KNOB` where the number may stand, what it gives without and with the knob. */
export type Case = [
  source: string,
  byDefault: number | string,
  knob?: string,
  withKnob?: number | string,
]

/** Attempts of the row's layer in a source; `none` when it makes none. */
async function attempts(language: Language, key: string, source: string) {
  const { retryLayers } = await read(language, source)
  return retryLayers.find((one) => one.library === key)?.attempts ?? 'none'
}

/** States that each row of a family gives what its case says, and that every row has its case. */
export function tryRows(family: Family, language: Language, cases: Record<string, Case>): void {
  describe(`rows of ${language}`, () => {
    it.each(Object.entries(cases))('%s', async (key, [source, byDefault, knob, withKnob]) => {
      const said = async (text: string) => attempts(language, key, source.replace('KNOB', text))
      expect(await said('')).toBe(byDefault)
      if (knob !== undefined && withKnob !== undefined) {
        expect(await said(knob)).toBe(withKnob === 1 ? 'none' : withKnob)
      }
    })

    it('every row has its case', () => {
      const keys = new Set(LIBRARIES[family].map(libraryKey))
      expect(Object.keys(cases).sort()).toEqual([...keys].sort())
    })
  })
}
