/**
 * What `work` answers, or a TimeoutError after `ms` milliseconds: whether or not `work` heeds its
 * signal. `AbortSignal.timeout` promises less: its timer does not keep the process waiting, and it
 * and the request that listens to it can be collected as garbage, after which nothing ends the wait.
 */
export async function within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController()
  const late = new DOMException(`No answer within ${ms} ms`, 'TimeoutError')
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      stop.abort(late)
      reject(late)
    }, ms)
  })
  try {
    return await Promise.race([work(stop.signal), limit])
  } finally {
    clearTimeout(timer)
  }
}
