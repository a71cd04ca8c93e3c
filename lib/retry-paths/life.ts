import type { JoinedVersion } from './joined'

/** Begin and end of one part of a path, as told by the scans of its repository. */
export interface Cause {
  from: number
  to: number | null
  /** first-scan | rule-added | introduced | reopened | moved */
  start: string
  end: string | null
  entry: string
  service: string
  team: string | null
  introducedBy: string | null
  introducedAt: number | null
}

/** One stretch of presence of a joined version, with its place in the finding's life. */
export interface JoinedSpan {
  version: string
  finding: string
  from: number
  to: number
  start: string
  end: string | null
  continues: string | null
  /** The part that began with it, where one did. */
  cause: Cause | undefined
}

/**
 * The lives of joined findings. Where one form ends as another begins the finding goes on in
 * another form; after a gap it is back; it began for the reason of the part that came last.
 */
export function spansOf(versions: readonly JoinedVersion[]): JoinedSpan[] {
  const lives = new Map<string, JoinedSpan[]>()
  for (const { id, finding, there, parts } of versions) {
    const causes = parts.flatMap(({ facts }) => facts.causes)
    const spans = there.map(({ from, to }): JoinedSpan => {
      const began = causes.flatMap((cause) => (cause.from === from ? earlier(cause) : []))
      const ended = causes.find((cause) => cause.to === to && cause.end === 'rule-removed')
      const cause = began.find(({ introducedBy }) => introducedBy !== null) ?? began[0]
      return {
        ...{ version: id, finding, from, to, cause },
        start: stockOf(began) ?? 'introduced',
        end: to === Number.POSITIVE_INFINITY ? null : ended ? 'rule-removed' : 'gone',
        continues: null,
      }
    })
    const life = lives.get(finding)
    if (life) life.push(...spans)
    else lives.set(finding, spans)
  }
  return [...lives.values()].flatMap((life) => {
    life.sort((a, b) => a.from - b.from)
    life.forEach((span, i) => {
      const before = life[i - 1]
      if (!before) return
      if (before.to === span.from) {
        before.end = 'moved'
        span.start = 'moved'
        span.continues = before.version
      } else if (span.start === 'introduced') span.start = 'reopened'
    })
    return life
  })
}

/** Without its commit where that was made after the scan that first saw it. */
function earlier(cause: Cause): Cause {
  const { introducedAt, from } = cause
  if (introducedAt === null || introducedAt <= from) return cause
  return { ...cause, introducedBy: null, introducedAt: null }
}

/** What a first scan or a new rule brought to light was not introduced then. */
function stockOf(began: readonly Cause[]): string | undefined {
  return ['first-scan', 'rule-added'].find((reason) => began.some(({ start }) => start === reason))
}
