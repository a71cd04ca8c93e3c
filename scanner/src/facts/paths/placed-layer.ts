import type { FileFacts, Region, RetryLayer } from '../../model'

/** A layer where it applies; `home` is where it is written. */
export interface PlacedLayer {
  layer: RetryLayer
  home: { path: string; facts: Pick<FileFacts, 'sites'> }
  /** Its place in `home`, where the layer's own region is that of work handed to it elsewhere. */
  written?: Region
  /** Its places in the helpers that the work is handed to, from one to the next. */
  inHelpers?: readonly Region[]
}

export const regionOf = ({ layer, written }: PlacedLayer): Region => written ?? layer.region

/** Parameters that hold work: a loop around one is a retry helper of the repository's own. */
export const WORK =
  /^((params|options|opts|args|config)\.)?(fn|func|callback|cb|operation|op|task|action|work|f|run|execute|block|supplier|callable|request|thunk|execution|handler|target)(\.(get|call|run|apply|execute|invoke|accept))?$/i

export const isSdk = (layer: RetryLayer): boolean =>
  layer.kind === 'sdk-default' || layer.kind === 'client-setting'

export function within(inner: Region, outer: Region): boolean {
  const before = (a: Region, b: Region) =>
    a.startLine < b.startLine || (a.startLine === b.startLine && a.startColumn <= b.startColumn)
  const after = (a: Region, b: Region) =>
    a.endLine > b.endLine || (a.endLine === b.endLine && a.endColumn >= b.endColumn)
  return before(outer, inner) && after(outer, inner)
}

/** Whether a layer is around another one's work: where both are handed it together, in the helper. */
export function isAround(outer: PlacedLayer, inner: PlacedLayer): boolean {
  const [around, inside] = [outer, inner].map(({ layer, inHelpers = [] }) => [
    layer.region,
    ...inHelpers,
  ])
  for (const [i, region] of (around ?? []).entries()) {
    const other = inside?.[i]
    if (!other) return false
    if (!within(other, region)) return false
    if (!within(region, other)) return true
  }
  return (inside?.length ?? 0) > (around?.length ?? 0)
}
