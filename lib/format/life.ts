import type { LifeRow } from '@/lib/findings/types'

export interface LifeEvent {
  at: string
  title: string
  tone: 'open' | 'moved' | 'closed'
  /** The form it had from then on. */
  row?: LifeRow
  /** How it was recognised. */
  known?: string
}

const BEGINS: Record<string, string> = {
  'first-scan': 'There at the first scan',
  'rule-added': 'Found by a rule that was new',
  introduced: 'Introduced',
  reopened: 'Came back',
  moved: 'Changed its place or form',
}

const ENDS: Record<string, string> = {
  gone: 'Gone from the code',
  'rule-removed': 'No longer looked for: its rule was removed',
}

/** Rows of a finding's life as events, oldest first. An end that the next form continues is none. */
export function lifeEvents(life: readonly LifeRow[]): LifeEvent[] {
  return life.flatMap((row) => {
    const moved = row.startReason === 'moved'
    const events: LifeEvent[] = [
      {
        at: row.from,
        title: BEGINS[row.startReason] ?? row.startReason,
        tone: moved ? 'moved' : 'open',
        row,
        known: row.pass && `recognised by ${row.pass.replaceAll('-', ' ')}`,
      },
    ]
    if (row.to && row.endReason && row.endReason !== 'moved') {
      events.push({ at: row.to, title: ENDS[row.endReason] ?? row.endReason, tone: 'closed' })
    }
    return events
  })
}
