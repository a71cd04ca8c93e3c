/** SQLSTATE classes and Node's codes for a database that cannot be reached at the moment. */
const away =
  /^(08...|57P0[123]|53300|53200|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN)$/
const awayMessages =
  /Connection terminated|not queryable|connection timeout|timeout exceeded when trying to connect|Client was closed/i

/** True where the database went away, rather than refused what was asked. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return away.test(codeOf(error)) || awayMessages.test(error.message)
}

/** SQLSTATE or Node's error code; empty where there is none. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  return typeof code === 'string' ? code : ''
}
