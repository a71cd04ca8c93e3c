import { isRecord, textOf } from '@/lib/findings/shape'
import { JOINED_RULE } from './changes'
import { saidArithmetic } from './fan-outs'
import { chartedAttempts } from './history'
import { recordsIn } from './layers'
import { attemptsIn, fromStored } from './product'
import type { RawPathAt } from './queries'

/** What a path says of itself beside its layers: where it is, its ends, attempts and segments. */
export function headOf(raw: RawPathAt, at: Date) {
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
