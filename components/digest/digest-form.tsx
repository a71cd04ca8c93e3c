'use client'

import { useState } from 'react'
import { SendForm } from '@/components/ui/send-form'
import type { NewDigest } from '@/lib/client/digests'
import type { Channel } from '@/lib/digest/types'
import { channelWords, weekdays } from '@/lib/format/digest'
import type { Choice } from '@/lib/review/types'

interface Props {
  teams: Choice[]
  /** Of the organisation's weeks. */
  timeZone: string
  onAdd: (digest: NewDigest) => Promise<unknown>
}

const CHANNELS = Object.keys(channelWords) as Channel[]
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

/** Whose review goes where, on which day and hour of which zone. */
export function DigestForm({ teams, timeZone, onAdd }: Props) {
  const [channel, setChannel] = useState<Channel>('email')
  const send = (data: FormData) => {
    const text = (name: string) => String(data.get(name) ?? '').trim()
    return onAdd({
      ...(text('team') ? { team: text('team') } : {}),
      channel,
      target: text('target'),
      weekday: Number(text('weekday')),
      hour: Number(text('hour')),
      timeZone: text('timeZone'),
      always: data.get('always') !== null,
    })
  }
  return (
    <SendForm className="asks digest-form" button="Add the digest" send={send}>
      <label>
        Review of
        <select name="team" defaultValue="">
          <option value="">everyone</option>
          {teams.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        By
        <select value={channel} onChange={(event) => setChannel(event.target.value as Channel)}>
          {CHANNELS.map((one) => (
            <option key={one} value={one}>
              {channelWords[one]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {channel === 'email' ? 'Addresses, parted by commas' : 'Address of the webhook'}
        <input
          name="target"
          type={channel === 'email' ? 'text' : 'url'}
          required
          maxLength={2000}
          autoComplete="off"
          spellCheck={false}
          placeholder={channel === 'email' ? 'team@example.com' : 'https://…'}
        />
      </label>
      <div className="when">
        <label>
          Day
          <select name="weekday" defaultValue={1}>
            {weekdays.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label>
          Hour
          <select name="hour" defaultValue={9}>
            {HOURS.map((hour) => (
              <option key={hour} value={hour}>
                {String(hour).padStart(2, '0')}:00
              </option>
            ))}
          </select>
        </label>
        <label>
          Time zone
          <input
            name="timeZone"
            list="zones"
            required
            maxLength={100}
            defaultValue={timeZone}
            autoComplete="off"
          />
        </label>
        <datalist id="zones">
          {Intl.supportedValuesOf('timeZone').map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
      </div>
      <label className="check">
        <input type="checkbox" name="always" /> Also when nothing changed
      </label>
    </SendForm>
  )
}
