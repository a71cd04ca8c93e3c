/** How one attempt to send ended. `again`: it surely did not arrive, and may if it is repeated. */
export type Attempt =
  | { sent: true; note?: string }
  | { sent: false; reason: string; again: boolean }

/** How sending ended, over all attempts. */
export interface Outcome {
  state: 'sent' | 'failed'
  attempts: number
  reason?: string
}
