import { HttpProblem } from '@/lib/http/problem'
import { isUuid } from '@/lib/trends/is-uuid'
import { ViewNameTaken, ViewOfAnother } from './store'

/** What a write of views throws, as answers: 409 for a name that is taken, 403 for another's view. */
export async function asProblem<T>(write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (error instanceof ViewNameTaken) throw new HttpProblem(409, error.message)
    if (error instanceof ViewOfAnother) throw new HttpProblem(403, error.message)
    throw error
  }
}

/** The view that was written; HttpProblem 404 where there is none of this id. */
export async function found<T>(id: string, write: () => Promise<T | undefined>): Promise<T> {
  const view = isUuid(id) ? await write() : undefined
  if (view === undefined) throw new HttpProblem(404, 'There is no view with this id.')
  return view
}
