import { groupHref } from '@/lib/client/groups'
import { findingsHref } from '@/lib/client/urls'
import { assistedWords, authorWords, shareWords, signalWords } from '@/lib/format/exception'
import { measureWords } from '@/lib/format/measure'
import { count, signed } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import type { Exception, WeeklyReview } from '@/lib/review/types'
import type { Filter } from '@/lib/trends/types'
import { Sentence } from '../ui/sentence'
import { PageLink, TextLink } from '../ui/text-link'
import { BandChart } from './band-chart'

interface Props {
  exception: Exception
  review: WeeklyReview
  filter: Filter
}

/** Measure, change and the band that it left. */
export function What({ exception, review, filter }: Props) {
  const { measure, by, key, label, value, drift, signal } = exception
  const list = { ...filter, [by]: key, measure, at: review.week.at }
  const words = measureWords[measure]
  const title = `${label}: ${signed(drift)} ${Math.abs(drift) === 1 ? words.one : words.many}`
  const why = signalWords(signal)
  return (
    <div>
      <h3>
        <PageLink href={groupHref(by, key)}>{label}</PageLink>: {signed(drift)}{' '}
        {Math.abs(drift) === 1 ? words.one : words.many}
      </h3>
      <p className="muted">
        <b className={drift > 0 ? 'worse' : drift < 0 ? 'better' : ''}>
          {drift > 0 ? '▲ worse' : drift < 0 ? '▼ better' : '– no change'}
        </b>
        , {why}. <TextLink href={findingsHref(list)}>{count(value)} now</TextLink>
      </p>
      <BandChart exception={exception} label={`${title}, ${why}`} />
    </div>
  )
}

/** Rules, files, people and assistants behind it, the largest first. */
export function Why({ exception }: Props) {
  const { why, details, drift } = exception
  return (
    <div>
      <p>
        <Sentence parts={why} />
      </p>
      {details.findings > 0 && (
        <ul className="muted small">
          {details.paths[0] && (
            <li>
              {details.paths.map(({ path, count: n }) => (
                <span key={path} className="path">
                  <code>{path}</code> {shareWords(n, details)}
                </span>
              ))}
            </li>
          )}
          {details.authors.length > 0 && <li>by {visible(authorWords(details))}</li>}
          <li>{assistedWords(details, drift)}</li>
        </ul>
      )}
    </div>
  )
}
