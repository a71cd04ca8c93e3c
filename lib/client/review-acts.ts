import type { Exception, Subject, WeeklyReview } from '@/lib/review/types'

type About = Pick<Subject, 'measure' | 'by' | 'key'> & { week: string; scope: string }

/** What can be done in a review, as the API takes it. */
export type ReviewAct =
  | (About & { kind: 'note'; text: string })
  | (About & { kind: 'mark'; reviewed: boolean })
  | (About & {
      kind: 'action'
      label: string
      text: string
      owner: string
      due: string
      baseAt: string
    })
  | { kind: 'done'; id: string; done: boolean }
  | { kind: 'close'; week: string; scope: string }

export const aboutOf = (
  review: Pick<WeeklyReview, 'week' | 'scope'>,
  { measure, by, key }: Pick<Subject, 'measure' | 'by' | 'key'>,
): About => ({ week: review.week.id, scope: review.scope, measure, by, key })

/** The page as it will be once an act is kept; shown until the server has answered. */
export function withAct(review: WeeklyReview, act: ReviewAct): WeeklyReview {
  if (act.kind === 'close') return review
  if (act.kind === 'done') {
    const state = act.done ? 'done' : 'open'
    const mark = <T extends { id: string }>(actions: T[]) =>
      actions.map((action) => (action.id === act.id ? { ...action, state } : action))
    const shown = review.exceptions.shown.map((e) => ({ ...e, actions: mark(e.actions) }))
    return {
      ...review,
      carried: mark(review.carried) as WeeklyReview['carried'],
      exceptions: { ...review.exceptions, shown: shown as Exception[] },
    }
  }
  const shown = review.exceptions.shown.map((exception): Exception => {
    const { measure, by, key } = exception
    if (measure !== act.measure || by !== act.by || key !== act.key) return exception
    if (act.kind === 'mark') return { ...exception, reviewed: act.reviewed }
    const saving = { id: 'saving', week: act.week, text: act.text }
    if (act.kind === 'note') {
      const note = { ...saving, at: '', saidBy: 'you' }
      return { ...exception, notes: [...exception.notes, note] }
    }
    const { measure: m, label, owner, due } = act
    const now = exception.value
    return {
      ...exception,
      actions: [
        ...exception.actions,
        ...[{ ...saving, measure: m, by, key, label, owner, due, agreedBy: 'you' }].map((a) => ({
          ...a,
          state: 'open' as const,
          before: now,
          now,
        })),
      ],
    }
  })
  const reviewed = shown.filter((exception) => exception.reviewed).length
  return { ...review, exceptions: { ...review.exceptions, shown, reviewed } }
}
