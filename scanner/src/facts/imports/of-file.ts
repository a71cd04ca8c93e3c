import type { FileFacts } from '../../model'
import { familyOf } from '../languages'
import { ImportResolver } from './resolver'

const resolvers = new WeakMap<FileFacts, ImportResolver>()

/** Answers where names of a file come from; facts are shared between commits, and so are answers. */
export function resolverOf(facts: FileFacts): ImportResolver {
  const known = resolvers.get(facts)
  if (known) return known
  const made = new ImportResolver(facts.imports, familyOf(facts.language))
  resolvers.set(facts, made)
  return made
}
