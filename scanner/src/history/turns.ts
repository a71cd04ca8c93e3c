import { turnKey } from '../sarif/fingerprint'
import type { FindingRecord } from '../sarif/record'
import { NO_SHAPE, type Shape, type Shapes } from '../sarif/shape'
import { type Step, stepsBetween } from './turn-steps'

/** A finding over several files whose layers say something else at the newer of two commits. */
export interface Turn {
  rule: string
  /** By what it is known at both commits. */
  key: string
  before: Shape
  after: Shape
  /** Files of both forms. */
  paths: ReadonlySet<string>
}

/** A step that turned a finding, and into what. */
export interface Explanation {
  step: Step
  shape: Shape
}

export const keyOf = ({ rule, fingerprints }: FindingRecord): string => turnKey(rule, fingerprints)

/** What repeats otherwise at the newer commit than at the older one, or has come. */
export function turnsBetween(
  older: readonly FindingRecord[],
  newer: readonly FindingRecord[],
): Turn[] {
  const before = new Map(older.flatMap((one) => (one.assembled ? [[keyOf(one), one]] : [])))
  return newer.flatMap((record) => {
    if (!record.assembled) return []
    const key = keyOf(record)
    const was = before.get(key)
    const shape = was?.shape ?? NO_SHAPE
    if (shape.hash === record.shape.hash) return []
    const paths = new Set([...(was?.paths ?? []), ...record.paths])
    return { rule: record.rule, key, before: shape, after: record.shape, paths }
  })
}

/** Shapes of the assembled findings after some steps, by `keyOf`. */
export type ShapesAfter = (steps: readonly Step[]) => Promise<Shapes>

/**
 * Steps that made each turn, oldest first: found by assembling the files of the turns as they
 * stood after some of the commits between, halving as long as two ends differ. A turn whose files
 * alone do not bring about what the newer commit shows has its cause elsewhere and gets none. Stops
 * before the next turn when it is `enough`.
 */
export async function explainTurns(
  turns: readonly Turn[],
  steps: readonly Step[],
  concerns: (turn: Turn, path: string) => boolean,
  enough: () => boolean,
  shapesAfter: ShapesAfter,
): Promise<Map<string, Explanation[]>> {
  const known = new Map<number, Promise<Shapes>>()
  const shapes = (n: number) => {
    const asked = known.get(n) ?? shapesAfter(steps.slice(0, n))
    known.set(n, asked)
    return asked
  }
  const explained = new Map<string, Explanation[]>()
  for (const turn of turns) {
    if (enough()) break
    const own = steps.flatMap(({ changes }, i) =>
      [...changes.keys()].some((path) => concerns(turn, path)) ? [i] : [],
    )
    if (own.length === 0) continue
    const shapeAt = async (n: number): Promise<Shape> => {
      if (n === 0) return turn.before
      const after = n === own.length ? steps.length : (own[n - 1] ?? 0) + 1
      return (await shapes(after)).get(turn.key) ?? NO_SHAPE
    }
    if ((await shapeAt(own.length)).hash !== turn.after.hash) continue
    const found: Explanation[] = []
    for (const n of await stepsBetween(0, own.length, async (at) => (await shapeAt(at)).hash)) {
      const step = steps[own[n] ?? -1]
      const shape = await shapeAt(n + 1)
      // What went and came again begins with its return.
      if (shape === NO_SHAPE) found.length = 0
      else if (step) found.push({ step, shape })
    }
    if (found.length > 0) explained.set(turn.key, found)
  }
  return explained
}
