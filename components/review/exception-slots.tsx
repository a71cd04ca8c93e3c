import { groupHref } from '@/lib/client/groups'
import { findingsHref } from '@/lib/client/urls'
import { measureWords } from '@/lib/format/measure'
import { count, plural, signed } from '@/lib/format/number'
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
  const band = `${tenth(signal.lower)} to ${tenth(signal.upper)} a week`
  const why = {
    above: `above its normal ${band}`,
    below: `below its normal ${band}`,
    run: `eight weeks on one side of its mean, ${tenth(signal.mean)} a week`,
  }[signal.kind]
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
        , {why} ({plural(signal.weeks, 'week')}).{' '}
        <TextLink href={findingsHref(list)}>{count(value)} now</TextLink>
      </p>
      <BandChart exception={exception} label={`${title}, ${why}`} />
    </div>
  )
}

const tenth = (value: number) => signed(Math.round(value * 10) / 10)

const GRADES: Record<string, string> = {
  notes: 'git notes say so',
  trailer: 'a trailer says so',
  'bot-author': 'the author is a bot',
}

/** Rules, files, people and assistants behind it, the largest first. */
export function Why({ exception }: Props) {
  const { why, details, drift } = exception
  const share = (n: number) =>
    details.findings === n ? 'all' : `${count(n)} of ${count(details.findings)}`
  const assisted = details.assistance.filter(({ grade }) => grade !== 'unknown')
  const unknown = details.assistance.find(({ grade }) => grade === 'unknown')?.count ?? 0
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
                  <code>{path}</code> {share(n)}
                </span>
              ))}
            </li>
          )}
          {details.authors.length > 0 && (
            <li>
              by {details.authors.map(({ name, count: n }) => `${name} (${count(n)})`).join(', ')}
            </li>
          )}
          <li>
            {drift < 0 ? 'Came AI-assisted: ' : 'AI-assisted: '}
            {assisted.length === 0
              ? 'none that says so'
              : assisted
                  .map(({ grade, count: n }) => `${count(n)} (${GRADES[grade] ?? grade})`)
                  .join(', ')}
            {unknown > 0 && `; unknown ${count(unknown)}, which is not human`}
          </li>
        </ul>
      )}
    </div>
  )
}
