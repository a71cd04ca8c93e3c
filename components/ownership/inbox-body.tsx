import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { distinctOwners } from '@/lib/client/ownership/owner-typed'
import { decisionQuery } from '@/lib/client/ownership/queries'
import { type InboxView, inboxHref } from '@/lib/client/ownership/view'
import { count, plural } from '@/lib/format/number'
import type { Candidate, Inbox, OwnerRef } from '@/lib/ownership/types'
import type { Choice } from '@/lib/review/types'
import { PageLink } from '../ui/text-link'
import { ActDialog, type Asking } from './act-dialog'
import { ActToast } from './act-toast'
import { CardActions } from './card-actions'
import { DecisionCard } from './decision-card'
import { EmptyInbox } from './empty-inbox'
import { GroupTable } from './group-table'
import { KeyHints } from './key-hints'
import { SelectedBar } from './selected-bar'
import { ShortcutsDialog } from './shortcuts-dialog'
import type { useActs } from './use-acts'
import { useInboxActions } from './use-inbox-actions'
import { useSelection } from './use-selection'
import { useShortcuts } from './use-shortcuts'

interface Props {
  inbox: Inbox
  view: InboxView
  acts: ReturnType<typeof useActs>
  teams: Choice[]
}

/** The groups and the card of the one that is open, by mouse and by keyboard. */
export function InboxBody({ inbox, view, acts, teams }: Props) {
  const selection = useSelection(inbox.groups, view)
  const [asking, setAsking] = useState<Asking | 'keys'>()
  const ask = (what: Asking | 'keys') => () => setAsking(what)
  const { target, move, accept, only, setOnly, draft, setDraft, save } = useInboxActions(
    inbox,
    view,
    selection,
    acts,
  )
  const { group, finding, at, checked } = selection
  const { data: decision } = useQuery({
    ...decisionQuery(finding ?? ''),
    enabled: finding !== undefined,
  })
  const some = inbox.groups.length > 0
  useShortcuts({
    '?': ask('keys'),
    u: acts.undo,
    ...(some && {
      j: () => selection.move(1),
      k: () => selection.move(-1),
      n: () => selection.step(1),
      p: () => selection.step(-1),
      x: () => selection.check(group?.key),
      X: selection.checkAll,
      a: accept,
      e: ask('other'),
      h: ask('hand-on'),
      r: ask('reject'),
      t: ask('accept'),
      Enter: focusCard,
      Escape: selection.back,
    }),
  })
  const open = (key: string, byKeyboard: boolean) => {
    selection.select(key)
    if (byKeyboard || window.matchMedia('(max-width: 1100px)').matches) focusCard()
  }
  return (
    <>
      {some && group ? (
        <>
          <KeyHints onAll={ask('keys')} />
          {checked.size > 0 && (
            <SelectedBar
              target={target}
              onMove={move}
              onAsk={setAsking}
              onClear={selection.uncheck}
            />
          )}
          <div className="clearing">
            <div>
              <GroupTable
                groups={inbox.groups}
                query={view.query}
                selected={group.key}
                checked={checked}
                notes={acts.notes}
                hrefOf={(key) => inboxHref({ query: view.query, group: key })}
                onSelect={open}
                onCheck={selection.check}
                onCheckAll={selection.checkAll}
              />
              <InboxPages inbox={inbox} view={view} />
            </div>
            <DecisionCard
              group={group}
              finding={finding}
              at={at}
              only={only}
              onOnly={setOnly}
              onStep={selection.step}
              draft={draft}
              onDraft={setDraft}
              onSave={save}
              busy={acts.leaving.length > 0}
            >
              {checked.size === 0 && <CardActions {...target} onMove={move} onAsk={setAsking} />}
            </DecisionCard>
          </div>
        </>
      ) : (
        <EmptyInbox inbox={inbox} query={view.query} />
      )}
      <ActToast said={acts.said} onUndo={acts.undo} onDismiss={acts.dismiss} />
      {asking === 'keys' && <ShortcutsDialog onClose={() => setAsking(undefined)} />}
      {asking && asking !== 'keys' && (
        <ActDialog
          asking={asking}
          what={plural(target.count, 'decision')}
          owners={distinctOwners([
            ...(target.owner ? [target.owner] : []),
            ...(decision?.candidates.flatMap(ownersOf) ?? []),
            ...inbox.groups.flatMap((each) => (each.suggestion ? ownersOf(each.suggestion) : [])),
            ...teams.map(({ name }) => ({ kind: 'team' as const, name: name.replace(/^@?/, '@') })),
          ])}
          onMove={move}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  )
}

function InboxPages({ inbox, view }: { inbox: Inbox; view: InboxView }) {
  const { groups, totalGroups, next } = inbox
  const { query } = view
  if (!next && !query.cursor) return null
  return (
    <nav className="pages" aria-label="Pages of groups">
      {query.cursor && (
        <PageLink className="button" href={inboxHref({ query: { ...query, cursor: undefined } })}>
          First page
        </PageLink>
      )}
      {next && (
        <PageLink className="button" href={inboxHref({ query: { ...query, cursor: next } })}>
          Next groups ›
        </PageLink>
      )}
      <span>
        {count(groups.length)} of {plural(totalGroups, 'group')} on this page
      </span>
    </nav>
  )
}

function ownersOf({ owner, others = [] }: Candidate): OwnerRef[] {
  return [owner, ...others]
}

function focusCard(): void {
  const title = document.getElementById('card-title')
  title?.focus({ preventScroll: true })
  document.getElementById('card')?.scrollIntoView({ block: 'nearest' })
}
