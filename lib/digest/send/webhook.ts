import { codeOf } from '@/lib/http/database-away'
import { within } from '@/lib/http/within'
import type { Attempt } from './outcome'
import { signed } from './signature'

const TIMEOUT_MS = 10_000

export interface Webhook {
  url: string
  secret: string
  /** The same for every attempt of one message. */
  delivery: string
  timeoutMs?: number
}

/** Answers that say it was not taken, and may be later. */
const NOT_NOW = new Set([429, 502, 503, 504])
/** Nobody was reached at all. */
const NOT_REACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

/**
 * Posts a body once. No redirect is followed: an address that somebody chose must not lead to
 * another. Reasons never hold the address, which is as good as a password, nor what was answered.
 */
export async function postWebhook(hook: Webhook, content: object): Promise<Attempt> {
  const body = JSON.stringify(content)
  const timeoutMs = hook.timeoutMs ?? TIMEOUT_MS
  try {
    return await within(timeoutMs, async (signal) => {
      const answer = await fetch(hook.url, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'plumbline-digest',
          'x-plumbline-delivery': hook.delivery,
          ...signed(hook.secret, body, new Date()),
        },
        body,
        signal,
      })
      await answer.body?.cancel()
      return judged(answer.status)
    })
  } catch (error) {
    return failed(error, timeoutMs)
  }
}

function judged(status: number): Attempt {
  if (status >= 200 && status < 300) return { sent: true }
  if (status >= 300 && status < 400) {
    const reason = `The webhook redirects (${status}), which is not followed. Give the address that it leads to.`
    return { sent: false, reason, again: false }
  }
  const gone = status === 404 || status === 410 ? ' It may have been removed; make a new one.' : ''
  return {
    ...{ sent: false, again: NOT_NOW.has(status) },
    reason: `The webhook answered ${status}.${gone}`,
  }
}

function failed(error: unknown, timeoutMs: number): Attempt {
  if (error instanceof Error && error.name === 'TimeoutError') {
    const reason = `The webhook did not answer within ${timeoutMs / 1000} s. The message may have arrived, so it is not sent again.`
    return { sent: false, reason, again: false }
  }
  const code = codeOf(error instanceof Error ? error.cause : undefined)
  if (NOT_REACHED.has(code)) {
    return { sent: false, reason: `The webhook cannot be reached (${code}).`, again: true }
  }
  const why = code ? ` (${code})` : ''
  return { sent: false, reason: `The connection to the webhook broke${why}.`, again: false }
}
