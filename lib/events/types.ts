/** What happens beside the code and may explain a step, or none. */
export const EVENT_KINDS = [
  'release',
  'tool',
  'rules',
  'teams',
  'map',
  'note',
  'closed',
  'budget',
] as const
/** Of one kind at most; the newest are told. */
export const EVENTS_AT_MOST = 200

export type EventKind = (typeof EVENT_KINDS)[number]

/** Something that happened, for a time axis. JSON only. */
export interface EventMark {
  /** ISO. Notes and closed reviews stand at the end of the week that they are about. */
  at: string
  kind: EventKind
  text: string
  /** Page that says more. */
  href?: string
}
