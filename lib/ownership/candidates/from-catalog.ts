import { type CatalogEntity, readCatalog } from '../documents/catalog'
import type { Candidate, NoCandidate, OwnerRef } from '../types'

interface Placed extends CatalogEntity {
  path: string
  folder: string
}

/** Owners that catalog files name, by the folder they lie in. */
export class CatalogOwners {
  readonly #entities: Placed[]

  private constructor(files: readonly { path: string; text: string }[]) {
    this.#entities = files
      .flatMap(({ path, text }) =>
        readCatalog(text).map((entity) => ({
          ...entity,
          path,
          folder: path.slice(0, path.lastIndexOf('/') + 1),
        })),
      )
      .sort(
        (a, b) =>
          b.folder.length - a.folder.length ||
          Number(b.kind === 'Component') - Number(a.kind === 'Component'),
      )
  }

  /** Of a repository's documents those that are catalog files. */
  static read(files: readonly { path: string; text: string }[]): CatalogOwners {
    return new CatalogOwners(files.filter(({ path }) => /\.ya?ml$/.test(path)))
  }

  /** Everybody whom they name. */
  owners(): OwnerRef[] {
    return this.#entities.flatMap(({ owner }) => owner ?? [])
  }

  /** The owner of the nearest folder with a catalog file. */
  of(path: string): Candidate | NoCandidate {
    const entity = this.#entities.find(({ folder, owner }) => owner && path.startsWith(folder))
    if (!entity?.owner) {
      const none = 'No catalog-info.yaml above this path names an owner.'
      return { source: 'catalog', reason: none }
    }
    const where = `${entity.path}:${entity.line}`
    const shared = entity.folder === '' && this.#entities.some(({ folder }) => folder !== '')
    return {
      owner: entity.owner,
      source: 'catalog',
      where,
      path: entity.path,
      line: entity.line,
      confidence: shared || entity.kind !== 'Component' ? 'likely' : 'sure',
      reason: `${where} names ${entity.owner.name} as owner of ${entity.kind} ${entity.name}.`,
    }
  }
}
