import type { FlowItem } from '@/lib/flows/types'
import { visible } from '@/lib/format/visible'
import { Place } from '../findings/place'

const KINDS: Record<FlowItem['kind'], string> = {
  function: 'function',
  'fan-out': 'fan-out',
  redelivery: 'redelivery',
  retry: 'retry',
  timeout: 'time limit',
  pool: 'pool limit',
  breaker: 'circuit breaker',
}

const SOURCES: Record<string, string> = { default: 'by default', assumed: 'assumed default' }

/** One thing that a request meets: a function, or what repeats or bounds waiting in it. */
export function Step({ item }: { item: FlowItem }) {
  const { kind, name, says, basis, source, path, line, symbol, href } = item
  const place = path !== undefined && <Place path={path} line={line} symbol={symbol} />
  const terms = [
    item.condition && `on ${item.condition}`,
    item.delay && `waits ${item.delay}`,
    item.deadline && `ends after ${item.deadline}`,
    item.perTry && `each attempt ends after ${item.perTry}`,
  ].filter(Boolean)
  return (
    <li className={kind === 'function' ? 'flow-function' : `flow-item ${kind}`}>
      {kind !== 'function' && (
        <div className="isolate">
          <span className="chip">{KINDS[kind]}</span> <b>{visible(says ?? '')}</b>{' '}
          <span className="muted">
            {visible(name)}
            {source && SOURCES[source] && `, ${SOURCES[source]}`}
            {basis && source !== 'default' && ` (${visible(basis)})`}
            {terms.length > 0 && ` · ${visible(terms.join(' · '))}`}
          </span>
        </div>
      )}
      <div className="muted">
        {href && place ? (
          <a className="quiet" href={href} rel="noreferrer noopener">
            {place}
          </a>
        ) : (
          place
        )}
      </div>
    </li>
  )
}
