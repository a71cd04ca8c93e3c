import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { given, isRecord, textOf } from '@/lib/findings/shape'
import { isUuid } from '@/lib/trends/is-uuid'
import { JOINED_RULE } from './changes'
import { changesInto, commitsOf, madeEndless } from './commits'
import { saidArithmetic, saidFanOuts } from './fan-outs'
import { chartedAttempts, stepsOf } from './history'
import { knownUntil, repositoriesOf } from './known-until'
import {
  isAlike,
  isLayerOf,
  layerToKeep,
  recordsIn,
  remaining,
  type SaidLayer,
  saidLayers,
  withoutLayers,
} from './layers'
import { ownersOf } from './owners'
import { attemptsIn, fromStored } from './product'
import {
  type RawChange,
  type RawPathAt,
  type RawStretch,
  readChanges,
  readForms,
  readPath,
  readScansAt,
  readSegmentForms,
} from './queries'
import { sinceWhen, type Tells } from './since'
import { pathTime } from './time'
import type { PathLayer, RetryPath } from './types'

/** One retry path as of an instant, without the layers named; null when unknown. */
export async function getRetryPath(
  db: Client,
  id: string,
  at: Date,
  without: readonly string[] = [],
): Promise<RetryPath | null> {
  if (!isUuid(id)) return null
  return inSnapshot(db, async (client) => {
    const raw = await readPath(client, id, at)
    if (!raw) return null
    const forms = await readAllForms(client, id, raw)
    const changes = await readChanges(client, versionsOf(forms))
    const since = (holds: (data: unknown) => boolean, tells: Tells) =>
      sinceWhen(forms, changes, at, ({ data }) => holds(data), tells)
    const said = saidLayers(raw.data)
    const owner = await ownersOf(client, said, raw.repositoryId, at)
    const left = new Set(without.filter((key) => said.some((layer) => layer.key === key)))
    const time = pathTime(said, raw.data, left)
    const endless = said.every(({ attempts }) => attempts === 'unbounded')
    const layers = said.map((layer, i): PathLayer => {
      const upTo = said.slice(0, i + 1)
      return {
        ...wordsOf(layer, raw),
        ...given({ owner: owner(layer) }),
        since: since(
          (data) => isLayerOf(saidLayers(data), layer, said),
          (known, form, before) =>
            moved(layer, before) ? known : changesInto(form, before, known),
        ),
        running: remaining(upTo, left, endless),
        takes: time.takes[i] ?? 'unknown',
        ...given({ without: withoutLayers(said, new Set([...left, layer.key])) }),
        leftOut: left.has(layer.key),
      }
    })
    const keep = layerToKeep(said)
    const { worst, inversions } = time
    const whatIf = withoutLayers(said, left, endless)
    return {
      ...headOf(raw, at),
      time: worst,
      inversions,
      layers,
      fanOuts: saidFanOuts(raw.data, said),
      unbounded: unboundedOf(raw, said).map((one) => ({
        ...one,
        since: since(
          (data) => unboundedOf({ data }, saidLayers(data)).some(alike(one)),
          madeEndless,
        ),
      })),
      gates: recordsIn(raw.data, 'gates').map((gate) => ({
        reason: textOf(gate, 'reason') ?? 'unknown',
        ...given({ removes: textOf(gate, 'removes'), service: textOf(gate, 'service') }),
      })),
      ...(left.size > 0 ? given({ whatIf }) : {}),
      ...(keep && said.length > 1 ? { keep: { key: keep.key, attempts: keep.attempts } } : {}),
      history: await historyOf(client, raw, forms, changes),
      ...given({ knownUntil: await knownUntil(client, raw, at) }),
    }
  })
}

function headOf(raw: RawPathAt, at: Date) {
  const data = isRecord(raw.data) ? raw.data : {}
  const segments = recordsIn(data, 'segments')
  const label = (end: unknown) => textOf(end, 'label') ?? ''
  const steps = recordsIn(data, 'flow')
  const outbound = textOf(steps.at(-1), 'message')?.replace(/^outbound /, '')
  return {
    id: raw.id,
    rule: raw.ruleKey,
    joined: raw.ruleKey === JOINED_RULE,
    at: at.toISOString(),
    present: raw.present,
    since: raw.since.toISOString(),
    repository: { id: raw.repositoryId, name: raw.repository },
    service: { id: raw.serviceId, name: raw.service },
    ...(raw.teamId === null ? {} : { team: { id: raw.teamId, name: raw.team ?? '' } }),
    entry: label(segments[0]?.entry) || (textOf(data, 'entry') ?? raw.symbol ?? 'call'),
    outgoing:
      label(segments.at(-1)?.outgoing) || (textOf(data, 'outbound') ?? outbound ?? 'the outside'),
    message: raw.message,
    attempts: chartedAttempts(raw),
    arithmetic: textOf(data, 'arithmetic') ?? saidArithmetic(data),
    naive: data.naive === undefined ? fromStored(raw.attempts) : attemptsIn(data.naive),
    ...(data.gated === undefined ? {} : { gated: attemptsIn(data.gated) }),
    segments: segments.map((segment) => ({
      service: textOf(segment, 'service') ?? '',
      repository: textOf(segment, 'repository') ?? '',
      entry: label(segment.entry),
      outgoing: label(segment.outgoing),
      ...(isRecord(segment.meets)
        ? {
            meets: {
              rule: textOf(segment.meets, 'rule') ?? '',
              confidence: textOf(segment.meets, 'confidence') ?? '',
            },
          }
        : {}),
    })),
    cuts: Array.isArray(data.cuts) ? data.cuts.filter((cut) => typeof cut === 'string') : [],
  }
}

function wordsOf(layer: SaidLayer, raw: RawPathAt) {
  const text = (name: string) => textOf(layer.said, name)
  return {
    key: layer.key,
    kind: layer.kind,
    attempts: layer.attempts,
    service: layer.service ?? raw.service,
    repository: layer.repository ?? raw.repository,
    ...given({
      perTryMs: typeof layer.said.perTryMs === 'number' ? layer.said.perTryMs : null,
      mechanism: text('mechanism'),
      basis: text('basis'),
      source: text('source'),
      condition: text('condition'),
      delay: text('delay'),
      deadline: text('deadline'),
      budget: text('budget'),
      path: layer.path,
      line: layer.line,
      symbol: layer.symbol,
    }),
  }
}

type Unbounded = Omit<RetryPath['unbounded'][number], 'since'>

/**
 * Whether a layer stood elsewhere just before: then the commit that moved it is not the one that
 * changed attempts.
 */
const moved = (layer: SaidLayer, before: RawStretch | undefined) =>
  saidLayers(before?.data).some((one) => one.key !== layer.key && isAlike(one, layer))

const alike = (one: Unbounded) => (other: Unbounded) =>
  one.reason === other.reason && one.path === other.path

function unboundedOf(raw: Pick<RawPathAt, 'data'>, said: readonly SaidLayer[]): Unbounded[] {
  const endless = said.filter(({ attempts }) => attempts === 'unbounded')
  const told = recordsIn(raw.data, 'unboundedBecause').map((one) => {
    const [path, line] = [textOf(one, 'path'), typeof one.line === 'number' ? one.line : null]
    const layer = endless.find(
      (l) =>
        l.path === path &&
        l.line === line &&
        textOf(l.said, 'mechanism') === textOf(one, 'mechanism'),
    )
    const reason = textOf(one, 'reason') ?? 'repeats without an end'
    return { reason, ...given({ path, line, layer: layer?.key ?? null }) }
  })
  if (told.length > 0) return told
  return endless.map(({ key, kind, path, line, said: layer }) => ({
    reason: `${textOf(layer, 'mechanism') ?? kind} has no limit`,
    ...given({ path, line }),
    layer: key,
  }))
}

/** The life of the finding, and of the flow behind it while it was none. */
async function readAllForms(db: Client, id: string, raw: RawPathAt): Promise<RawStretch[]> {
  const forms = await readForms(db, id)
  const [entry, out] = [textOf(raw.data, 'entryKey'), textOf(raw.data, 'outgoingKey')]
  if (entry === null || out === null) return forms
  return [...forms, ...(await readSegmentForms(db, raw.repositoryId, entry, out))]
}

/** The form that another took the place of at an instant. */
const endingAt = (forms: readonly RawStretch[], instant: string) =>
  forms.find(({ to }) => to?.toISOString() === instant)

/** Versions whose commits may be known: the forms, and the segments that joined ones are made of. */
function versionsOf(forms: readonly RawStretch[]): string[] {
  const segments = forms.flatMap(({ data }) => recordsIn(data, 'segments'))
  return [...new Set([...forms.map((f) => f.version), ...segments.map((s) => String(s.version))])]
}

async function historyOf(
  db: Client,
  raw: RawPathAt,
  forms: readonly RawStretch[],
  changes: readonly RawChange[],
) {
  const steps = stepsOf(forms)
  const scans = await readScansAt(
    db,
    repositoriesOf(raw),
    steps.map(({ from }) => new Date(from)),
  )
  return steps.map(({ form, ...step }) => ({
    ...step,
    ...given({ arithmetic: form ? saidArithmetic(form.data) : null }),
    commits: commitsOf({ ...step, form }, endingAt(forms, step.from), changes, scans),
  }))
}
