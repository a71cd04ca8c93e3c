import type { Candidate, NoCandidate } from '../types'
import type { WritersAsOf } from '../writers/store'

/** Who made most commits to a file lately: a hint to whom to ask, never a surer one than others. */
export function fromWriters(told: WritersAsOf | undefined, path: string): Candidate | NoCandidate {
  const source = 'wrote'
  if (!told) {
    return { source, reason: 'No scan up to then has told who wrote most of a file.' }
  }
  const writer = told.files.get(path)
  if (!writer) {
    return { source, reason: 'No person is known to have changed this file lately.' }
  }
  const { author, commits, of, weeks, commit } = writer
  const all = of === 1 ? 'the only commit' : `${commits} of the last ${of} commits`
  return {
    owner: { kind: 'person', name: author },
    source,
    where: `${commits} of ${of}`,
    confidence: 'weak',
    reason: `${author} wrote ${all} to this file, in the ${weeks} weeks up to ${commit.slice(0, 10)}.`,
  }
}
