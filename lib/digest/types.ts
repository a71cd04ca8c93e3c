/** What the API of digests takes and gives. JSON only. */
export const CHANNELS = ['email', 'slack', 'teams'] as const
export type Channel = (typeof CHANNELS)[number]

export const STATES = ['sending', 'sent', 'quiet', 'missed', 'failed'] as const

/** How a message went. */
export interface Sending {
  at: string
  /** Asked for by somebody, not by the schedule. */
  byHand: boolean
  /** `quiet`: nothing had changed, so nothing was sent. `missed`: nobody was there to send it. */
  state: (typeof STATES)[number]
  attempts: number
  /** Why it failed, was missed or was not sent. */
  reason?: string
}

export interface Subscription {
  id: string
  /** Absent: the whole organisation. */
  team?: { id: string; name: string }
  channel: Channel
  /** Whom it reaches, with what is secret left out: `a…@example.com`, `https://hooks.slack.com/…`. */
  reaches: string
  weekday: number
  hour: number
  timeZone: string
  always: boolean
  paused: boolean
  /** When it is due next; absent while it is paused. */
  next?: string
  last?: Sending
  by: string
}

/** GET /api/v1/digests */
export interface Digests {
  subscriptions: Subscription[]
  /** Whether and from whom e-mail is sent; a message where it cannot be. */
  mail: { from: string } | { missing: string }
  /** Zone of the organisation's weeks. */
  timeZone: string
}

/** What a digest says, before it takes the form of a channel. Plain text, nothing escaped. */
export interface Message {
  subject: string
  /** The sentence of the page. */
  lead: string
  numbers: { title: string; value: string; words: string }[]
  sections: { title: string; lines: string[] }[]
  link: string
}
