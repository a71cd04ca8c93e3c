import { type FlowView, flowsHref } from '@/lib/client/flows'
import { groupHref } from '@/lib/client/groups'
import type { Flow, FlowItem, FlowWay } from '@/lib/flows/types'
import { attemptsWords } from '@/lib/format/attempts'
import { plural } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import { Place } from '../findings/place'
import { TextLink } from '../ui/text-link'

interface Props {
  flow: Flow
  view: FlowView
}

/** Every way out of one start, each item where a request meets it; what is unknown is said. */
export function FlowAnswer({ flow, view }: Props) {
  const { label, kind, service, repository, ways, left } = flow
  return (
    <article>
      <h2 className="isolate">{visible(label)}</h2>
      <p className="muted">
        {kind} of {visible(service)} in{' '}
        <TextLink href={groupHref('repository', repository.id)}>
          {visible(repository.name)}
        </TextLink>
        {', '}
        {plural(ways.length, 'known way out', 'known ways out')}
      </p>
      {ways.length === 0 && <p className="note">It was not there at that time.</p>}
      {ways.map((way) => (
        <Way key={way.id} way={way} view={view} />
      ))}
      {left > 0 && (
        <p className="note">
          The scan of this repository left out {plural(left, 'more flow', 'more flows')}: those
          without layers and without a known address.
        </p>
      )}
      <p className="faint">
        Calls that code makes by reflection, and what a database or a proxy does by its own
        configuration, are not seen.
      </p>
    </article>
  )
}

function Way({ way, view }: { way: FlowWay; view: FlowView }) {
  const { outgoing, attempts, items, unknown, answers } = way
  return (
    <section className="panel flow-way" aria-label={`To ${visible(outgoing.label)}`}>
      <h3 className="isolate">
        to <span className="mono">{visible(outgoing.label)}</span>{' '}
        <span className="muted">{attemptsWords(attempts)}</span>
      </h3>
      <ol>
        {items.map((item, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is never reordered
          <Item key={i} item={item} />
        ))}
      </ol>
      <p className="flow-end">
        {outgoing.kind === 'call' ? 'calls' : `${outgoing.kind} call to`}{' '}
        <span className="mono isolate">{visible(outgoing.label)}</span>
        {answers.map((answer) => (
          <span key={answer.id}>
            {', answered by '}
            <TextLink
              href={flowsHref({ repository: answer.repository.id, start: answer.id, at: view.at })}
            >
              {visible(answer.label)} of {visible(answer.service)}
            </TextLink>
            {answer.confidence && answer.confidence !== 'certain' && ` (${answer.confidence})`}
          </span>
        ))}
      </p>
      {unknown.length > 0 && (
        <ul className="flow-unknown" aria-label="What is not known">
          {[...new Set(unknown)].map((sentence) => (
            <li key={sentence}>{visible(sentence)}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

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

function Item({ item }: { item: FlowItem }) {
  const { kind, name, says, basis, source, path, line, symbol, href } = item
  const place = path !== undefined && <Place path={path} line={line} symbol={symbol} />
  const terms = [
    item.condition && `on ${item.condition}`,
    item.delay && `waits ${item.delay}`,
    item.deadline && `ends after ${item.deadline}`,
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
