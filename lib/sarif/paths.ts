import { asArray, asIndex, asObject, type JsonObject } from './access'
import { limits } from './limits'
import { type ReadLog, Refusal } from './read-log'
import { resolveUri, rootsOf } from './roots'
import { cutName } from './text'
import { type Anchored, below, withoutDots } from './uri'

const notes = {
  escapes: 'a path leads out of the repository with ..; the .. were dropped',
  outside: 'an absolute path is not below any known root; kept whole, without its scheme',
  guessed: 'absolute paths were taken as relative to the folder that is named like the repository',
  long: `a path longer than ${limits.pathLength} characters was cut`,
}

/** Artifacts may be inside others (a file in an archive); deeper than this is a loop. */
const nesting = 10

/** Turns the artifact locations of one run into paths from the repository's root. Never touches a disk. */
export class Paths {
  private readonly roots: Anchored[]
  private readonly known = new Map<string, string>()

  /** @param repository name of the repository; absolute paths below a folder of that name count */
  constructor(
    private readonly run: JsonObject,
    private readonly log: ReadLog,
    private readonly repository: string,
  ) {
    this.roots = rootsOf(run)
  }

  /**
   * Path of an artifactLocation, by its uri or by its index into `artifacts`; undefined where it
   * has neither. Throws a Refusal for a uri that is no string.
   */
  pathOf(location: JsonObject, pointer: string, depth = 0): string | undefined {
    const { uri } = location
    if (uri === undefined || uri === null) return this.byIndex(location, pointer, depth)
    if (typeof uri !== 'string') throw new Refusal('uri is not a string', `${pointer}/uri`)
    const key = `${String(location.uriBaseId ?? '')}\n${uri}`
    const known = this.known.get(key)
    if (known !== undefined) return known
    const path = this.normalised(uri, location.uriBaseId, pointer)
    this.known.set(key, path)
    return path
  }

  private byIndex(location: JsonObject, pointer: string, depth: number): string | undefined {
    const index = asIndex(location.index)
    if (index === undefined) return undefined
    const artifact = asObject(asArray(this.run.artifacts)[index])
    const inner = asObject(artifact?.location)
    if (!artifact || !inner || depth > nesting) {
      this.log.warn('an index into artifacts points nowhere; the location has no path', pointer)
      return undefined
    }
    const parent = asIndex(artifact.parentIndex)
    const path = this.pathOf(inner, pointer, depth + 1)
    if (parent === undefined || parent === index) return path
    const outer = this.byIndex({ index: parent }, pointer, depth + 1)
    return [outer, path].filter(Boolean).join('/')
  }

  private normalised(uri: string, baseId: unknown, pointer: string): string {
    const place = resolveUri(this.run, uri, baseId)
    const { segments, escapes } = withoutDots(place.segments)
    if (escapes > 0) this.log.warn(notes.escapes, pointer)
    const way = this.fromRoot({ anchor: place.anchor, segments }, pointer)
    // Only now: `%00` is a U+0000 once it is decoded.
    const path = this.log.text(way.join('/'), `${pointer}/uri`) ?? ''
    if (path.length <= limits.pathLength) return path
    this.log.warn(notes.long, pointer)
    return cutName(path, limits.pathLength)
  }

  private fromRoot(place: Anchored, pointer: string): string[] {
    for (const root of this.roots) {
      const way = below(root, place)
      if (way) return way
    }
    if (place.anchor !== 'file') return place.segments
    const way = belowFolderNamed(this.repository.split('/').at(-1) ?? '', place.segments)
    this.log.warn(way ? notes.guessed : notes.outside, pointer)
    return way ?? place.segments
  }
}

/** CI checks out to …/shop/shop/src/a.ts: what follows the first run of folders of that name. */
function belowFolderNamed(name: string, segments: string[]): string[] | undefined {
  let start = segments.indexOf(name)
  if (name === '' || start === -1) return undefined
  while (segments[start] === name) start++
  return start < segments.length ? segments.slice(start) : undefined
}
