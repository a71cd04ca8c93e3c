import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { teamOfBox } from '@/lib/charts/map-view'
import type { RetryQuestions } from '@/lib/questions/types'
import type { MapNode, RetryMap, RetryPath } from '@/lib/retry-paths/types'
import { deleteJson, fetchJson, postJson } from './fetch-json'
import { flowsHref } from './flows'
import { first, parseInstant, type SearchParams } from './params'
import { withQuery } from './urls'

const FRESH_MS = 30_000

/** What the path page is asked for. */
export interface PathView {
  id: string
  at?: string
  without: string[]
}

export function parsePathView(id: string, params: SearchParams): PathView {
  const without = (first(params, 'without') ?? '').split(',').filter((key) => key !== '')
  return { id, at: parseInstant(params, 'at'), without: without.slice(0, 50) }
}

const pathValues = ({ at, without }: PathView) => ({ at, without: without.join(',') })

export const pathHref = (view: PathView): string =>
  withQuery(`/retry-paths/${encodeURIComponent(view.id)}`, pathValues(view))

/** The path page of a finding. */
export const retryPathHref = (id: string, at?: string): string => pathHref({ id, at, without: [] })

/** The same page with a layer left out, or back in. */
export function withoutHref(view: PathView, key: string): string {
  const without = view.without.includes(key)
    ? view.without.filter((other) => other !== key)
    : [...view.without, key]
  return pathHref({ ...view, without })
}

export const pathQuery = (view: PathView) => {
  const url = withQuery(`/api/v1/retry-paths/${encodeURIComponent(view.id)}`, pathValues(view))
  return queryOptions({
    queryKey: ['retry-path', url],
    queryFn: ({ signal }) => fetchJson<RetryPath>(url, signal),
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  })
}

/** What the map is asked for; ids or names, as they stand in the URL. */
export interface MapView {
  at?: string
  team?: string
  service?: string
  /** What boxes stand for; as many as there are decide otherwise. */
  by?: 'team' | 'service'
  /** Calls away from the service or team that is looked at. */
  hops?: 2
  /** Only what arrives at least so often. */
  least?: number
}

export function parseMapView(params: SearchParams): MapView {
  const least = Number(first(params, 'least'))
  return {
    at: parseInstant(params, 'at'),
    team: first(params, 'team')?.slice(0, 300),
    service: first(params, 'service')?.slice(0, 300),
    by: (['team', 'service'] as const).find((by) => by === first(params, 'by')),
    hops: first(params, 'hops') === '2' ? 2 : undefined,
    least: Number.isInteger(least) && least > 1 ? least : undefined,
  }
}

export const mapHref = (view: MapView): string => withQuery('/retry-map', { ...view })

/** A service opens what is around it, a team its services; what is out of the house its callers' flows. */
export function boxHref(node: MapNode, view: MapView): string {
  const team = teamOfBox(node)
  if (team !== undefined) {
    return mapHref({ ...view, team, service: undefined, by: undefined, hops: undefined })
  }
  if (node.repository === undefined) {
    return flowsHref({ q: node.label.replace(/^address in /, ''), at: view.at })
  }
  return mapHref({ ...view, service: node.id, team: undefined, by: undefined, hops: undefined })
}

export const mapQuery = ({ at, team, service, hops }: MapView) => {
  const url = withQuery('/api/v1/retry-map', { at, team, service, hops })
  return queryOptions({
    queryKey: ['retry-map', url],
    queryFn: ({ signal }) => fetchJson<RetryMap>(url, signal),
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  })
}

/** Ties calls with a key to a service, from now on. */
export const addTie = (tie: {
  outKey: string
  repository: string
  service: string
  reason?: string
}): Promise<{ id: string }> => postJson('/api/v1/flow-ties', tie)

export const removeTie = (id: string): Promise<unknown> =>
  deleteJson(`/api/v1/flow-ties/${encodeURIComponent(id)}`)

const questionsApi = (path: string) => `/api/v1/retry-paths/${encodeURIComponent(path)}/questions`

/** What the owners of the layers of a path were asked. */
export const questionsQuery = (path: string) =>
  queryOptions({
    queryKey: ['retry-questions', path],
    queryFn: ({ signal }) => fetchJson<RetryQuestions>(questionsApi(path), signal),
    staleTime: FRESH_MS,
  })

/** Open questions that wait for a team or somebody by name; everybody's where nobody is named. */
export const openQuestionsQuery = ({ owner, team }: { owner?: string; team?: string }) => {
  const url = withQuery('/api/v1/retry-questions', { owner, team })
  return queryOptions({
    queryKey: ['retry-questions', url],
    queryFn: ({ signal }) => fetchJson<RetryQuestions>(url, signal),
    staleTime: FRESH_MS,
  })
}

export const askOwners = (
  path: string,
  question: { text: string; due?: string },
): Promise<{ id: string }> => postJson(questionsApi(path), question)

export const closeQuestion = (id: string, reason: string): Promise<unknown> =>
  postJson(`/api/v1/retry-questions/${encodeURIComponent(id)}/close`, { reason })
