import type { NewView } from '@/lib/views/store'
import type { SavedView, ViewPage } from '@/lib/views/types'
import { deleteJson, patchJson, postJson } from './fetch-json'
import { parseFindingQuery, type SearchParams } from './params'
import { parseRepositories, repositoriesHref } from './repositories'
import { findingsHref } from './urls'

/** Parameters that say which filter and order a table shows; not the page of it that was reached. */
export function presentView(page: ViewPage, params: SearchParams | string): string {
  const asked =
    typeof params === 'string' ? Object.fromEntries(new URLSearchParams(params)) : params
  const href =
    page === 'repositories'
      ? repositoriesHref({ ...parseRepositories(asked), from: 0 })
      : // An instant that is not asked for stays so: the view is then of whenever it is opened.
        findingsHref({ ...parseFindingQuery(asked, ''), limit: undefined, cursor: undefined })
  return href.split('?')[1] ?? ''
}

/**
 * The same of whenever it is opened; nothing where no instant is asked for, or where two are
 * compared.
 */
export function undatedView(query: string): string | undefined {
  const params = new URLSearchParams(query)
  if (!params.has('at') || params.has('since')) return undefined
  params.delete('at')
  return params.toString()
}

/** The table as a view shows it. */
export const openedHref = ({ page, query }: Pick<SavedView, 'page' | 'query'>): string =>
  query === '' ? `/${page}` : `/${page}?${query}`

/** Address of a view, with its name for whoever reads it; the id alone decides. */
export function viewHref({ id, name }: Pick<SavedView, 'id' | 'name'>): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return `/views/${slug === '' ? '' : `${slug}-`}${id}`
}

/** The id in such an address. */
export const viewIdOf = (name: string): string | undefined => /[0-9a-f-]{36}$/.exec(name)?.[0]

export const saveView = (view: NewView) => postJson<SavedView>('/api/v1/views', view)
export const renameView = (id: string, name: string) =>
  patchJson<SavedView>(`/api/v1/views/${id}`, { name })
export const deleteView = (id: string) => deleteJson<SavedView>(`/api/v1/views/${id}`)
