import type { Client } from '@/lib/db/database'
import type { Selection } from '@/lib/findings/queries/selection'
import { CandidateFinder } from '@/lib/ownership/candidates/find'
import { ownerKey } from '@/lib/ownership/owner'
import type { Candidate } from '@/lib/ownership/types'
import { groupBy } from '@/lib/trends/group-by'
import { type ListPlace, readListPlaces } from '../queries/list-places'
import type { WhoCandidate } from '../types'

/** Findings that are looked at for one exception, and candidates that are named for it. */
const FINDINGS = 200
const NAMED = 3

export interface FoundCandidates {
  candidates: WhoCandidate[]
  /** Every finding that was looked at, also those for which nobody is named. */
  findings: string[]
}

/**
 * Whom the sources name for the findings of each list, as of an instant: the best candidate of each
 * finding, those with the most findings first.
 */
export async function readCandidates(
  db: Client,
  lists: readonly (Selection | undefined)[],
  at: Date,
): Promise<FoundCandidates[]> {
  const places: ListPlace[][] = []
  for (const list of lists) places.push(list ? await readListPlaces(db, list, FINDINGS) : [])
  const finder = await CandidateFinder.load(db, places.flat(), at)
  return places.map((own) => ({
    candidates: candidatesOf(own, (place) => finder.best(placeOf(place))),
    findings: own.map(({ finding }) => finding),
  }))
}

function placeOf({ repositoryId, service, path, decisionKind, ...by }: ListPlace) {
  const { sha, author, grade, committedAt } = by
  const commit = sha === null ? null : { sha, author, grade, committedAt }
  return { repositoryId, service, path, decisionKind, commit }
}

function candidatesOf(
  places: readonly ListPlace[],
  best: (place: ListPlace) => Candidate | undefined,
): WhoCandidate[] {
  const found = places.flatMap((place) => {
    const candidate = best(place)
    return candidate ? [{ candidate, finding: place.finding }] : []
  })
  const keyOf = ({ candidate }: (typeof found)[number]) =>
    `${ownerKey(candidate.owner.name)} ${candidate.source}`
  return [...groupBy(found, keyOf).values()]
    .sort((a, b) => b.length - a.length)
    .slice(0, NAMED)
    .flatMap((own): WhoCandidate[] => {
      const [first] = own
      if (!first) return []
      const { owner, source, where, confidence, reason } = first.candidate
      const findings = own.map(({ finding }) => finding)
      return [{ owner, source, where, confidence, reason, findings }]
    })
}
