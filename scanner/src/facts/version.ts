import { sourceHash } from '../source-hash'

/** Version of the facts, in every cache key: a hash of what makes them, so that no cache is stale. */
export const FACTS_VERSION: string = sourceHash(new URL('.', import.meta.url))
