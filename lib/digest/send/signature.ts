import { createHmac, randomBytes } from 'node:crypto'

/** A key for the signatures of one webhook. */
export const newSecret = (): string => randomBytes(32).toString('hex')

/**
 * Headers by which a receiver knows that a body is ours and fresh: HMAC-SHA256 over
 * `v1:<timestamp>:<body>`, as Slack signs its own requests ("Verifying requests from Slack"). The
 * timestamp is in seconds; a receiver should refuse one that is older than five minutes.
 */
export function signed(secret: string, body: string, at: Date): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const digest = createHmac('sha256', secret).update(`v1:${timestamp}:${body}`).digest('hex')
  return { 'x-plumbline-timestamp': timestamp, 'x-plumbline-signature': `v1=${digest}` }
}
