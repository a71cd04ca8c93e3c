import { assignColours } from '@/lib/charts/colours'
import { choicesOf } from '@/lib/client/groups'
import { findingsHref, withGroup } from '@/lib/client/urls'
import { groupingWords, measureWords } from '@/lib/format/measure'
import { count, plural } from '@/lib/format/number'
import type { Mover, Review } from '@/lib/review/types'
import type { Filter } from '@/lib/trends/types'
import { ChangeWords } from '../ui/change-words'
import { KeyDot } from '../ui/key-dot'
import { Sentence } from '../ui/sentence'
import { PageLink } from '../ui/text-link'

interface Props {
  review: Review
  filter: Filter
}

/** Changes that are seen at once; smaller ones fold. */
const SHOWN = 8

/** What moved most this week, worst first, with the reason. */
export function Movers({ review, filter }: Props) {
  const { movers } = review
  return (
    <section className="section" aria-labelledby="movers">
      <div className="section-head">
        <h2 id="movers">
          {movers.length === 0
            ? 'Nothing moved this week'
            : `${plural(movers.length, 'change')} this week, worst first`}
        </h2>
        {movers.length === 0 && (
          <p>No service, team or rule has more or fewer findings than a week ago.</p>
        )}
      </div>
      {movers.length > 0 && (
        <MoverList movers={movers.slice(0, SHOWN)} review={review} filter={filter} />
      )}
      {movers.length > SHOWN && (
        <details className="as-table">
          <summary>{plural(movers.length - SHOWN, 'smaller change')}</summary>
          <MoverList movers={movers.slice(SHOWN)} review={review} filter={filter} />
        </details>
      )}
    </section>
  )
}

function MoverList({ movers, review, filter }: Props & { movers: Mover[] }) {
  return (
    <ul className="panel movers">
      {movers.map((mover) => (
        <li key={`${mover.measure} ${mover.by} ${mover.key}`}>
          <div>
            <div className="name">
              <KeyDot colour={colourOf(review, mover)} />
              {mover.label}
            </div>
            <span className="faint">{groupingWords[mover.by].one}</span>
          </div>
          <div>
            <ChangeWords change={mover.change} />
            <br />
            <PageLink
              className="muted"
              href={findingsHref({
                ...withGroup(filter, mover.by, mover.key),
                measure: mover.measure,
                at: review.week.at,
              })}
            >
              {count(mover.value)} {wordOf(mover)}
            </PageLink>
          </div>
          <p className="why">
            <Sentence parts={mover.why} />
          </p>
        </li>
      ))}
    </ul>
  )
}

function wordOf({ measure, value }: Mover): string {
  return value === 1 ? measureWords[measure].one : measureWords[measure].many
}

function colourOf(review: Review, { by, key }: Mover) {
  if (by === 'rule') return undefined
  return assignColours([...choicesOf(review, by).map((c) => c.id), key]).get(key)
}
