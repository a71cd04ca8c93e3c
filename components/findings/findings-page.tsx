'use client'

import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { findingsQuery, freshnessQuery } from '@/lib/client/queries'
import type { Facet, FindingQuery } from '@/lib/findings/types'
import { measureWords } from '@/lib/format/measure'
import { count } from '@/lib/format/number'
import { causeWords, partWords } from '@/lib/format/part'
import { FirstScan } from '../ui/first-scan'
import { type Saved, SavedViews } from '../views/saved-views'
import { FacetColumn } from './facet-column'
import { ListTools } from './list-tools'
import { NarrowedLine } from './narrowed-line'
import { NoFindings } from './no-findings'
import { useListKeys } from './use-list-keys'
import { usePicked } from './use-picked'
import { WalkedList } from './walked-list'
import { whenWords } from './when-words'

interface Props {
  query: FindingQuery
  facets: Facet[]
  saved: Saved
}

/** The list behind a number: exactly the findings that it counts. */
export function FindingsPage({ query, facets, saved }: Props) {
  useListKeys('.finding .message')
  // What the URL asks for, without the instant that stands in where it names none.
  const params = useSearchParams().toString()
  const { picked, pick, clear } = usePicked(params)
  const { data } = useQuery(findingsQuery(query))
  const { data: freshness } = useQuery(freshnessQuery())
  if (freshness?.empty) return <FirstScan />
  if (!data) return null
  const { total, more, findings } = data
  return (
    <>
      <header className="page-head">
        <h1>
          {more && 'More than '}
          {count(total)} {nounOf(query, total)}
        </h1>
        <p className="muted">{whenWords(query)}</p>
      </header>
      <NarrowedLine query={query} facets={facets} />
      <SavedViews saved={saved} />
      <ListTools query={query} />
      <div className="facets">
        <FacetColumn facets={facets} query={query} />
        <div>
          {findings.length === 0 && <NoFindings query={query} />}
          {findings.length > 0 && (
            <WalkedList
              key={params}
              query={query}
              page={data}
              picking={{ picked, pick }}
              onClear={clear}
            />
          )}
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
