import type { BudgetState } from '@/lib/budgets/types'
import { findingHref, findingsHref } from '@/lib/client/urls'
import { day } from '@/lib/format/date'
import { plural } from '@/lib/format/number'
import { timesShort } from '@/lib/format/retry'
import { Message } from '../ui/message'
import { PageLink, TextLink } from '../ui/text-link'

/** What breaks a budget: the first few of the list, and the list. */
export function BudgetBreaks({ state }: { state: BudgetState }) {
  const { breaks, breaking, at, lowestAt, version } = state
  if (breaks.total === 0) return null
  const since = version.rule.kind === 'falls' && lowestAt
  return (
    <>
      <p className="small">
        <TextLink href={findingsHref(breaking)}>
          {plural(breaks.total, 'finding')} {since ? `new since ${day(since)}` : 'over the limit'}
        </TextLink>
        {since && ', when it was lowest'}
      </p>
      <ul className="budget-breaks">
        {breaks.findings.map(({ id, message, path, line, attempts, rule }) => (
          <li key={id}>
            <PageLink href={findingHref(id, at)}>
              <Message text={message} />
            </PageLink>
            <p className="faint small">
              {attempts !== undefined && `worst case ${timesShort(attempts)} · `}
              {rule} ·{' '}
              <code>
                {path}
                {line !== undefined && `:${line}`}
              </code>
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}
