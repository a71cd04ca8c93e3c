import { type Coverage, wordOf } from './coverage'
import { assignFindings, type Presence } from './lineage'
import { type Form, matchForms } from './matching'
import { restate, type Span, type State } from './spans'
import type { Subject, Timeline } from './timeline'

/** A version as presence needs it. */
export interface VersionFacts extends Form, Subject {}

export interface ScanApplied {
  at: number
  coverage: Coverage
  /** Ids of the versions it saw. */
  seen: ReadonlySet<string>
}

/** Spans per version id. */
export type Spans = ReadonlyMap<string, readonly Presence[]>

/**
 * The spans of `versions` after a scan is applied, with moves recognised and findings assigned.
 * `spans` must hold all spans of these versions, and the versions must include every one that the
 * scan saw and every one with a span that touches the time from the scan to the next.
 */
export function changePresence(
  timeline: Timeline,
  scan: ScanApplied,
  versions: ReadonlyMap<string, VersionFacts>,
  spans: Spans,
  origin: (version: string, endedAt: number) => string | null,
): Map<string, Presence[]> {
  const word = wordOf(scan.coverage)
  const next = new Map<string, Presence[]>()
  const instants = new Set<number>()
  for (const [id, version] of versions) {
    const old = spans.get(id) ?? []
    const here: State = scan.seen.has(id) ? 'seen' : word(version.ruleKey, version.path)
    const present = (t: number) => old.some((s) => s.from <= t && (s.to === null || s.to > t))
    const restated = restate(
      old,
      timeline.before(scan.at, version, present),
      scan.at,
      here,
      timeline.after(scan.at, version, present),
    )
    for (const t of changedInstants(old, restated)) instants.add(t)
    next.set(
      id,
      restated.map((span) => carryLineage(id, span, old)),
    )
  }
  link(next, versions, instants)
  return groupByVersion(assignFindings([...next.values()].flat(), origin), next.keys())
}

/** Findings again, after spans outside were added; links stay as they are. */
export function reassign(
  spans: Spans,
  origin: (version: string, endedAt: number) => string | null,
): Map<string, Presence[]> {
  return groupByVersion(assignFindings([...spans.values()].flat(), origin), spans.keys())
}

/** Begins and ends that are new, gone or differently caused: there, links must be found again. */
function changedInstants(old: readonly Span[], now: readonly Span[]): Set<number> {
  const marks = (spans: readonly Span[]) =>
    new Set(
      spans.flatMap((s) => [
        `${s.from} ${s.start}`,
        ...(s.to === null ? [] : [`${s.to} ${s.end}`]),
      ]),
    )
  const before = marks(old)
  const after = marks(now)
  const changed = [...before, ...after].filter((m) => !before.has(m) || !after.has(m))
  return new Set(changed.map((m) => Number(m.split(' ')[0])))
}

/** A span keeps the links of the old span with the same begin (continues) and end (continued). */
function carryLineage(version: string, span: Span, old: readonly Presence[]): Presence {
  const sameStart = old.find((o) => o.from === span.from && o.start === span.start)
  const sameEnd = old.find((o) => o.to !== null && o.to === span.to && o.end === span.end)
  return {
    ...span,
    version,
    finding: sameStart?.finding ?? version,
    continues: sameStart?.continues ?? null,
    pass: sameStart?.pass ?? null,
    continued: sameEnd?.continued ?? false,
  }
}

/** Finds the links at each of `instants` anew, in place. */
function link(
  spans: Map<string, Presence[]>,
  versions: ReadonlyMap<string, VersionFacts>,
  instants: ReadonlySet<number>,
): void {
  const all = [...spans.values()].flat()
  for (const at of instants) {
    const ended = all.filter((s) => s.to === at)
    const begun = all.filter((s) => s.from === at)
    for (const s of ended) s.continued = false
    for (const s of begun) {
      s.continues = null
      s.pass = null
    }
    const gone = ended.filter((s) => s.end === 'gone')
    const appeared = begun.filter((s) => s.start === 'introduced')
    if (gone.length === 0 || appeared.length === 0) continue
    const links = matchForms(formsOf(gone, versions), formsOf(appeared, versions))
    const from = new Map(gone.map((s) => [s.version, s]))
    const to = new Map(appeared.map((s) => [s.version, s]))
    for (const { from: a, to: b, pass } of links) {
      const origin = from.get(a)
      const target = to.get(b)
      if (!origin || !target) continue
      origin.continued = true
      target.continues = a
      target.pass = pass
    }
  }
}

function formsOf(spans: Presence[], versions: ReadonlyMap<string, VersionFacts>): Form[] {
  return spans.flatMap((s) => versions.get(s.version) ?? [])
}

function groupByVersion(spans: Presence[], ids: Iterable<string>): Map<string, Presence[]> {
  const grouped = new Map<string, Presence[]>([...ids].map((id) => [id, []]))
  for (const span of spans) grouped.get(span.version)?.push(span)
  return grouped
}
