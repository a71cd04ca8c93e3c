import { type FlowView, flowsHref } from '@/lib/client/flows'
import { type FoldedWay, foldWays } from '@/lib/client/fold-flow'
import { groupHref } from '@/lib/client/groups'
import type { Flow } from '@/lib/flows/types'
import { plural } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import { PageLink, TextLink } from '../ui/text-link'
import { FlowWays } from './flow-ways'

interface Props {
  flow: Flow
  view: FlowView
}

/** Every way out of one start, each item where a request meets it; what is unknown is said. */
export function FlowAnswer({ flow, view }: Props) {
  const { label, kind, service, repository, ways, left } = flow
  const told = foldWays(ways, view.whole)
  return (
    <article>
      <h2 className="isolate">{visible(label)}</h2>
      <p className="muted">
        {kind} of {visible(service)} in{' '}
        <TextLink href={groupHref('repository', repository.id)}>
          {visible(repository.name)}
        </TextLink>
        {', '}
        {plural(ways.length, 'known way out', 'known ways out')}
        {(view.whole || told.some(isFolded)) && (
          <>
            {' · '}
            <PageLink
              href={flowsHref({ ...view, whole: !view.whole })}
              className="text-link"
              scroll={false}
            >
              {view.whole ? 'fold what is alike' : 'show every step'}
            </PageLink>
          </>
        )}
      </p>
      {ways.length === 0 && <p className="note">It was not there at that time.</p>}
      {told.map((way) => (
        <FlowWays key={way.calls[0]?.id} way={way} view={view} />
      ))}
      {left > 0 && (
        <p className="note">
          The scan of this repository left out {plural(left, 'more flow', 'more flows')}: those
          without layers and without a known address.
        </p>
      )}
      <p className="faint">
        Calls that code makes by reflection, and what a database or a proxy does by its own
        configuration, are not seen.
      </p>
    </article>
  )
}

const isFolded = ({ calls, pieces }: FoldedWay): boolean =>
  calls.length > 1 || pieces.some(({ kind }) => kind !== 'item')
