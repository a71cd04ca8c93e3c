import { setTimeout as pause } from 'node:timers/promises'
import type { Attempt, Outcome } from './outcome'

const ATTEMPTS = 3
const FIRST_WAIT_MS = 1_000

/**
 * The one retry layer of digests: at most three attempts in all, and another one only where the
 * message surely did not arrive (docs/decisions/0011-digests.md).
 */
export async function repeated(
  attempt: () => Promise<Attempt>,
  wait: (ms: number) => Promise<unknown> = pause,
): Promise<Outcome> {
  // plumbline: owner=@plumbline/digest decision=docs/decisions/0011-digests.md
  for (let attempts = 1; ; attempts++) {
    const ended = await attempt()
    if (ended.sent) {
      return { state: 'sent', attempts, ...(ended.note ? { reason: ended.note } : {}) }
    }
    if (!ended.again || attempts === ATTEMPTS) {
      return { state: 'failed', attempts, reason: ended.reason }
    }
    await wait(FIRST_WAIT_MS * 3 ** (attempts - 1))
  }
}
