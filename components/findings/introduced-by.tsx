import type { FindingRow } from '@/lib/findings/types'
import { assistanceWords } from '@/lib/format/assistance'
import { visible } from '@/lib/format/visible'

/** The commit that brought a finding, and whether an assistant took part, with the evidence. */
export function IntroducedBy({ commit }: { commit: FindingRow['introducedBy'] }) {
  if (!commit) return null
  const { sha, subject, author, assistance } = commit
  return (
    <span className="isolate">
      by <span className="mono">{sha.slice(0, 7)}</span>
      {subject && ` “${visible(subject)}”`}
      {author && ` ${visible(author)}`} · {assistanceWords(assistance)}
    </span>
  )
}
