import type { Named, NamedService } from './queries/names'

/** Services of one name in several repositories are told apart by their repository. */
export function serviceLabels(
  services: readonly NamedService[],
  repositories: readonly Named[],
): Named[] {
  const repositoryNames = new Map(repositories.map(({ id, name }) => [id, name]))
  const seen = new Map<string, number>()
  for (const { name } of services) seen.set(name, (seen.get(name) ?? 0) + 1)
  return services.map(({ id, name, repositoryId }) => {
    const repository = repositoryNames.get(repositoryId)
    const shared = (seen.get(name) ?? 0) > 1 && repository !== undefined
    return { id, name: shared ? `${name} (${lastSegment(repository)})` : name }
  })
}

/** `github.com/acme/shop` → `shop`. */
function lastSegment(name: string): string {
  return name.split('/').filter(Boolean).at(-1) ?? name
}
