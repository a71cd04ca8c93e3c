import { groupHref } from '@/lib/client/groups'
import { day } from '@/lib/format/date'
import { plural } from '@/lib/format/number'
import type { Review } from '@/lib/review/types'
import { TextLink } from '../ui/text-link'

/** What the numbers do not know: history still coming in, repositories without a fresh scan. */
export function CoverageNotes({ coverage }: { coverage: Review['coverage'] }) {
  const { pending, stale, repositories } = coverage
  return (
    <>
      <div aria-live="polite">
        {pending > 0 && (
          <p className="note">
            History is still coming in: {plural(pending, 'upload')} to go. Numbers and charts fill
            up by themselves.
          </p>
        )}
      </div>
      {stale.length > 0 && (
        <details className="coverage">
          <summary>
            {stale.length} of {plural(repositories, 'repository', 'repositories')} without a scan
            that speaks for this week
          </summary>
          <ul>
            {stale.map(({ id, name, lastKnownAt }) => (
              <li key={id}>
                <TextLink href={groupHref('repository', id)}>{name}</TextLink>{' '}
                {lastKnownAt ? `last known ${day(lastKnownAt)}` : 'never scanned'}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
