import type { SearchParams } from '@/lib/client/params'
import { presentView } from '@/lib/client/views'
import { isUuid } from '@/lib/trends/is-uuid'
import { getView, listViews } from '@/lib/views/store'
import type { ViewPage } from '@/lib/views/types'
import { reader, reading } from './reader'

/** Named views of a table for whoever looks, and which filter and order it shows. */
export async function loadViews(page: ViewPage, params: SearchParams) {
  const person = await reader()
  const { pool } = await reading()
  return { page, present: presentView(page, params), views: await listViews(pool, page, person) }
}

export async function loadView(id: string) {
  return isUuid(id) ? getView((await reading()).pool, id, await reader()) : undefined
}
