import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSarif } from './read'
import { known, noSharedData, readTable, sharedData, summary } from './testing'

const folder = path.join(sharedData, 'sarif')
const files = noSharedData
  ? []
  : readTable(path.join(folder, 'MANIFEST.tsv')).map((row) => ({
      name: `${row.repo?.replace('/', '+')}/${row.path}`,
      results: Number(row.results || 0),
    }))
const readings = files.map((file) => ({
  ...file,
  reading: readSarif(readFileSync(path.join(folder, file.name)), known),
}))

describe.skipIf(noSharedData)('SARIF of real tools (../shared/data/sarif)', () => {
  test('every file has the verdict that a person has looked at', async () => {
    const table = readings.map(({ name, reading }) => `${name}\t${summary(reading)}`).sort()
    await expect(`${table.join('\n')}\n`).toMatchFileSnapshot('fixtures/verdicts.tsv')
  })

  test('every result of an accepted file is accepted, ignored with a reason or refused', () => {
    for (const { name, results, reading } of readings) {
      if (reading.scans.length === 0) continue
      const accepted = reading.scans.reduce((n, scan) => n + scan.observations.length, 0)
      const ignored = reading.ignored.reduce((n, { count }) => n + count, 0)
      expect(accepted + ignored + reading.refused, name).toBe(results)
    }
  })

  test('paths stay inside the repository', () => {
    const paths = readings.flatMap(({ reading }) =>
      reading.scans.flatMap((scan) => scan.observations.map((o) => o.path)),
    )
    expect(paths.filter((p) => /^\/|^[a-z]+:\/\/|\\|(^|\/)\.\.?(\/|$)/.test(p))).toEqual([])
  })

  test('without parameters, files say what is missing or say it themselves', () => {
    for (const { name } of readings) {
      const { scans, refusals } = readSarif(readFileSync(path.join(folder, name)), {})
      expect(scans.length + refusals.length, name).toBeGreaterThan(0)
      for (const { reason } of refusals) expect(reason.length).toBeGreaterThan(20)
    }
  })
})
