'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type GroupBy, groupsHref } from '@/lib/client/groups'
import { reviewQuery } from '@/lib/client/queries'
import type { ReviewView } from '@/lib/client/urls'
import { groupingWords } from '@/lib/format/measure'
import { weekNumber } from '@/lib/format/week'
import type { Mark } from '@/lib/repositories/types'
import { ViewBody } from '../review/view-body'
import { PageLink } from '../ui/text-link'

interface Props {
  by: GroupBy
  name: string
  view: ReviewView
  marks?: readonly Mark[]
  /** What a page of its own kind adds, made by the server. */
  children?: ReactNode
}

/** One repository, service or team. */
export function GroupPage({ by, name, view, marks, children }: Props) {
  const { data: review } = useQuery(reviewQuery(view.week, view.filter))
  if (!review) return null
  const many = groupingWords[by].many
  return (
    <>
      <nav className="crumbs" aria-label="Belongs to">
        <PageLink href={groupsHref(by)}>{many.charAt(0).toUpperCase() + many.slice(1)}</PageLink>
      </nav>
      <header className="page-head">
        <h1>{name}</h1>
        <p className="muted">
          {groupingWords[by].one} · week {weekNumber(review.week.id)}
        </p>
      </header>
      <ViewBody view={view} review={review} marks={marks} />
      {children}
    </>
  )
}
