import type { LifeRow, LifeTurn } from '@/lib/findings/types'
import { broughtLater } from './stretches'
import { TONES, turnTitle } from './turn'

export interface LifeEvent {
  at: string
  title: string
  tone: 'open' | 'moved' | 'closed'
  /** The form it had from then on. */
  row?: LifeRow
  /** The commit that brought it then. */
  by?: LifeRow['introducedBy']
  /** The form that this one continues. */
  before?: LifeRow
  /** How it was recognised. */
  known?: string
  /** Why, in the words of who did it. */
  reason?: string
  /** Where git says which commit took it away. */
  between?: { seen: string; gone: string; command: string }
  /** Taken back later. */
  undone?: boolean
}

const BEGINS: Record<string, string> = {
  'first-scan': 'There at the first scan',
  'rule-added': 'Found by a rule that was new',
  introduced: 'First seen',
  reopened: 'Came back',
  moved: 'Changed its place or form',
}

/** What a continuation was, by the pass that recognised it (docs/decisions/0002). */
const CHANGES: Record<string, string> = {
  content: 'What surrounds it changed',
  beginning: 'Edited in place',
  symbol: 'Edited in place',
  block: 'Moved to another file',
  moved: 'Moved',
  rename: 'Its file was moved or renamed',
}

/** Why we believe that it is the same. */
const PASSES: Record<string, string> = {
  tool: 'The same, because the tool gave both the same fingerprint of its own.',
  content: 'The same, because rule, file and code are equal; only what surrounds it differs.',
  beginning:
    'The same, because rule, file, enclosing function and the beginning of the code are equal.',
  symbol: 'The same, because rule, file and enclosing function are equal and nothing else fits.',
  block: 'The same, because rule, function and code are equal in the other file, one to one.',
  moved: 'The same, because this much code is equal in one other place alone.',
  rename:
    'The same, because other findings prove that its file, or the folder it is in, became that one.',
}

const ENDS: Record<string, string> = {
  gone: 'Gone from the code',
  'rule-removed': 'No longer looked for: its rule was removed',
}

/** A finding's life as events, oldest first. An end that the next form continues is none. */
export function lifeEvents(life: readonly LifeRow[], turns: readonly LifeTurn[] = []): LifeEvent[] {
  const beginnings = life.map(({ from }) => from)
  const forms = life.flatMap((row, i) => {
    const moved = row.startReason === 'moved'
    const by =
      moved || broughtLater(row.introducedBy, row.from, beginnings) ? undefined : row.introducedBy
    const events: LifeEvent[] = [
      {
        at: row.from,
        title:
          (moved && row.pass && CHANGES[row.pass]) ||
          (by && row.startReason === 'introduced' && 'Introduced') ||
          (BEGINS[row.startReason] ?? row.startReason),
        tone: moved ? 'moved' : 'open',
        row,
        ...(by ? { by } : {}),
        before: moved ? beforeOf(life, row, i) : undefined,
        known: row.pass && (PASSES[row.pass] ?? `recognised by ${row.pass}`),
      },
    ]
    if (row.to && row.endReason && row.endReason !== 'moved') {
      const title = ENDS[row.endReason] ?? row.endReason
      events.push({ at: row.to, title, tone: 'closed', ...betweenOf(row) })
    }
    return events
  })
  const said = turns.map((turn): LifeEvent => {
    const { at, kind, reason, undone } = turn
    return { at, title: turnTitle(turn), tone: TONES[kind] ?? 'moved', reason, undone }
  })
  // A form first, where both happened at once: it is what people spoke of.
  return [...forms, ...said].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

function beforeOf(life: readonly LifeRow[], row: LifeRow, i: number): LifeRow | undefined {
  return life.slice(0, i).findLast(({ versionId }) => versionId === row.continuesVersion)
}

const HASH = /^[0-9a-f]{7,64}$/
/** What a shell takes as it stands between single quotes, on one line. */
const TYPED = /^[^:\p{C}'][^\p{C}']*$/u

/** The commits in which it went, and how git lists those that touched its file. */
function betweenOf({ wentBetween, path }: LifeRow): Pick<LifeEvent, 'between'> {
  const { seen, gone } = wentBetween ?? {}
  if (!seen || !gone || !HASH.test(seen) || !HASH.test(gone)) return {}
  const log = `git log ${seen.slice(0, 10)}..${gone.slice(0, 10)}`
  const command = TYPED.test(path) ? `${log} -- ${quoted(path)}` : log
  return { between: { seen, gone, command } }
}

const quoted = (path: string) => (/^[\w./-]+$/.test(path) ? path : `'${path}'`)
