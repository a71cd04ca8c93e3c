/** A failure that the person who started Plumbline can do something about; the message says what. */
export class Problem extends Error {}

/** What to print for an error: a problem's message alone, the stack of anything unforeseen. */
export function explain(error: unknown, home: string): string {
  if (error instanceof Problem) return error.message
  const { code, path } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC') {
    return `No space is left on the disk of ${path ?? home}. Free some space, or set PLUMBLINE_HOME to a folder on another disk. What was already taken in is kept.`
  }
  if ((code === 'EACCES' || code === 'EPERM' || code === 'EROFS') && path) {
    return `Plumbline may not write ${path}. Set PLUMBLINE_HOME to a folder that you may write to (now ${home}).`
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
