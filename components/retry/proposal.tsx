import { type PathView, pathHref } from '@/lib/client/retry'
import { layerKind, timesShort } from '@/lib/format/retry'
import { visible } from '@/lib/format/visible'
import type { RetryPath } from '@/lib/retry-paths/types'
import { Place } from '../findings/place'
import { TextLink } from '../ui/text-link'

/** Which layer should keep the retry, and what is left then. */
export function Proposal({ path, view }: { path: RetryPath; view: PathView }) {
  const keep = path.layers.find(({ key }) => key === path.keep?.key)
  if (!keep || !path.keep) return null
  const others = path.layers.filter(({ key }) => key !== keep.key).map(({ key }) => key)
  return (
    <section className="section" aria-labelledby="proposal">
      <h2 id="proposal">Who should repeat</h2>
      <p>
        Retry at one layer, nearest to the one who knows whether it is safe: keep the{' '}
        <b>{layerKind(keep.kind)}</b>
        {keep.mechanism &&
          keep.mechanism !== layerKind(keep.kind) &&
          ` (${visible(keep.mechanism)})`}{' '}
        {keep.path !== undefined && (
          <>
            at <Place path={keep.path} line={keep.line} symbol={keep.symbol} />{' '}
          </>
        )}
        of {visible(keep.service)} and take the others out. Then the worst case is{' '}
        <b>{timesShort(path.keep.attempts)}</b>.{' '}
        <TextLink href={pathHref({ ...view, without: others })} scroll={false}>
          try it
        </TextLink>
      </p>
    </section>
  )
}
