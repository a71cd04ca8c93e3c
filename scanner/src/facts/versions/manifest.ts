/** A manifest or lock file with its text. */
export interface Manifest {
  path: string
  text: string
}

export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
export const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** First group of the first match. */
export const matched = (text: string, pattern: string, flags = 'm'): string | undefined =>
  new RegExp(pattern, flags).exec(text)?.[1]
