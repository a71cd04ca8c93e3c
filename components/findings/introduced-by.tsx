import type { FindingRow } from '@/lib/findings/types'
import { assistanceWords } from '@/lib/format/assistance'
import { visible } from '@/lib/format/visible'

interface Props {
  commit: FindingRow['introducedBy']
  /** The author stands elsewhere. */
  plain?: boolean
}

/** The commit that brought a finding, and whether an assistant took part, with the evidence. */
export function IntroducedBy({ commit, plain }: Props) {
  if (!commit) return null
  const { sha, subject, author, assistance } = commit
  return (
    <span className="isolate">
      {!plain && 'by '}
      <span className="mono">{sha.slice(0, 7)}</span>
      {subject && ` “${visible(subject)}”`}
      {!plain && author && ` ${visible(author)}`} · {assistanceWords(assistance)}
    </span>
  )
}
