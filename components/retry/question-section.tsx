'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { Submit } from '@/components/ui/submit'
import { askOwners, questionsQuery } from '@/lib/client/retry'
import type { RetryPath } from '@/lib/retry-paths/types'
import { QuestionList } from './question-list'

/** One question to the owners of all layers of a path, and what became of earlier ones. */
export function QuestionSection({ path }: { path: RetryPath }) {
  const { data } = useQuery(questionsQuery(path.id))
  const questions = data?.questions ?? []
  const open = questions.some(({ closed }) => closed === undefined)
  return (
    <section className="section" aria-labelledby="asked">
      <h2 id="asked">Asked of all owners together</h2>
      <p className="muted">
        One question to whoever answers for a layer of this path. It waits in the queue of each team
        and closes by itself when a scan no longer sees one of the layers.
      </p>
      <QuestionList questions={questions} />
      {path.present && !open && <AskForm path={path.id} />}
    </section>
  )
}

function AskForm({ path }: { path: string }) {
  const client = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const ask = useMutation({
    mutationFn: (question: { text: string; due?: string }) => askOwners(path, question),
    onSuccess: () => client.invalidateQueries({ queryKey: ['retry-questions'] }),
  })
  return (
    <form
      ref={form}
      className="ask-owners"
      onSubmit={(event) => {
        event.preventDefault()
        const said = new FormData(event.currentTarget)
        const due = String(said.get('due') ?? '')
        ask.mutate({ text: String(said.get('text') ?? ''), ...(due === '' ? {} : { due }) })
      }}
    >
      <label className="wide">
        Question
        <textarea
          name="text"
          className="field"
          rows={2}
          maxLength={2000}
          required
          defaultValue="Which of us should repeat this call, and who takes the other layers out?"
        />
      </label>
      <label>
        Answer wanted by
        <input type="date" name="due" className="field" />
      </label>
      <Submit disabled={ask.isPending}>{ask.isPending ? 'asking …' : 'Ask all owners'}</Submit>
      <p role="status" className="worse">
        {ask.error && `Not asked: ${ask.error.message}`}
      </p>
    </form>
  )
}
