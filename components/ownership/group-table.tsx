import { inboxHref } from '@/lib/client/ownership/view'
import { plural } from '@/lib/format/number'
import type { InboxGroup, InboxQuery } from '@/lib/ownership/types'
import { PageLink } from '../ui/text-link'
import { GroupRow } from './group-row'

interface Props {
  groups: InboxGroup[]
  query: InboxQuery
  selected: string | undefined
  checked: ReadonlySet<string>
  notes: ReadonlyMap<string, string>
  hrefOf: (key: string) => string
  onSelect: (key: string, byKeyboard: boolean) => void
  onCheck: (key: string) => void
  onCheckAll: () => void
}

/** Decisions that are alike, as one row each; the row is a link, so it opens without JavaScript too. */
export function GroupTable(props: Props) {
  const { groups, query, selected, checked, notes, hrefOf, onSelect, onCheck, onCheckAll } = props
  return (
    <section className="panel inbox" aria-label="Groups of decisions without an owner">
      <table>
        <caption className="hidden-visually">
          {plural(groups.length, 'group')}, each with the owner that is suggested
        </caption>
        <thead>
          <tr>
            <th scope="col" className="pick">
              <input
                type="checkbox"
                checked={groups.every(({ key }) => checked.has(key))}
                onChange={onCheckAll}
                aria-label="Select every group of this page"
              />
            </th>
            <th scope="col">Group</th>
            <SortHead query={query} sort="count" label="Count" />
            <SortHead query={query} sort="age" label="Oldest" />
            <th scope="col">Suggested owner, and why</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <GroupRow
              key={group.key}
              group={group}
              selected={group.key === selected}
              checked={checked.has(group.key)}
              note={noteOf(group, notes)}
              href={hrefOf(group.key)}
              onSelect={onSelect}
              onCheck={onCheck}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Why a group, or some of it, came back. */
function noteOf(group: InboxGroup, notes: ReadonlyMap<string, string>): string | undefined {
  const whole = notes.get(group.key)
  if (whole !== undefined || notes.size === 0) return whole
  const back = group.findings.filter((id) => notes.has(id))
  const [first] = back
  return first && `${back.length} left: ${notes.get(first)}`
}

function SortHead({
  query,
  sort,
  label,
}: {
  query: InboxQuery
  sort: 'count' | 'age'
  label: string
}) {
  const current = (query.sort ?? 'count') === sort
  const href = inboxHref({
    query: { ...query, sort: sort === 'count' ? undefined : sort, cursor: undefined },
  })
  return (
    <th scope="col" className="n" aria-sort={current ? 'descending' : undefined}>
      <PageLink href={href} className={current ? 'strong' : undefined}>
        {label}
        {current && <span aria-hidden="true"> ↓</span>}
      </PageLink>
    </th>
  )
}
