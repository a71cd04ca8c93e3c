import { asArray, asObject, type JsonObject, own } from './access'
import { type Anchored, parseUri, withoutDots } from './uri'

/** Names by which tools call the repository's root, and the next best thing. */
const repositoryNames = ['REPOROOT', 'REPOSITORYROOT', 'PROJECTROOT', 'WORKSPACEROOT']
const sourceNames = ['SRCROOT', 'SOURCEROOT', 'ROOT', 'ROOTPATH', 'CHECKOUTROOT', 'SOLUTIONROOT']

/** Resolves a location's uri against `originalUriBaseIds`, however deep they nest (3.14.14). */
export function resolveUri(run: JsonObject, uri: string, baseId: unknown): Anchored {
  const bases = asObject(run.originalUriBaseIds)
  let place = parseUri(uri)
  let id = baseId
  const seen = new Set<string>()
  while (place.anchor === '' && typeof id === 'string' && id !== '' && !seen.has(id)) {
    seen.add(id)
    const base = asObject(own(bases, id))
    if (typeof base?.uri !== 'string') return { anchor: `base:${id}`, segments: place.segments }
    const parent = parseUri(base.uri)
    place = { anchor: parent.anchor, segments: [...parent.segments, ...place.segments] }
    id = base.uriBaseId
  }
  return place
}

/**
 * Places that may be the repository's root, best first: where version control says it is mapped
 * (3.23.7), base ids with a telling name, then every other base id and working directory, the
 * longest first.
 */
export function rootsOf(run: JsonObject): Anchored[] {
  const mapped = asArray(run.versionControlProvenance).flatMap((entry) => {
    const to = asObject(asObject(entry)?.mappedTo)
    return to ? [resolveUri(run, typeof to.uri === 'string' ? to.uri : '', to.uriBaseId)] : []
  })
  const ids = Object.keys(asObject(run.originalUriBaseIds) ?? {})
  const bases = ids.map((id) => ({ name: plain(id), place: resolveUri(run, '', id) }))
  const named = (names: string[]) => bases.filter((b) => names.includes(b.name)).map((b) => b.place)
  const others = bases
    .filter((b) => ![...repositoryNames, ...sourceNames].includes(b.name))
    .map((b) => b.place)
  const directories = asArray(run.invocations).flatMap((invocation) => {
    const directory = asObject(asObject(invocation)?.workingDirectory)
    return typeof directory?.uri === 'string'
      ? [resolveUri(run, directory.uri, directory.uriBaseId)]
      : []
  })
  const rest = [...others, ...directories].sort((a, b) => b.segments.length - a.segments.length)
  // A base without an address stands for the root itself: what lies between is part of the path.
  const addressed = [...named(repositoryNames), ...named(sourceNames), ...rest].filter(
    ({ anchor, segments }) => (anchor === 'file' || anchor === 'web') && segments.length > 0,
  )
  return [...mapped, ...addressed].map(({ anchor, segments }) => ({
    anchor,
    segments: withoutDots(segments).segments,
  }))
}

function plain(id: string): string {
  return id.toUpperCase().replace(/[^A-Z]/g, '')
}
