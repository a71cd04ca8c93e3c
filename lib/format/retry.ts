import { timesN } from '@/lib/retry-paths/product'
import type {
  PathAttempts,
  PathLayer,
  PathTime,
  RetryPath,
  TimeInversion,
} from '@/lib/retry-paths/types'
import { count } from './number'

/** `45`, `without end`, `unknown`. */
export function timesShort(attempts: PathAttempts): string {
  if (attempts === 'unbounded') return 'without end'
  return attempts === 'unknown' ? 'unknown' : count(attempts)
}

/** `45`; where something has no end, `without end, 45 each round` of it. */
export function worstCase(attempts: PathAttempts, endless: boolean): string {
  if (!endless || attempts === 'unbounded') return timesShort(attempts)
  return attempts === 1 ? 'without end' : `without end, ${timesShort(attempts)} each round`
}

/** What of a path has no end, without the layers left out and without `other`. */
export function isEndlessWithout(
  { layers, unbounded }: Pick<RetryPath, 'layers' | 'unbounded'>,
  other?: PathLayer,
): boolean {
  // What stands beside the layers stays, whichever of them goes.
  if (unbounded.some(({ layer }) => layer === undefined)) return true
  return layers.some((one) => one.attempts === 'unbounded' && one !== other && !one.leftOut)
}

/** What repeats without an end on a path, but for the layers left out. */
export function endlessLeft({
  layers,
  unbounded,
}: Pick<RetryPath, 'layers' | 'unbounded'>): RetryPath['unbounded'] {
  const gone = new Set(layers.filter(({ leftOut }) => leftOut).map(({ key }) => key))
  return unbounded.filter(({ layer }) => layer === undefined || !gone.has(layer))
}

/** What is left of a path where one more layer is left out: `3`, `still without end, 3 each round`. */
export function leftWithout(
  path: Pick<RetryPath, 'layers' | 'unbounded'>,
  other: PathLayer,
): string | undefined {
  if (other.without === undefined) return undefined
  const endless = isEndlessWithout(path, other)
  const words = worstCase(other.without, endless)
  return endless || other.without === 'unbounded' ? `still ${words}` : words
}

/** `1.5 s`, `2 min`, `without end`, `unknown`. */
export function timeShort(time: PathTime): string {
  if (time === 'unbounded') return 'without end'
  if (time === 'unknown') return 'unknown'
  const [size, unit] =
    time < 1000
      ? [1, 'ms']
      : time < 120_000
        ? [1000, 's']
        : time < 7_200_000
          ? [60_000, 'min']
          : [3_600_000, 'h']
  return `${Math.round((time / size) * 10) / 10} ${unit}`
}

/** What an inversion says, for a reader who has not heard the word. */
export function inversionWords({ who, limit, takes, of }: TimeInversion): string {
  const allows =
    of === 'attempt'
      ? `gives each attempt ${timeShort(limit)}`
      : of === 'deadline'
        ? `gives up after ${timeShort(limit)}`
        : `waits ${timeShort(limit)}`
  return `${who} ${allows}, but what is inside may take ${timeShort(takes)}: it gives up, and may repeat, while that still runs.`
}

/** The answer: how often one run of the entry point can call what is at the end. */
export function pathTitle(
  path: Pick<
    RetryPath,
    'rule' | 'message' | 'entry' | 'outgoing' | 'attempts' | 'fanOuts' | 'unbounded'
  >,
): string {
  const { entry, outgoing, attempts, fanOuts } = path
  // It ends at no call: its steps are in words of their own, which are no name of one.
  if (path.rule === 'retry-path/self-requeue') return path.message
  if (attempts === 'unknown') return `One ${entry} can call ${outgoing} an unknown number of times`
  if (attempts === 'unbounded') return `One ${entry} can call ${outgoing} without end`
  const times = `${count(attempts)} ${attempts === 1 ? 'time' : 'times'}`
  const often = path.unbounded.length === 0 ? times : `without end, ${times} each round`
  return `One ${entry} can call ${outgoing} ${often}${timesN(fanOuts.length)}`
}

const KINDS: Record<string, string> = {
  'sdk-default': 'SDK default',
  'client-setting': 'client setting',
  wrapper: 'wrapper',
  decorator: 'decorator',
  loop: 'loop',
  queue: 'queue redelivery',
  job: 'job redelivery',
  gateway: 'gateway',
  mesh: 'service mesh',
  workflow: 'workflow engine',
}

export const layerKind = (kind: string): string => KINDS[kind] ?? kind.replaceAll('-', ' ')

/** The one line that stands above a layer. */
export function layerHead({ kind, source }: Pick<PathLayer, 'kind' | 'source'>): string {
  const how = source && !layerKind(kind).includes(source) ? ` · ${source}` : ''
  return `${layerKind(kind)}${how}`
}

const MISSES: Record<string, string> = {
  'no-such-entry': 'no entry point is known for it',
  'no-such-route': 'the service is known, this route of it is not',
  'unknown-host': 'no service is known by this name',
  'path-unknown': 'the service is known, the path called is not',
  'tie-without-entry': 'it is tied to a service without such an entry point',
  ambiguous: 'more than one service could be meant',
}

/** Why a call meets nobody. */
export const missWords = (reason: string): string => MISSES[reason] ?? reason

const MEETINGS: Record<string, string> = {
  tie: 'tied by hand',
  'tie-handover': 'tied by hand, where work is handed over',
  redelivery: 'by redelivery',
  'host-path': 'by host and path',
  'env-path': 'by the name of an environment variable, and path',
  path: 'by path alone',
  grpc: 'by gRPC method',
  queue: 'by queue',
  topic: 'by topic',
  task: 'by task name',
}

/** How a call meets an entry point, and how sure that is. */
export function meetingWords({ rule, confidence }: { rule: string; confidence: string }): string {
  return `${MEETINGS[rule] ?? rule} (${confidence})`
}

/** How the limits of callers stand to the worst-case time of a path on which none is too short. */
export function deadlineWords({ layers, time }: Pick<RetryPath, 'layers' | 'time'>): string {
  const limits = layers.flatMap(({ leftOut, mechanism, kind, deadline, perTryMs }) => {
    const who = mechanism ?? layerKind(kind)
    if (leftOut) return []
    if (deadline !== undefined) return [`${who} ends after ${deadline}`]
    return perTryMs === undefined ? [] : [`${who} allows ${timeShort(perTryMs)} for each attempt`]
  })
  if (limits.length === 0) {
    return 'No deadline of a caller is seen on this path: how long one waits for it is not written here.'
  }
  const known = limits.join(', ')
  return typeof time === 'number'
    ? `None of the limits that are seen is shorter than what is inside it may take: ${known}.`
    : `Limits that are seen: ${known}. Whether they are long enough cannot be told.`
}
