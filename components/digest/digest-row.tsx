'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { changeDigest, digestsQuery, sendDigest } from '@/lib/client/digests'
import type { Sending, Subscription } from '@/lib/digest/types'
import { instant } from '@/lib/format/date'
import { channelWords, scheduleWords, sendingWords } from '@/lib/format/digest'
import { visible } from '@/lib/format/visible'

type Act = 'send' | 'pause' | 'resume' | 'remove'

/** One digest: whose, to whom, when, how the last one went, and what can be done about it. */
export function DigestRow({ subscription }: { subscription: Subscription }) {
  const client = useQueryClient()
  const { id, team, channel, reaches, always, paused, next, last, by } = subscription
  const act = useMutation({
    mutationFn: async (kind: Act): Promise<unknown> =>
      kind === 'send' ? sendDigest(id) : changeDigest(kind, id),
    onSettled: () => client.invalidateQueries({ queryKey: digestsQuery().queryKey }),
  })
  const name = team ? visible(team.name) : 'Everyone'
  const button = (kind: Act, label: string) => (
    <button
      type="button"
      className="button"
      disabled={act.isPending}
      aria-label={`${label}: ${name}, ${visible(reaches)}`}
      onClick={() => act.mutate(kind)}
    >
      {act.isPending && act.variables === kind ? `${label} …` : label}
    </button>
  )
  return (
    <li>
      <div>
        <b>{name}</b> <span className="muted">by {channelWords[channel]} to</span>{' '}
        <code>{visible(reaches)}</code>
        <p className="muted small">
          {scheduleWords(subscription)}
          {always ? ', also when nothing changed' : ', only when something changed'}
          {paused ? ' · paused' : next ? ` · next ${instant(next)}` : ''} · made by {visible(by)}
        </p>
      </div>
      <div role="status">
        {last ? <LastSending last={last} /> : <span className="faint">nothing sent yet</span>}
        {act.error && <p className="worse small">Not done: {act.error.message}</p>}
      </div>
      <div className="acts">
        {button('send', 'Send now')}
        {paused ? button('resume', 'Resume') : button('pause', 'Pause')}
        {button('remove', 'Remove')}
      </div>
    </li>
  )
}

function LastSending({ last }: { last: Sending }) {
  const { state, at, byHand, attempts, reason } = last
  const wrong = state === 'failed' || state === 'missed'
  return (
    <>
      <b className={wrong ? 'worse' : ''}>
        {wrong && <span aria-hidden="true">▲ </span>}
        {sendingWords[state]}
      </b>{' '}
      <span className="muted">
        {instant(at)}
        {byHand && ', by hand'}
        {attempts > 1 && `, ${attempts} attempts`}
      </span>
      {reason && <p className="muted small">{visible(reason)}</p>}
    </>
  )
}
