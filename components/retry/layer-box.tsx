import type { ReactNode } from 'react'
import { layerHead, timeShort } from '@/lib/format/retry'
import { visible } from '@/lib/format/visible'
import type { PathLayer } from '@/lib/retry-paths/types'
import { Place } from '../findings/place'
import { codeAnchor } from './layer-codes'
import { SinceNote } from './since-note'

/** One layer: how often, on what, how long it waits, where, whose and since when. */
export function LayerBox({ layer }: { layer: PathLayer }) {
  const { attempts, condition, delay, deadline, budget, perTryMs, path, line, owner } = layer
  const terms = [
    condition && `on ${condition}`,
    delay,
    perTryMs !== undefined && `${timeShort(perTryMs)} each`,
    deadline && `ends after ${deadline}`,
    budget && `budget ${budget}`,
  ].filter(Boolean)
  const times =
    attempts === 'unbounded' ? 'no end' : attempts === 'unknown' ? 'unknown' : `${attempts} ×`
  return (
    <>
      <div className="faint">{layerHead(layer)}</div>
      <div>
        <b className="times">{times}</b>{' '}
        <span className="muted">
          {visible([layer.mechanism, layer.basis].filter(Boolean).join(', '))}
        </span>
      </div>
      {terms.length > 0 && <div className="muted">{visible(terms.join(', '))}</div>}
      {path && (
        <div className="place">
          <PlaceLink layer={layer}>
            <Place path={path} line={line} />
          </PlaceLink>
        </div>
      )}
      <div>
        <span className={owner ? 'chip' : 'chip dashed'}>{owner ? visible(owner) : 'nobody'}</span>{' '}
        <SinceNote since={layer.since} />
      </div>
    </>
  )
}

/** To its code on this page, else on its host. */
function PlaceLink({ layer, children }: { layer: PathLayer; children: ReactNode }) {
  const to = layer.code ? `#${codeAnchor(layer)}` : layer.href
  if (!to) return children
  return (
    <a className="quiet" href={to} rel="noreferrer noopener">
      {children}
    </a>
  )
}
