/** A place in some tree: where the tree stands, and the way down. */
export interface Anchored {
  /** `` unknown, `file` this machine's root, `web` an address, `base:NAME` a uriBaseId without one. */
  anchor: string
  segments: string[]
}

/**
 * Takes a SARIF URI apart, leniently: backslashes are slashes, `C:\x` and `/x` are files, percent
 * escapes are decoded where they decode, `#` and `?` stay (tools forget to escape `C#`).
 */
export function parseUri(written: string): Anchored {
  // A name may begin or end with spaces; lines and what stands before a scheme are the tool's.
  const trimmed = written.replace(/^[\t\r\n]+|[\t\r\n]+$/g, '').replace(/^ +(?=[a-z]{2,}:)/i, '')
  const text = trimmed.replaceAll('\\', '/')
  const file = /^file:(?:\/\/(?:localhost(?=\/))?)?(.*)$/is.exec(text)
  if (file) return { anchor: 'file', segments: split(percentDecoded(file[1] ?? '')) }
  const web = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?(.*)$/is.exec(text)
  if (web) return { anchor: 'web', segments: split(percentDecoded(web[1] ?? '')) }
  const absolute = text.startsWith('/') || /^[a-z]:\//i.test(text)
  return { anchor: absolute ? 'file' : '', segments: split(percentDecoded(text)) }
}

function split(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '' && segment !== '.')
}

function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes).replaceAll('\\', '/')
    } catch {
      return escapes
    }
  })
}

/** Resolves `..`; those that lead out of the tree are dropped and counted in `escapes`. */
export function withoutDots(segments: readonly string[]): { segments: string[]; escapes: number } {
  const kept: string[] = []
  let escapes = 0
  for (const segment of segments) {
    if (segment !== '..') kept.push(segment)
    else if (kept.pop() === undefined) escapes++
  }
  return { segments: kept, escapes }
}

/** The way from `root` to `place`; undefined where `place` is not inside. */
export function below(root: Anchored, place: Anchored): string[] | undefined {
  if (root.anchor !== place.anchor || root.segments.length > place.segments.length) return undefined
  const same = root.segments.every((segment, i) => sameSegment(segment, place.segments[i]))
  return same ? place.segments.slice(root.segments.length) : undefined
}

function sameSegment(a: string, b: string | undefined): boolean {
  return a === b || (/^[a-z]:$/i.test(a) && a.toLowerCase() === b?.toLowerCase())
}
