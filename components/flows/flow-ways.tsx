import { type FlowView, flowsHref } from '@/lib/client/flows'
import type { FoldedWay, Piece } from '@/lib/client/fold-flow'
import type { FlowWay } from '@/lib/flows/types'
import { attemptsWords } from '@/lib/format/attempts'
import { plural } from '@/lib/format/number'
import { timesShort } from '@/lib/format/retry'
import { visible } from '@/lib/format/visible'
import { TextLink } from '../ui/text-link'
import { Step } from './flow-step'

/** Calls that are reached in one way: the way once, then each call with who answers it. */
export function FlowWays({ way: { calls, pieces }, view }: { way: FoldedWay; view: FlowView }) {
  const [first, ...others] = calls
  if (!first) return null
  const { outgoing, attempts, naive, gates, unknown } = first
  return (
    <section className="panel flow-way" aria-label={`To ${visible(outgoing.label)}`}>
      <h3 className="isolate">
        {outgoing.kind === 'none' ? (
          'ends here'
        ) : (
          <>
            to <span className="mono">{visible(outgoing.label)}</span>
          </>
        )}
        {others.length > 0 && ` and ${plural(others.length, 'more call')}`}{' '}
        <span className="muted">
          {attemptsWords(attempts)}
          {naive !== undefined && `, not ${timesShort(naive)}`}
        </span>
      </h3>
      <ol>
        {pieces.map((piece, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is never reordered
          <PieceItem key={i} piece={piece} />
        ))}
      </ol>
      {calls.map((call) => (
        <End key={call.id} call={call} view={view} />
      ))}
      {gates.length > 0 && (
        <ul className="flow-gates" aria-label="What takes factors away">
          {gates.map(({ reason, removes, href }) => (
            <li key={`${removes} ${reason}`}>
              {removes && <b>{visible(removes)} does not multiply: </b>}
              {href ? (
                <a className="text-link" href={href} rel="noreferrer noopener">
                  {visible(reason)}
                </a>
              ) : (
                visible(reason)
              )}
            </li>
          ))}
        </ul>
      )}
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

function PieceItem({ piece }: { piece: Piece }) {
  if (piece.kind === 'item') return <Step item={piece.item} />
  const { items } = piece
  const last = items.at(-1)
  return (
    <li className="flow-folded">
      <details>
        <summary className="muted">
          {piece.kind === 'same'
            ? `as above up to ${visible(last?.name ?? '')}, ${plural(items.length, 'step')}`
            : `${plural(items.length, 'function')} in which nothing repeats or waits`}
        </summary>
        <ol>
          {items.map((item, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is never reordered
            <Step key={i} item={item} />
          ))}
        </ol>
      </details>
    </li>
  )
}

function End({ call: { outgoing, answers }, view }: { call: FlowWay; view: FlowView }) {
  // It ends inside, which the head says.
  if (outgoing.kind === 'none') return null
  return (
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
  )
}
