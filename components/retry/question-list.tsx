'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Submit } from '@/components/ui/submit'
import { closeQuestion, retryPathHref } from '@/lib/client/retry'
import { day } from '@/lib/format/date'
import { layerKind } from '@/lib/format/retry'
import { visible } from '@/lib/format/visible'
import type { QuestionLayer, RetryQuestion } from '@/lib/questions/types'
import { Message } from '../ui/message'
import { TextLink } from '../ui/text-link'

/** Questions with whom they wait for; `links` where the page is not that of their path. */
export function QuestionList({
  questions,
  links = false,
}: {
  questions: RetryQuestion[]
  links?: boolean
}) {
  if (questions.length === 0) return null
  return (
    <ul className="questions panel">
      {questions.map((question) => (
        <li key={question.id}>
          {links && (
            <p>
              <TextLink href={retryPathHref(question.path)}>
                <Message text={question.about} />
              </TextLink>
            </p>
          )}
          <p className="question-text isolate">{visible(question.text)}</p>
          <p className="muted small">
            {visible(question.by)} asked on {day(question.at)}
            {question.due && (
              <>
                , answer wanted by <b>{day(question.due)}</b>
              </>
            )}
          </p>
          <ul className="answerers" aria-label="Who answers for each layer">
            {question.layers.map((layer) => (
              <li key={layer.key}>
                <Answerer layer={layer} />
              </li>
            ))}
          </ul>
          {question.closed ? (
            <p className="note">
              <b>Closed</b> on {day(question.closed.at)} by {visible(question.closed.by)}:{' '}
              {visible(question.closed.reason)}
            </p>
          ) : (
            <CloseForm id={question.id} />
          )}
        </li>
      ))}
    </ul>
  )
}

function Answerer({ layer }: { layer: QuestionLayer }) {
  const { kind, mechanism, service, owner, team } = layer
  const names = [...new Set([owner, team?.name].filter((name) => name !== undefined))]
  return (
    <>
      <span className={names.length > 0 ? 'chip' : 'chip dashed'}>
        {names.length > 0 ? visible(names.join(', ')) : 'nobody'}
      </span>{' '}
      <span className="muted">
        {visible(layerKind(kind))}
        {mechanism && ` (${visible(mechanism)})`} in {visible(service)}
      </span>
    </>
  )
}

function CloseForm({ id }: { id: string }) {
  const client = useQueryClient()
  const close = useMutation({
    mutationFn: (reason: string) => closeQuestion(id, reason),
    onSuccess: () => client.invalidateQueries({ queryKey: ['retry-questions'] }),
  })
  return (
    <details className="close-question">
      <summary className="small muted">Close it by hand</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          close.mutate(String(new FormData(event.currentTarget).get('reason') ?? ''))
        }}
      >
        <label>
          Why no answer is needed any more
          <input name="reason" className="field" maxLength={1000} required autoComplete="off" />
        </label>
        <Submit className="button" disabled={close.isPending}>
          {close.isPending ? 'closing …' : 'Close the question'}
        </Submit>
        <p role="status" className="worse">
          {close.error && `Not closed: ${close.error.message}`}
        </p>
      </form>
    </details>
  )
}
