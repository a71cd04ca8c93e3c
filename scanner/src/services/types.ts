export interface Service {
  name: string
  /** Globs relative to the repository root. */
  paths: string[]
  team?: string
  /** `file` or `file:line` that says so. */
  source: string
}

export interface TextFile {
  path: string
  text: string
}

export interface Problem {
  path: string
  message: string
}

/** What one kind of file says about services, before teams are looked up. */
export interface Found {
  services: Service[]
  problems: Problem[]
}

/** What every reader of service files gets. */
export interface ServiceInput {
  files: readonly TextFile[]
  /** Every folder of the tree that holds a file, without trailing slash; the root is ''. */
  folders: ReadonlySet<string>
}

export const dirOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')))
export const baseOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)

/** `a/./b/../c` → `a/c`; null where it leaves the repository. */
export function joinPath(folder: string, relative: string): string | null {
  const parts: string[] = folder === '' ? [] : folder.split('/')
  for (const part of relative.replaceAll('\\', '/').split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') {
      if (parts.pop() === undefined) return null
    } else parts.push(part)
  }
  return parts.join('/')
}

/** Line (from 1) on which `needle` first stands, or null. */
export function lineOf(text: string, needle: string): number | null {
  const at = text.indexOf(needle)
  return at < 0 ? null : text.slice(0, at).split('\n').length
}

export const at = (path: string, line: number | null) => (line === null ? path : `${path}:${line}`)

export function strings(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : []
}
