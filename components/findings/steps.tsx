import { Children } from 'react'
import { api, findingHref } from '@/lib/client/urls'
import { type FindingDetail, type FlowStep, PLACES_A_PAGE } from '@/lib/findings/types'
import { codeHostUrl } from '@/lib/format/code-host'
import { count, plural } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import { TextLink } from '../ui/text-link'
import { Place } from './place'

const TITLES = {
  flow: { one: 'step on the way', many: 'steps on the way, in order' },
  locations: { one: 'further place', many: 'further places' },
  related: { one: 'related place', many: 'related places' },
}
const LISTS = ['flow', 'locations', 'related'] as const

interface Props {
  finding: FindingDetail
  /** Instant that the URL names. */
  asked: string | undefined
  /** Page of steps that the URL names. */
  page: number | undefined
}

/** Every step and place, in order; many of them on demand. */
export function Steps({ finding, asked, page }: Props) {
  const before = finding.offset ?? 0
  return LISTS.map((name) => {
    const steps = finding[name] ?? []
    const total = finding.totals?.[name] ?? steps.length
    if (total === 0) return null
    return (
      <section key={name} aria-labelledby={name}>
        <h2 id={name}>{plural(total, TITLES[name].one, TITLES[name].many)}</h2>
        <ol className="steps" start={before + 1}>
          {Children.toArray(steps.map((step) => stepItem(step, finding)))}
        </ol>
        {total > steps.length && (
          <StepPages
            finding={finding}
            asked={asked}
            page={page}
            shown={steps.length}
            total={total}
          />
        )}
      </section>
    )
  })
}

interface PagesProps extends Props {
  shown: number
  total: number
}

/** Where the steps shown stand among all, and the way to the others. */
function StepPages({ finding, asked, page, shown, total }: PagesProps) {
  const before = finding.offset ?? 0
  const last = Math.ceil(total / PLACES_A_PAGE)
  const link = (to: number, words: string) => (
    <>
      {' · '}
      <TextLink href={findingHref(finding.id, asked, to)} scroll={false}>
        {words}
      </TextLink>
    </>
  )
  return (
    <p className="muted">
      {shown === 0
        ? `None of ${count(total)} on this page`
        : `${count(before + 1)} to ${count(before + shown)} of ${count(total)}`}
      {page === undefined && link(1, `Show the first ${count(Math.min(total, PLACES_A_PAGE))}`)}
      {page !== undefined && page > 1 && link(Math.min(page - 1, last), 'Before')}
      {page !== undefined && page < last && link(page + 1, 'Next')}
      {' · '}
      <a
        className="text-link"
        href={api.finding(finding.id, asked, 'all')}
        download={`finding-${finding.id}.json`}
      >
        All as JSON
      </a>
    </p>
  )
}

function stepItem(step: FlowStep, finding: FindingDetail) {
  const { path, line, symbol, message } = step
  const href = codeHostUrl({ url: finding.source.url, commit: finding.source.commit, path, line })
  const place = <Place path={path} line={line} symbol={symbol} />
  return (
    <li>
      {href ? (
        <a className="quiet" href={href} rel="noreferrer noopener">
          {place}
        </a>
      ) : (
        place
      )}
      {message && <div className="muted isolate">{visible(message)}</div>}
    </li>
  )
}
