import Form from 'next/form'
import { type QueueView, queueHref } from '@/lib/client/ownership/view'
import type { Choice } from '@/lib/review/types'
import { Segmented } from '../ui/segmented'

/** Whose queue: everybody's, a team's, or one's own by name, while nobody signs in. */
export function QueueOwner({ view, teams }: { view: QueueView; teams: Choice[] }) {
  const { owner, team } = view
  return (
    <div className="queue-owner">
      <Segmented
        label="Whose queue"
        choices={[
          {
            label: 'Everybody’s',
            href: queueHref({}),
            current: owner === undefined && team === undefined,
          },
          ...teams.map(({ id, name }) => ({
            label: name,
            href: queueHref({ team: id }),
            current: team === id,
          })),
        ]}
      />
      <Form action="/ownership/queue" prefetch={false} scroll={false} key={owner}>
        <label>
          <span>Mine, as</span>
          <input
            name="owner"
            defaultValue={owner}
            placeholder="@me, me@example.com"
            autoComplete="off"
          />
        </label>
        <button type="submit" className="button">
          Show
        </button>
      </Form>
    </div>
  )
}
