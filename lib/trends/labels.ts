import { groupBy } from './group-by'
import type { Named, NamedService } from './queries/names'

/** Services of one name in several repositories are told apart by their repository. */
export function serviceLabels(
  services: readonly NamedService[],
  repositories: readonly Named[],
): Named[] {
  const repositoryNames = new Map(repositories.map(({ id, name }) => [id, name]))
  const alike = groupBy(services, ({ name }) => name)
  return services.map(({ id, name, repositoryId }) => {
    const repository = repositoryNames.get(repositoryId)
    const own = alike.get(name) ?? []
    if (own.length < 2 || repository === undefined) return { id, name }
    const others = own.flatMap((other) =>
      other.id === id ? [] : (repositoryNames.get(other.repositoryId) ?? []),
    )
    return { id, name: `${name} (${shortest(repository, others)})` }
  })
}

/** `github.com/acme/shop` → `shop`; `acme/shop` where another one ends in that. */
function shortest(name: string, others: readonly string[]): string {
  const ends = endsOf(name)
  return ends.find((end) => !others.some((other) => endsOf(other).includes(end))) ?? name
}

/** `shop`, `acme/shop`, `github.com/acme/shop`. */
function endsOf(name: string): string[] {
  const parts = name.split('/').filter(Boolean)
  return parts.map((_, i) => parts.slice(parts.length - 1 - i).join('/'))
}
