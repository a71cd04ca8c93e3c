import type { Dialect } from './types'

/**
 * The pattern that means exactly this path, for suggesting a rule; null when the dialect cannot
 * say it (a line break, or on GitLab a tab: there every escaped white space is a space).
 * GitHub lets a path stand for a directory too, which the path of a file never is.
 */
export function escapePath(path: string, dialect: Dialect): string | null {
  if (/[\r\n]|\0/.test(path)) return null
  if (dialect === 'gitlab' && /[\t\f\v]/.test(path)) return null
  return `/${path.replace(/[\\*?[\]\s]/g, '\\$&')}`
}
