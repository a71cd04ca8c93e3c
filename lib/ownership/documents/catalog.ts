import { ownerOf } from '../owner'
import type { OwnerRef } from '../types'

/** An entity of a Backstage `catalog-info.yaml` that names its owner. */
export interface CatalogEntity {
  kind: string
  name: string
  owner?: OwnerRef
  /** Of `owner`. */
  line: number
}

/**
 * The entities of a catalog file: `kind`, `metadata.name` and `spec.owner` in block style, which is
 * how they are written. What is written otherwise is not seen, and nothing is guessed.
 */
export function readCatalog(text: string): CatalogEntity[] {
  const entities: CatalogEntity[] = []
  let entity: CatalogEntity = { kind: '', name: '', line: 0 }
  let section = ''
  let depth = 0
  const close = () => {
    if (entity.kind !== '' && entity.name !== '') entities.push(entity)
    entity = { kind: '', name: '', line: 0 }
    section = ''
  }
  for (const [i, raw] of text.split(/\r?\n/).entries()) {
    if (/^(---|\.\.\.)(\s|$)/.test(raw)) {
      close()
      continue
    }
    const match = /^(\s*)([A-Za-z][\w.-]*)\s*:\s*(.*)$/.exec(raw)
    if (!match) continue
    const [, indent = '', key = '', rest = ''] = match
    const value = plain(rest)
    if (indent === '') {
      section = value === '' ? key : ''
      depth = 0
      if (key === 'kind') entity.kind = value
    } else {
      depth ||= indent.length
      if (indent.length !== depth || value === '') continue
      if (section === 'metadata' && key === 'name') entity.name = value
      if (section === 'spec' && key === 'owner') {
        entity.owner = entityOwner(value)
        entity.line = i + 1
      }
    }
  }
  close()
  return entities
}

/** `[kind:][namespace/]name`; without a kind it is a group. */
function entityOwner(reference: string): OwnerRef {
  const [, kind = 'group', name = reference] =
    /^(?:([a-z]+):)?(?:[^/]*\/)?([^/]+)$/i.exec(reference) ?? []
  if (reference.startsWith('@') || reference.slice(1).includes('@')) return ownerOf(reference)
  return { kind: kind.toLowerCase() === 'user' ? 'person' : 'team', name }
}

function plain(text: string): string {
  const value = text.trim()
  const quoted = /^"([^"]*)"|^'([^']*)'/.exec(value)
  if (quoted) return quoted[1] ?? quoted[2] ?? ''
  return value.replace(/(^|\s)#.*$/, '').trim()
}
