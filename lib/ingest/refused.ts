/** A scan that cannot be applied as it is; the message tells its sender what to do. */
export class RefusedScan extends Error {
  constructor(
    message: string,
    /** JSON pointer to the place in the upload, where there is one. */
    readonly pointer = '',
  ) {
    super(message)
    this.name = 'RefusedScan'
  }
}
