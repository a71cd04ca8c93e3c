/** A failure that the person at the keyboard can do something about; the message says what. */
export class ScanError extends Error {
  override readonly name = 'ScanError'
}

/** `code` of a Node system error such as `ENOSPC`; empty for anything else. */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}

/** Text of whatever was thrown. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Turns a failed write into a sentence that names the place and the way out. */
export function writeError(error: unknown, where: string): ScanError {
  const code = errorCode(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new ScanError(
      `No space left while writing ${where}. Free some space, or set PLUMBLINE_HOME to a folder on another disk; what was read so far is kept.`,
    )
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new ScanError(
      `Not allowed to write ${where} (${code}). Choose another place, or set PLUMBLINE_HOME to a folder you may write to.`,
    )
  }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new ScanError(`Cannot write ${where}: its folder does not exist. Create it first.`)
  }
  if (code === 'EISDIR') return new ScanError(`Cannot write ${where}: it is a folder.`)
  return new ScanError(`Cannot write ${where}: ${errorMessage(error)}`)
}
