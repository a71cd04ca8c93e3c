'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addDigest, digestsQuery, type NewDigest } from '@/lib/client/digests'
import type { Choice } from '@/lib/review/types'
import { DigestForm } from './digest-form'
import { DigestRow } from './digest-row'

/** Who is told of the review each week, where and when, and how the last message went. */
export function DigestsPage({ teams }: { teams: Choice[] }) {
  const client = useQueryClient()
  const { data } = useQuery(digestsQuery())
  const [secret, setSecret] = useState<string>()
  const add = async (digest: NewDigest) => {
    setSecret((await addDigest(digest)).secret)
    void client.invalidateQueries({ queryKey: digestsQuery().queryKey })
  }
  if (!data) return null
  const { subscriptions, mail, timeZone } = data
  return (
    <>
      <header className="page-head">
        <h1>Digests</h1>
        <p className="muted">
          The review of the last full week, sent once to each: its lead, numbers, exceptions and
          open actions.
        </p>
      </header>
      <p className={`digest-mail ${'missing' in mail ? 'worse' : 'muted'}`}>
        {'missing' in mail ? mail.missing : `E-mail is sent from ${mail.from}.`}
      </p>
      {secret && (
        <div className="panel secret" role="status">
          <p>
            <b>Key of this webhook’s signatures, shown now and never again:</b>
          </p>
          <p>
            <code>{secret}</code>
          </p>
          <p className="muted">
            <code>x-plumbline-signature</code> is <code>v1=</code> and the hex HMAC-SHA256 of{' '}
            <code>v1:timestamp:body</code>; the timestamp is <code>x-plumbline-timestamp</code>.
            Slack and Teams need no key.
          </p>
          <button type="button" className="button" onClick={() => setSecret(undefined)}>
            I have it
          </button>
        </div>
      )}
      <section className="section" aria-labelledby="digests">
        <div className="section-head">
          <h2 id="digests">{subscriptions.length === 0 ? 'Nobody is told yet' : 'Who is told'}</h2>
        </div>
        {subscriptions.length > 0 && (
          <ul className="panel digests">
            {subscriptions.map((subscription) => (
              <DigestRow key={subscription.id} subscription={subscription} />
            ))}
          </ul>
        )}
      </section>
      <section className="section" aria-labelledby="new-digest">
        <div className="section-head">
          <h2 id="new-digest">New digest</h2>
        </div>
        <DigestForm teams={teams} timeZone={timeZone} onAdd={add} />
      </section>
    </>
  )
}
