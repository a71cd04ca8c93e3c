import { isRecord } from '../is-record'
import { at, dirOf, type Found, lineOf, type TextFile } from './types'
import { yamlDocuments } from './yaml'

/**
 * Components of Backstage `catalog-info.yaml` files: the file's folder is the service's,
 * `spec.owner` its team (an entity reference, `[kind:][namespace/]name`; only the name is kept).
 * Two components in one folder cannot be told apart by path: the first stands, the rest are said.
 */
export function fromCatalog(files: readonly TextFile[]): Found {
  const found: Found = { services: [], problems: [] }
  const taken = new Map<string, string>()
  for (const file of files) {
    for (const entity of yamlDocuments(file, found.problems)) {
      if (!isRecord(entity) || entity.kind !== 'Component' || !isRecord(entity.metadata)) continue
      const { name } = entity.metadata
      if (typeof name !== 'string') {
        found.problems.push({ path: file.path, message: 'a Component without metadata.name' })
        continue
      }
      const folder = dirOf(file.path)
      const other = taken.get(folder)
      if (other !== undefined) {
        const message = `Component ${name} shares its folder with ${other}; declare paths in plumbline.yml`
        found.problems.push({ path: file.path, message })
        continue
      }
      taken.set(folder, name)
      const owner = isRecord(entity.spec) ? entity.spec.owner : undefined
      found.services.push({
        name,
        paths: [folder === '' ? '**' : `${folder}/**`],
        ...(typeof owner === 'string' ? { team: entityName(owner) } : {}),
        source: at(file.path, lineOf(file.text, name)),
      })
    }
  }
  return found
}

function entityName(reference: string): string {
  return reference.slice(Math.max(reference.lastIndexOf(':'), reference.lastIndexOf('/')) + 1)
}
