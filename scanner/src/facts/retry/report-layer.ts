import type { Attempts, RetryLayer, RetryLayerKind } from '../../model'
import type { DetectorContext, SyntaxNode } from '../detector'
import type { Counted } from './knobs'
import { libraryKey, packageOf, settingOf } from './libraries'
import type { Form, RetryLibrary } from './library'
import { retryDecision } from './rule'

const KIND: Record<Form, RetryLayerKind> = {
  wrapper: 'wrapper',
  method: 'wrapper',
  operator: 'wrapper',
  decorator: 'decorator',
  client: 'sdk-default',
  call: 'sdk-default',
  queue: 'queue',
  activity: 'workflow',
  attached: 'client-setting',
}

export function attemptsText(attempts: Attempts): string {
  if (attempts === 'unbounded') return 'without an upper bound'
  if (attempts === 'unknown') return 'a number of times that is not written here'
  return `up to ${attempts} times in all`
}

/** Adds a layer, and the decision site of a layer that somebody chose. */
export function addLayer(
  ctx: DetectorContext,
  node: SyntaxNode,
  layer: Omit<RetryLayer, 'region' | 'symbol'> & { symbol?: string },
): void {
  // One attempt is no retry: switched off is a decision of its own, but not a layer.
  if (layer.attempts === 1) {
    // Options of another file may say otherwise: then it is told where they are found.
    const { given } = layer
    if (given)
      ctx.layer({
        ...layer,
        ...{ given: { ...given, site: ctx.site(node) } },
        region: node.region,
        symbol: layer.symbol ?? ctx.symbol(node),
      })
    return
  }
  ctx.layer({ ...layer, region: node.region, symbol: layer.symbol ?? ctx.symbol(node) })
  if (layer.source !== 'explicit' && layer.kind === 'sdk-default') return
  ctx.report(retryDecision, node, {
    message: `${layer.mechanism} makes a failing call again, ${attemptsText(layer.attempts)}${layer.idle ? `, but ${layer.idle}` : ''}.`,
    data: {
      anchor: layer.mechanism,
      layer: layer.kind,
      attempts: layer.attempts,
      basis: layer.basis,
      source: layer.source,
      repeats: layer.repeats.slice(0, 10),
    },
  })
}

/** The parts of a layer that come from its row. */
export function fromRow(
  row: RetryLibrary,
  count: Counted,
): Pick<
  RetryLayer,
  | 'kind'
  | 'mechanism'
  | 'attempts'
  | 'basis'
  | 'source'
  | 'library'
  | 'condition'
  | 'deadline'
  | 'limit'
  | 'setting'
  | 'given'
> {
  const kind = row.kind ?? KIND[row.form]
  const set = kind === 'sdk-default' && count.explicit ? 'client-setting' : kind
  return {
    kind: set,
    mechanism: packageOf(row),
    attempts: count.attempts,
    basis: count.basis,
    source: count.explicit ? 'explicit' : row.confidence === 'V' ? 'default' : 'assumed',
    library: libraryKey(row),
    ...(count.limit ? { limit: count.limit } : {}),
    ...(count.given ? { given: count.given } : {}),
    ...(count.explicit ? {} : settingOf(row)),
    ...(row.condition ? { condition: row.condition } : {}),
    ...(row.deadline && !count.explicit ? { deadline: row.deadline } : {}),
  }
}
