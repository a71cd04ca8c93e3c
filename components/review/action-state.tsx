import type { CarriedAction } from '@/lib/review/types'

const WORDS = { open: '○ open', done: '✓ done', overdue: '! overdue' } as const

/** State of an action, in words and sign. */
export function ActionState({ action }: { action: CarriedAction }) {
  const tone = { open: 'muted', done: 'better', overdue: 'worse' }[action.state]
  return <b className={tone}>{WORDS[action.state]}</b>
}
