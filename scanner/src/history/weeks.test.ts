import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateCommits, parseHistory, weeklyCommits, weekStart } from './weeks'

const commit = (date: string) => ({ hash: date, at: Date.parse(date), parents: 1 })

describe('weeklyCommits', () => {
  it('takes the tip and the last commit of each ISO week, counted back from the tip', () => {
    const dated = dateCommits(
      [
        '2026-01-21T00:00:00Z',
        '2026-01-18T23:59:59Z',
        '2026-01-12T00:00:00Z',
        '2026-01-11T23:59:59Z',
        '2025-12-31T00:00:00Z',
      ].map(commit),
    )
    const hashes = (weeks: number) =>
      weeklyCommits(dated, weeks).map(({ hash }) => hash.slice(0, 10))
    expect(hashes(1)).toEqual(['2026-01-21'])
    expect(hashes(3)).toEqual(['2026-01-21', '2026-01-18', '2026-01-11'])
    expect(hashes(4)).toEqual(['2026-01-21', '2026-01-18', '2026-01-11', '2025-12-31'])
  })

  it('starts weeks on Monday, UTC, before 1970 too', () => {
    expect(new Date(weekStart(Date.parse('2026-11-22T23:00:00Z'))).toISOString()).toBe(
      '2026-11-16T00:00:00.000Z',
    )
    expect(new Date(weekStart(-1)).toISOString()).toBe('1969-12-29T00:00:00.000Z')
  })
})

describe('dateCommits', () => {
  it('makes times strictly increasing and never changes old ones when commits are added', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1 }), (times) => {
        const commits = times.map((at, i) => ({ hash: String(i), at, parents: 1 })).reverse()
        const dated = dateCommits(commits)
        for (const [i, item] of dated.entries()) {
          const parent = dated[i + 1]
          if (parent) expect(item.committedAt).toBeGreaterThan(parent.committedAt)
          if (parent) expect(parent.nextAt).toBe(item.committedAt)
        }
        const before = dateCommits(commits.slice(1)).map(({ committedAt }) => committedAt)
        expect(dated.slice(1).map(({ committedAt }) => committedAt)).toEqual(before)
      }),
    )
  })
})

describe('parseHistory', () => {
  it.each([
    ['26w', 26],
    ['52', 52],
    ['0w', null],
    ['-3', null],
    ['26d', null],
    ['9999w', null],
    ['', null],
  ])('%s → %s', (text, weeks) => {
    expect(parseHistory(text)).toBe(weeks)
  })
})
