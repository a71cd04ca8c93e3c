import { ANY, DEEP, readSegment, type Segment, segmentKey } from './segment'
import type { Dialect } from './types'

/**
 * What a pattern covers, both dialects in one form: a path whose names are `segments` and then
 * `here`: ends there; `below`: goes on, however deep; `here-or-below`: either.
 */
export interface Glob {
  segments: Segment[]
  tail: 'here' | 'below' | 'here-or-below'
}

/** The glob of a pattern; on GitLab without its `!`. */
export function readGlob(pattern: string, dialect: Dialect): Glob {
  return dialect === 'github' ? readGithub(pattern) : readGitlab(pattern)
}

/**
 * GitHub: "follows most of the same rules used in gitignore" (About code owners, CODEOWNERS
 * syntax). Of gitignore's pattern format: a slash at the start or in the middle anchors to the
 * root; a slash at the end asks for a directory; a directory takes along what is below it.
 * Of GitHub's own examples: `docs/*` does not match further nested files.
 */
function readGithub(pattern: string): Glob {
  const directory = pattern.endsWith('/')
  const body = directory ? pattern.slice(0, -1) : pattern
  const anchored = body.includes('/')
  const segments = split(body.startsWith('/') ? body.slice(1) : body, false)
  const last = segments.at(-1)
  if (!anchored) {
    if (last?.kind === 'deep') segments.push(ANY)
    else segments.unshift(DEEP)
  } else if (last?.kind === 'deep') {
    // `a/**` is everything inside a; `a/**/` every directory inside it, so one name more.
    if (!directory) return simplify({ segments, tail: 'below' })
    segments.push(ANY)
  }
  const shallow = anchored && !directory && segments.at(-1)?.kind === 'any'
  return simplify({ segments, tail: directory ? 'below' : shallow ? 'here' : 'here-or-below' })
}

/**
 * GitLab: `File.fnmatch` with FNM_PATHNAME and FNM_DOTMATCH (Advanced CODEOWNERS configuration,
 * Pattern matching). Without a leading slash a pattern is a globstar path, `internal/README.md`
 * too (Syntax of CODEOWNERS file, Relative paths); a directory is meant only with a slash at the
 * end (Directory paths); a `**` that no slash follows is for fnmatch a plain `*`.
 */
function readGitlab(pattern: string): Glob {
  const body = pattern.replace(/^\\#/, '#').replace(/\\[ \t\f\v]/g, ' ')
  const segments = split(body.replace(/^\//, ''), true)
  if (!pattern.startsWith('/')) segments.unshift(DEEP)
  if (pattern.endsWith('/')) {
    segments.pop()
    return simplify({ segments, tail: 'below' })
  }
  if (segments.at(-1)?.kind === 'deep') segments[segments.length - 1] = ANY
  return simplify({ segments, tail: 'here' })
}

function split(body: string, sets: boolean): Segment[] {
  return body.split('/').map((text) => (text === '**' ? DEEP : readSegment(text, sets)))
}

/** One form for one meaning, so that equal rules are seen to be equal and the tree stays small. */
function simplify(glob: Glob): Glob {
  const segments = glob.segments.filter(
    (s, i) => s.kind !== 'deep' || glob.segments[i - 1]?.kind !== 'deep',
  )
  let tail = glob.tail
  const ends = (kind: Segment['kind'], back = 1) => segments.at(-back)?.kind === kind
  if (ends('any') && ends('deep', 2)) {
    if (tail === 'below') segments.splice(-2, 1)
    else {
      segments.splice(-2)
      tail = 'below'
    }
  }
  while (tail === 'below' && ends('deep')) segments.pop()
  return { segments, tail }
}

/** Equal for globs that cover the same paths for the same reason. */
export function globKey(glob: Glob): string {
  return JSON.stringify([glob.tail, ...glob.segments.map(segmentKey)])
}

/** Says what a glob covers in words, for the page that explains a decision. */
export function describeGlob(glob: Glob): string {
  const first = glob.segments[0]
  const anywhere = first?.kind === 'deep'
  const names = anywhere ? glob.segments.slice(1) : glob.segments
  if (names.length === 0) return 'everything'
  const shown = names.map(show).join('/')
  const where = anywhere ? 'anywhere' : 'from the root'
  if (glob.tail === 'below') return `everything below a directory ${shown}/ ${where}`
  if (glob.tail === 'here') return `a file ${shown} ${where}`
  return `a file ${shown} ${where}, or everything below a directory of that name`
}

function show(segment: Segment): string {
  if ('text' in segment) return segment.text
  return segment.kind === 'deep' ? '**' : '*'
}
