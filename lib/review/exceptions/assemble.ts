import { inEnglish } from '@/lib/format/in-english'
import { NO_TEAM } from '@/lib/trends/conditions'
import type { Kept } from '../kept/read'
import type { GroupCount } from '../queries/group-counts'
import type { Details, Exception, Exceptions, Quiet, SentencePart, Subject, Who } from '../types'
import type { FoundCandidates } from './candidates'
import type { History } from './histories'
import type { Signal, SortedOut } from './sort-out'

/** Exceptions with all their slots; the rest are counted and listed. */
export const SHOWN = 12
/** Weeks of the small chart. */
const WEEKS = 27
const FOLDED = 200

export interface Slots {
  week: string
  labels: ReadonlyMap<string, string>
  groups: readonly GroupCount[]
  kept: Kept
  details: readonly Details[]
  candidates: readonly FoundCandidates[]
  why: (signal: Signal) => SentencePart[]
}

/** The exceptions of a page, each with what, why, who and next. */
export function exceptionsOf({ signals, normal, young }: SortedOut, slots: Slots): Exceptions {
  const shown = signals.slice(0, SHOWN).map((signal, i): Exception => {
    const subject = subjectOf(signal, slots.labels)
    const points = signal.points()
    const about = <T extends Pick<Subject, 'measure' | 'by' | 'key'>>(items: readonly T[]) =>
      items.filter(
        (x) => x.measure === signal.measure && x.by === signal.by && x.key === signal.key,
      )
    const notes = about(slots.kept.notes).map(({ id, week, text, at, saidBy }) => ({
      ...{ id, week, text, at, saidBy },
    }))
    return {
      ...subject,
      value: signal.value ?? 0,
      drift: signal.current,
      signal: {
        ...{ kind: signal.kind, ...signal.limits },
        ...(signal.median === undefined ? {} : { median: signal.median }),
      },
      history: [...signal.drift().slice(1, -1), signal.current].slice(-WEEKS),
      spark: points.slice(-WEEKS),
      why: slots.why(signal),
      details: slots.details[i] ?? NOTHING,
      who: { ...whoOf(signal, subject.label, slots), ...askedOf(signal, slots.candidates[i]) },
      notes: notes.filter(({ week }) => week === slots.week),
      said: notes.filter(({ week }) => week !== slots.week),
      actions: about(slots.kept.actions),
      reviewed: about(slots.kept.marks).length > 0,
    }
  })
  return {
    shown,
    total: signals.length,
    reviewed: shown.filter(({ reviewed }) => reviewed).length,
    normal: quietOf(normal, slots.labels, signals),
    young: quietOf(young, slots.labels, signals),
  }
}

const NOTHING: Details = { findings: 0, rules: [], paths: [], authors: [], assistance: [] }

function subjectOf({ measure, by, key }: History, labels: ReadonlyMap<string, string>): Subject {
  return { measure, by, key, label: labels.get(key) ?? (key === NO_TEAM ? 'No team' : key) }
}

/** Groups without any signal, each counted once over its measures. */
function quietOf(
  histories: readonly History[],
  labels: ReadonlyMap<string, string>,
  signals: readonly Signal[],
): Quiet {
  const loud = new Set(signals.map(({ by, key }) => `${by} ${key}`))
  const count = (by: 'service' | 'team') =>
    new Set(histories.flatMap((h) => (h.by === by && !loud.has(`${by} ${h.key}`) ? h.key : [])))
      .size
  const changeOf = ({ change }: History) => change ?? 0
  const ranked = histories
    .filter((history) => changeOf(history) !== 0)
    .sort((a, b) => changeOf(b) - changeOf(a))
  // By name only among those that are shown, and as many as the last of them.
  const last = ranked[FOLDED - 1]
  const least = last ? changeOf(last) : Number.NEGATIVE_INFINITY
  const changed = ranked
    .filter((history) => changeOf(history) >= least)
    .map((history) => ({
      ...subjectOf(history, labels),
      ...{ value: history.value ?? 0, change: changeOf(history) },
    }))
    .sort((a, b) => b.change - a.change || inEnglish(a.label, b.label))
  return { services: count('service'), teams: count('team'), changed: changed.slice(0, FOLDED) }
}

/** Only decisions can be given an owner or be accepted; of anything else it is said who to ask. */
function askedOf({ measure }: Signal, found: FoundCandidates | undefined) {
  const { candidates = [], findings = [] } = found ?? {}
  return { candidates, findings: measure === 'unowned-decisions' ? findings : [] }
}

function whoOf(
  { by, key }: Signal,
  label: string,
  { groups, labels }: Slots,
): Pick<Who, 'owner' | 'because'> {
  if (by === 'team') {
    if (key === NO_TEAM) return { because: 'No team is named for these services.' }
    return { owner: { name: label, team: key }, because: 'The team itself.' }
  }
  const teams = new Map<string, number>()
  for (const { service, team, count } of groups) {
    if (service === key && team) teams.set(team, (teams.get(team) ?? 0) + count)
  }
  const [top] = [...teams].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  if (!top) return { because: 'No team is named for this service, in no service map.' }
  return {
    owner: { name: labels.get(top[0]) ?? top[0], team: top[0] },
    because: 'Answers for the service, by its service map as of this week.',
  }
}
