import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { given, textOf } from '@/lib/findings/shape'
import { isUuid } from '@/lib/trends/is-uuid'
import { changesInto, madeEndless } from './commits'
import { saidFanOuts } from './fan-outs'
import { knownUntil } from './known-until'
import { codeOf } from './layer-code'
import {
  isAlike,
  isLayerOf,
  layerToKeep,
  layerWords,
  recordsIn,
  remaining,
  type SaidLayer,
  saidLayers,
  withoutLayers,
} from './layers'
import { ownersOf } from './owners'
import { headOf } from './path-head'
import { historyOf, readAllForms, versionsOf } from './path-history'
import { type RawStretch, readChanges, readPath } from './queries'
import { sinceWhen, type Tells } from './since'
import { pathTime } from './time'
import type { PathLayer, RetryPath } from './types'
import { isSameUnbounded, unboundedOf } from './unbounded'

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
    const code = await codeOf(client, said, raw.repositoryId, at)
    const left = new Set(without.filter((key) => said.some((layer) => layer.key === key)))
    const time = pathTime(said, raw.data, left)
    const endless = said.every(({ attempts }) => attempts === 'unbounded')
    const layers = said.map((layer, i): PathLayer => {
      const upTo = said.slice(0, i + 1)
      return {
        ...layerWords(layer, raw),
        ...given({ owner: owner(layer) }),
        ...code(layer),
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
      unbounded: unboundedOf(raw.data, said).map((one) => ({
        ...one,
        since: since(
          (data) => unboundedOf(data, saidLayers(data)).some(isSameUnbounded(one)),
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

/**
 * Whether a layer stood elsewhere just before: then the commit that moved it is not the one that
 * changed attempts.
 */
const moved = (layer: SaidLayer, before: RawStretch | undefined) =>
  saidLayers(before?.data).some((one) => one.key !== layer.key && isAlike(one, layer))
