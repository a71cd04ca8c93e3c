import { groupBy } from './group-by'
import type { Named, NamedService } from './queries/names'

/** Services of one name in several repositories are told apart by their repository. */
export function serviceLabels(
  services: readonly NamedService[],
  repositories: readonly Named[],
): Named[] {
  const repositoryNames = new Map(repositories.map(({ id, name }) => [id, name]))
  const endsByName = new Map<string, Map<string, number>>()
  for (const [name, alike] of groupBy(services, ({ name }) => name)) {
    if (alike.length < 2) continue
    endsByName.set(name, countEnds(alike.map((one) => repositoryNames.get(one.repositoryId) ?? '')))
  }
  return services.map(({ id, name, repositoryId }) => {
    const repository = repositoryNames.get(repositoryId)
    const ends = endsByName.get(name)
    if (!ends || repository === undefined) return { id, name }
    // `github.com/acme/shop` → `shop`; `acme/shop` where another one ends in that.
    const shortest = endsOf(repository).find((end) => ends.get(end) === 1) ?? repository
    return { id, name: `${name} (${shortest})` }
  })
}

/** How many of these end so, by ending. */
function countEnds(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const end of names.flatMap(endsOf)) counts.set(end, (counts.get(end) ?? 0) + 1)
  return counts
}

/** `shop`, `acme/shop`, `github.com/acme/shop`. */
function endsOf(name: string): string[] {
  const parts = name.split('/').filter(Boolean)
  return parts.map((_, i) => parts.slice(parts.length - 1 - i).join('/'))
}
