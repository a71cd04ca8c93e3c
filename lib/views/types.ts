/** Tables whose filter and order can be given a name. */
export const VIEW_PAGES = ['findings', 'repositories'] as const
export type ViewPage = (typeof VIEW_PAGES)[number]

/** A named filter and order of a table. JSON only. */
export interface SavedView {
  id: string
  page: ViewPage
  name: string
  /** Parameters of the page's URL, without `?`. */
  query: string
  /** Listed for everybody; else for whoever made it. */
  shared: boolean
  by: string
  /** Whether who asks may rename and delete it. */
  changeable: boolean
}

export const VIEW_NAME_AT_MOST = 80
export const VIEW_QUERY_AT_MOST = 8_000
