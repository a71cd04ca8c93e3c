import { Fragment, type MouseEvent, type ReactNode } from 'react'
import { count } from '@/lib/format/number'
import { daysShort, groupTitle } from '@/lib/format/ownership'
import { visible } from '@/lib/format/visible'
import type { InboxGroup } from '@/lib/ownership/types'
import { PageLink } from '../ui/text-link'
import { SuggestionNote } from './suggestion-note'

interface Props {
  group: InboxGroup
  selected: boolean
  checked: boolean
  note: string | undefined
  href: string
  onSelect: (key: string, byKeyboard: boolean) => void
  onCheck: (key: string) => void
}

/** One group: what, where, how many, how old, whose it might be. */
export function GroupRow({ group, selected, checked, note, href, onSelect, onCheck }: Props) {
  const { key, directory, service, repository, oldest } = group
  const title = groupTitle(group)
  const late = oldest.daysLeft < 0
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    onSelect(key, event.detail === 0)
  }
  return (
    <tr className={selected ? 'current' : undefined} data-group={key}>
      <td className="pick">
        <input
          type="checkbox"
          checked={checked}
          onChange={() => onCheck(key)}
          aria-label={`Select ${title}, ${directory}`}
        />
      </td>
      <th scope="row" className="name">
        <PageLink href={href} onClick={open} aria-current={selected ? 'true' : undefined}>
          {visible(title)}
        </PageLink>
        <span className="where mono" title={visible(directory)}>
          {foldable(shortened(directory === '' ? './' : directory))}
          {service.name !== repository.name && !directory.includes(service.name) && (
            <span className="sans"> · {visible(service.name)}</span>
          )}
        </span>
        {note && <span className="back worse">{visible(note)}</span>}
        {group.rejected > 0 && <span className="chip warn">{group.rejected} rejected</span>}
        {group.proposed > 0 && <span className="chip">{group.proposed} proposed</span>}
      </th>
      <td className="n">{count(group.count)}</td>
      <td className={late ? 'n worse' : 'n'}>
        {oldest.atLeast && '≥ '}
        {daysShort(oldest.days)}
        {late && <span className="hidden-visually"> , past its target</span>}
      </td>
      <td className="suggested">
        <SuggestionNote suggestion={group.suggestion} />
      </td>
    </tr>
  )
}

/** Folders that are shown at the end of a long path: those that tell one group from the next. */
const LAST = 4

/** `fineract-provider/…/portfolio/savings/handler/`: a deep path without its middle. */
function shortened(path: string): string {
  const parts = path.split(/(?<=\/)/)
  if (parts.length <= LAST + 2) return path
  return [parts[0], '…/', ...parts.slice(-LAST)].join('')
}

/** A path that breaks after its slashes. */
function foldable(path: string): ReactNode {
  const parts = visible(path).split(/(?<=\/)/)
  return parts.map((part, i) => (
    <Fragment key={`${parts.slice(0, i).join('')}${part}`}>
      {part}
      <wbr />
    </Fragment>
  ))
}
