/** An upload that could not be stored; `status` is the HTTP status that says so. */
export class UploadError extends Error {
  constructor(
    readonly status: 400 | 413 | 503 | 507,
    message: string,
    /** Seconds after which sending again may succeed. */
    readonly retryAfter?: number,
  ) {
    super(message)
    this.name = 'UploadError'
  }
}
