import type { FindingRow } from '@/lib/findings/types'
import { attemptsWords } from '@/lib/format/attempts'
import { visible } from '@/lib/format/visible'

/** Worst case of a retry path, with the arithmetic. */
export function AttemptsNote({
  finding,
}: {
  finding: Pick<FindingRow, 'attempts' | 'arithmetic'>
}) {
  const { attempts, arithmetic } = finding
  if (attempts === undefined) return null
  return (
    <span className="arithmetic">
      <b>{attemptsWords(attempts)}</b>
      {arithmetic && `: ${visible(arithmetic)}`}
    </span>
  )
}
