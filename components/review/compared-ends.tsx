import { day, instant } from '@/lib/format/date'
import { plural } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import type { ComparedEnd, Comparison } from '@/lib/review/types'
import { TextLink } from '../ui/text-link'

/** Repositories of which each scan is told. */
const NAMED = 4
const AND = new Intl.ListFormat('en', { type: 'conjunction' })

/** What the two instants stand for: the scans before them, and what was released just then. */
export function ComparedEnds({ comparison }: { comparison: Comparison }) {
  const { ends } = comparison
  const sides = [
    { at: comparison.from, end: ends.from },
    { at: comparison.to, end: ends.to },
  ]
  const between = sides.some(({ at, end }) => end.scans.some((scan) => scan.at !== at))
  return (
    <div className="note">
      {sides.map(({ at, end }, i) => (
        <p key={i === 0 ? 'from' : 'to'}>
          <b>{instant(at)}</b>: {scanWords(end, at)}.
          <Released releases={end.releases} />
        </p>
      ))}
      {between && (
        <p className="muted">
          Code is known as it was scanned: what was committed between two scans counts from the
          later one on.
        </p>
      )}
    </div>
  )
}

function Released({ releases }: Pick<ComparedEnd, 'releases'>) {
  return releases.map(({ names, repository, previous, href }) => (
    <span key={href} className="isolate">
      {' '}
      {visible(AND.format(names))} of {visible(repository)} {names.length === 1 ? 'was' : 'were'}{' '}
      released then:{' '}
      <TextLink href={href}>
        what came with {names.length === 1 ? 'it' : 'them'}
        {previous !== null && `, after ${visible(previous)}`}
      </TextLink>
      .
    </span>
  ))
}

function scanWords({ scans }: ComparedEnd, at: string): string {
  if (scans.length === 0) return 'nothing was scanned up to then'
  if (scans.length > NAMED)
    return `the last scan up to then of each of ${plural(scans.length, 'repository', 'repositories')}`
  const each = scans.map(({ repository, commit, at: of }) => {
    const last = of === at ? '' : ', the last before'
    return `${visible(repository)} as of the scan of ${day(of)} (${commit.slice(0, 10)})${last}`
  })
  return each.join('; ')
}
