import { retryPathHref } from '@/lib/client/retry'
import type { FindingRow } from '@/lib/findings/types'
import { attemptsWords } from '@/lib/format/attempts'
import { visible } from '@/lib/format/visible'
import { TextLink } from '../ui/text-link'

interface Props {
  finding: Pick<FindingRow, 'id' | 'attempts' | 'arithmetic' | 'rule'>
  at: string | undefined
}

/** Worst case of a retry path, with the arithmetic; leads to what each layer costs. */
export function AttemptsNote({ finding, at }: Props) {
  const { id, attempts, arithmetic, rule } = finding
  if (attempts === undefined) return null
  const words = <b>{attemptsWords(attempts)}</b>
  return (
    <span className="arithmetic">
      {rule.kind === 'retry-path' ? (
        <TextLink href={retryPathHref(id, at)}>{words}</TextLink>
      ) : (
        words
      )}
      {arithmetic && `: ${visible(arithmetic)}`}
    </span>
  )
}
