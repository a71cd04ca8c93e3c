import { FACETS, type Facet, type FacetName, type FindingQuery } from '@/lib/findings/types'
import { readBeyond } from '@/lib/format/beyond'
import { facetTitles, facetWords } from '@/lib/format/facets'
import { decisionKinds } from '@/lib/format/measure'
import { count, plural } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import { isUuid } from '@/lib/trends/is-uuid'

/** One choice that narrows a list. */
export interface Narrowed {
  name: FacetName | 'decisionKind' | 'path' | 'olderThan' | 'beyond'
  title: string
  words: string
}

/** All that narrows a list but the words typed into it, as its facets call it. */
export function narrowedBy(query: FindingQuery, facets: readonly Facet[]): Narrowed[] {
  const { decisionKind, path, olderThan, beyond } = query
  const [layers, attempts] = beyond === undefined ? [] : readBeyond(beyond)
  const others: (Narrowed | false)[] = [
    decisionKind !== undefined && {
      ...{ name: 'decisionKind', title: 'Decides' },
      words: decisionKinds[decisionKind] ?? visible(decisionKind),
    },
    path !== undefined && {
      ...{ name: 'path', title: 'Folder', words: path === '' ? '(root)' : `${visible(path)}/` },
    },
    olderThan !== undefined && {
      ...{ name: 'olderThan', title: 'Older than', words: plural(olderThan, 'day') },
    },
    layers !== undefined &&
      attempts !== undefined && {
        ...{ name: 'beyond', title: 'More than' },
        words: `${plural(layers, 'layer')} or ${count(attempts)} attempts`,
      },
  ]
  return [...FACETS.map((name) => chosenOf(name, query[name], facets)), ...others].filter(
    (one) => one !== false,
  )
}

function chosenOf(
  name: FacetName,
  key: string | undefined,
  facets: readonly Facet[],
): Narrowed | false {
  if (key === undefined) return false
  const { values = [], chosen } = facets.find((facet) => facet.name === name) ?? {}
  // An id that no facet names any more is not shown.
  const plain = name === 'commit' ? key.slice(0, 10) : isUuid(key) ? 'one without findings' : key
  const label = values.find((value) => value.key === key)?.label ?? chosen ?? plain
  return { name, title: facetTitles[name], words: facetWords(name, key, label) }
}
