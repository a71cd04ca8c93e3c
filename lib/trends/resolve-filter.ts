import type { Client } from '@/lib/db/database'
import type { Filter } from './types'

/** A filter that names what does not exist, or more than one thing. */
export class FilterError extends Error {
  constructor(
    readonly parameter: keyof Filter,
    readonly value: string,
    readonly allowed: string,
  ) {
    super(`${parameter}: “${value}” is not known; ${allowed}`)
    this.name = 'FilterError'
  }
}

/** Ids from ids or names, as they stand in a URL. Throws FilterError. */
export async function resolveFilter(_db: Client, filter: Filter): Promise<Filter> {
  return filter
}
