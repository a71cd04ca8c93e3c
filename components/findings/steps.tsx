import { Children } from 'react'
import { findingHref } from '@/lib/client/urls'
import type { FindingDetail, FlowStep } from '@/lib/findings/types'
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
}

/** Every step and place, in order; many of them on demand. */
export function Steps({ finding, asked }: Props) {
  return LISTS.map((name) => {
    const steps = finding[name] ?? []
    if (steps.length === 0) return null
    const total = finding.totals?.[name] ?? steps.length
    return (
      <section key={name} aria-labelledby={name}>
        <h2 id={name}>{plural(total, TITLES[name].one, TITLES[name].many)}</h2>
        <ol className="steps">{Children.toArray(steps.map((step) => stepItem(step, finding)))}</ol>
        {total > steps.length && (
          <p className="muted">
            {count(steps.length)} of {count(total)} shown.{' '}
            <TextLink href={findingHref(finding.id, asked, true)} scroll={false}>
              Show all that were kept
            </TextLink>
          </p>
        )}
      </section>
    )
  })
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
