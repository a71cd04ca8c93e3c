import type { Channel, Sending, Subscription } from '@/lib/digest/types'

export const channelWords: Record<Channel, string> = {
  email: 'E-mail',
  slack: 'Slack-compatible webhook',
  teams: 'Microsoft Teams workflow',
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

export const weekdays = DAYS.map((label, i) => ({ value: i + 1, label }))

/** `Mondays at 09:00, Europe/Berlin`. */
export function scheduleWords({
  weekday,
  hour,
  timeZone,
}: Pick<Subscription, 'weekday' | 'hour' | 'timeZone'>): string {
  return `${DAYS[weekday - 1]}s at ${String(hour).padStart(2, '0')}:00, ${timeZone}`
}

/** How a message went, in one word. */
export const sendingWords: Record<Sending['state'], string> = {
  sending: 'is being sent',
  sent: 'sent',
  quiet: 'nothing to send',
  missed: 'missed',
  failed: 'failed',
}
