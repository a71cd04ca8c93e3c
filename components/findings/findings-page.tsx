'use client'

import { useQuery } from '@tanstack/react-query'
import { findingsQuery, freshnessQuery } from '@/lib/client/queries'
import { findingsHref } from '@/lib/client/urls'
import type { Facet, FindingQuery } from '@/lib/findings/types'
import { measureWords } from '@/lib/format/measure'
import { count } from '@/lib/format/number'
import { causeWords, partWords } from '@/lib/format/part'
import { visible } from '@/lib/format/visible'
import { FirstScan } from '../ui/first-scan'
import { PageLink } from '../ui/text-link'
import { FacetColumn } from './facet-column'
import { FindingList } from './finding-list'
import { ListTools } from './list-tools'
import { narrowWords } from './narrow-words'
import { NoFindings } from './no-findings'
import { PickedBar } from './picked-bar'
import { useListKeys } from './use-list-keys'
import { usePicked } from './use-picked'
import { whenWords } from './when-words'

interface Props {
  query: FindingQuery
  facets: Facet[]
}

/** The list behind a number: exactly the findings that it counts. */
export function FindingsPage({ query, facets }: Props) {
  useListKeys('.finding .message')
  const { picked, pick, clear } = usePicked()
  const { data } = useQuery(findingsQuery(query))
  const { data: freshness } = useQuery(freshnessQuery())
  if (freshness?.empty) return <FirstScan />
  if (!data) return null
  const { total, findings, next } = data
  return (
    <>
      <header className="page-head">
        <h1>
          {count(total)} {nounOf(query, total)}
        </h1>
        <p className="muted">
          {whenWords(query)}
          {narrowWords(query).map((words) => ` · ${words}`)}
          {query.rule && ` · rule ${visible(findings[0]?.rule.name ?? query.rule)}`}
        </p>
      </header>
      <ListTools query={query} />
      <div className="facets">
        <FacetColumn facets={facets} query={query} />
        <div>
          {findings.length === 0 && <NoFindings query={query} />}
          {findings.length > 0 && (
            <PickedBar
              picked={picked}
              shown={findings.map(({ id }) => id)}
              onPick={pick}
              onClear={clear}
            />
          )}
          <FindingList findings={findings} at={query.at} query={query} picking={{ picked, pick }} />
          <nav className="pages" aria-label="Pages of the list">
            {query.cursor && (
              <PageLink
                className="button"
                href={findingsHref({ ...query, limit: undefined, cursor: undefined })}
              >
                First page
              </PageLink>
            )}
            {next && (
              <PageLink
                className="button"
                href={findingsHref({ ...query, limit: undefined, cursor: next })}
              >
                Next {Math.min(50, total)} ›
              </PageLink>
            )}
            <span>
              {count(findings.length)} of {count(total)} on this page
            </span>
          </nav>
        </div>
      </div>
    </>
  )
}

function nounOf({ measure, change, cause, part }: FindingQuery, total: number): string {
  const words = measure ? measureWords[measure] : { one: 'finding', many: 'findings' }
  const noun = total === 1 ? words.one : words.many
  if (part) return `${noun} ${partWords[part].list}`
  if (change && cause && cause !== 'drift') return `${noun} ${causeWords[cause][change]}`
  return change === 'appeared' ? `new ${noun}` : change === 'gone' ? `${noun} gone` : noun
}
