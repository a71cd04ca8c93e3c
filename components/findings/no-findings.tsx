import { useQuery } from '@tanstack/react-query'
import { narrowedBy } from '@/lib/client/narrowed'
import { searchQuery } from '@/lib/client/search'
import { findingsHref } from '@/lib/client/urls'
import type { FindingQuery } from '@/lib/findings/types'
import { visible } from '@/lib/format/visible'
import { listsNamed } from '@/lib/format/words-named'
import { EmptyStateSmall } from '../ui/empty-state-small'
import { TextLink } from '../ui/text-link'

/** An empty list: filtered away, or truly nothing. */
export function NoFindings({ query }: { query: FindingQuery }) {
  const { measure, at, since, change, cause, part } = query
  const narrowed = Boolean(query.q) || narrowedBy(query, []).length > 0
  return (
    <EmptyStateSmall
      title={narrowed ? 'Nothing within these filters' : 'Nothing found, which is good news'}
    >
      {query.q && <WordsElsewhere query={query} words={query.q} />}
      {narrowed ? (
        <p>
          <TextLink href={findingsHref({ measure, at, since, change, cause, part })}>
            Clear the filters
          </TextLink>{' '}
          to see everything of that time.
        </p>
      ) : (
        <p>
          Scans that speak for this time found none. Weeks without a scan are not counted as such.
        </p>
      )}
    </EmptyStateSmall>
  )
}

/** Words are looked for in places alone: kinds and rules of that name are another list. */
function WordsElsewhere({ query, words }: { query: FindingQuery; words: string }) {
  const { data } = useQuery(searchQuery(words))
  const base = { ...query, q: undefined, limit: undefined, cursor: undefined }
  const lists = [
    ...listsNamed(words).map(({ label, to }) => ({
      label,
      href: findingsHref({ ...base, ...to }),
    })),
    ...(data?.hits ?? []).flatMap(({ kind, title, href }) =>
      kind === 'rule' ? { label: `rule ${visible(title)}`, href } : [],
    ),
  ]
  return (
    <>
      <p>
        “{visible(words)}” is looked for in paths, messages and symbols, and stands in none of them
        here.
      </p>
      {lists.length > 0 && (
        <>
          <p>By that name there are other lists:</p>
          <ul>
            {lists.map(({ label, href }) => (
              <li key={href} className="isolate">
                <TextLink href={href}>{label}</TextLink>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
