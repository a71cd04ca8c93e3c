import { given, textOf } from '@/lib/findings/shape'
import { chartedAttempts } from './history'
import { recordsIn } from './layers'
import { type Attempts, attemptsIn, boundedProduct, fromStored, layerList } from './product'
import type { RawChange, RawScan, RawStretch } from './queries'
import type { PathStep, StepCommit } from './types'

/** Scans that show what had stood before anybody looked. */
const STOCK = ['first-scan', 'rule-added']

export const isStock = ({ start }: Pick<RawStretch, 'start'>): boolean => STOCK.includes(start)

/**
 * The commits that made a step: those that changed its layers, else those scanned. What stood there
 * when somebody looked first was made by neither.
 */
export function commitsOf(
  { form, from }: PathStep & { form?: RawStretch },
  before: RawStretch | undefined,
  changes: readonly RawChange[],
  scans: readonly RawScan[],
): StepCommit[] {
  const named = form ? changesInto(form, before, changes) : []
  if (named.length > 0) return named.map(stepCommit)
  if (form && isStock(form)) return []
  return scans
    .filter(({ at }) => at.toISOString() === from)
    .map(({ repository, sha, subject }) => ({
      ...{ repository, sha, scanned: true },
      ...given({ subject }),
    }))
}

/** Versions whose commits may be known: a form's own, and of the segments it is joined of. */
const versionsOf = ({ version, data }: RawStretch) => [
  version,
  ...recordsIn(data, 'segments').map((segment) => segment.version),
]

/**
 * All that is known to have changed a form as it began, or the segments it is joined of: a commit
 * once for each segment that it touched, for each had its own attempts before.
 */
export function changesAt(form: RawStretch, changes: readonly RawChange[]): RawChange[] {
  const own = versionsOf(form).flatMap((version) =>
    changes.filter((one) => one.version === version && +one.at === +form.from),
  )
  return [...new Map(own.map((one) => [`${one.version} ${one.sha}`, one])).values()]
}

/** Each commit once. */
export const distinctCommits = (changes: readonly RawChange[]): RawChange[] => [
  ...new Map(changes.map((one) => [one.sha, one])).values(),
]

/** The changes after which a segment repeats without an end, and before which it did not. */
export const madeEndless = (known: readonly RawChange[]): RawChange[] =>
  known.filter(({ version, unbounded }, i) => {
    const before = known.slice(0, i).findLast((one) => one.version === version)
    return unbounded && !before?.unbounded
  })

/**
 * The commits that changed the attempts of a form, or of the segments it is joined of, as it began.
 * Where none did, all that are known: then they changed what attempts do not tell.
 */
export function changesInto(
  form: RawStretch,
  before: RawStretch | undefined,
  changes: readonly RawChange[],
): RawChange[] {
  const known: RawChange[] = []
  const turned: RawChange[] = []
  const segments = recordsIn(form.data, 'segments')
  for (const version of versionsOf(form)) {
    const own = changes.filter((c) => c.version === version && +c.at === +form.from)
    const segment = segments.find((s) => s.version === version)
    let was = segment ? segmentAttempts(before, segment) : before ? chartedAttempts(before) : null
    for (const change of own) {
      const now = fromStored(change.attempts)
      known.push(change)
      if (now !== was) turned.push(change)
      was = now
    }
  }
  return distinctCommits(turned.length > 0 ? turned : known)
}

/** What the layers of one segment came to in the form before. */
function segmentAttempts(
  before: RawStretch | undefined,
  segment: Record<string, unknown>,
): Attempts | null {
  const ends = (one: Record<string, unknown>) =>
    [one.repositoryId, textOf(one.entry, 'label'), textOf(one.outgoing, 'label')].join('\n')
  const at = recordsIn(before?.data, 'segments').findIndex((one) => ends(one) === ends(segment))
  if (at < 0) return null
  const layers = layerList(before?.data).filter((layer) => layer.segment === at)
  return boundedProduct(layers.map((layer) => attemptsIn(layer.attempts)))
}

export function stepCommit(change: RawChange): StepCommit {
  const { repository, sha, subject, committedAt } = change
  return {
    ...{ repository, sha, scanned: false },
    ...given({ subject, at: committedAt?.toISOString() ?? null }),
  }
}
