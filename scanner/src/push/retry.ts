/** The one retry layer of uploads: at most this many attempts in all. */
export const ATTEMPTS = 4
const BASE_MS = 500
const MAX_MS = 20_000

/** Whether another attempt may help: overload, gateway trouble, a request that took too long. */
export function isTransient(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500
}

/**
 * Milliseconds until attempt `attempt` (the second is 2). `retryAfter` is the header as sent,
 * seconds or a date (RFC 9110 section 10.2.3), and is honoured up to 20 s; else full jitter over a
 * doubling ceiling (AWS Architecture Blog, "Exponential backoff and jitter", 2015).
 */
export function delayBefore(
  attempt: number,
  retryAfter: string | null,
  random: number,
  now: number,
): number {
  const asked = retryAfter === null ? Number.NaN : parseRetryAfter(retryAfter, now)
  if (Number.isFinite(asked)) return Math.min(MAX_MS, Math.max(0, asked))
  return Math.floor(random * Math.min(MAX_MS, BASE_MS * 2 ** (attempt - 1)))
}

function parseRetryAfter(text: string, now: number): number {
  if (/^\d+$/.test(text.trim())) return Number(text.trim()) * 1000
  return Date.parse(text) - now
}
