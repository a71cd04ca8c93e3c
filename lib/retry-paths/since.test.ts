import { expect, test } from 'vitest'
import { changesInto, madeEndless } from './commits'
import type { RawChange, RawStretch } from './queries'
import { sinceWhen } from './since'

const [DAY, WEEK] = [new Date('2026-01-01'), new Date('2026-01-08')]

/** A path over two segments of one repository, with the attempts of each. */
function form(versions: [string, string], attempts: [unknown, unknown], from: Date): RawStretch {
  return {
    ...{ version: versions.join('+'), from, to: from === DAY ? WEEK : null, attempts: null },
    ...{ sha: null, introducedAt: null, repository: 'mono', subject: null, start: 'moved' },
    data: {
      segments: versions.map((version) => ({
        ...{ version, repositoryId: 'mono', entry: { label: version[0] } },
        outgoing: { label: 'out' },
      })),
      layers: attempts.map((one, segment) => ({ segment, attempts: one })),
    },
  }
}

const change = (version: string, sha: string, attempts: number | null): RawChange => ({
  ...{ version, sha, attempts: attempts ?? 1, unbounded: attempts === null, at: WEEK },
  ...{ repository: 'mono', subject: null, committedAt: null },
})

const before = form(['a1', 'b1'], [3, 2], DAY)

test('of two segments that one commit touched each is asked what it changed there', () => {
  const now = form(['a2', 'b2'], [5, 4], WEEK)
  // The first changes the one segment and only touches the other, which the second changes.
  const changes = [change('a2', 'first', 5), change('b2', 'first', 2), change('b2', 'second', 4)]
  const since = sinceWhen(
    [before, now],
    changes,
    WEEK,
    (one) => one === now,
    (known) => changesInto(now, before, known),
  )
  // Two changed attempts: neither is named for the other.
  expect(since).toEqual({ at: WEEK.toISOString(), atLeast: false })
})

test('one commit that changed two segments is one commit', () => {
  const now = form(['a2', 'b2'], ['unbounded', 'unbounded'], WEEK)
  const changes = [change('a2', 'first', null), change('b2', 'first', null)]
  for (const tells of [madeEndless, (known: readonly RawChange[]) => known]) {
    const since = sinceWhen([before, now], changes, WEEK, (one) => one === now, tells)
    expect(since.commit?.sha).toBe('first')
  }
})

test('a segment made endless is not taken to be so because of another', () => {
  const known = [change('a2', 'first', null), change('b2', 'second', null)]
  expect(madeEndless(known)).toEqual(known)
  const again = [change('a2', 'first', null), change('a2', 'second', null)]
  expect(madeEndless(again)).toEqual(again.slice(0, 1))
})
