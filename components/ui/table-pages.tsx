import { count } from '@/lib/format/number'
import { PageLink } from './text-link'

interface Props {
  /** Rows before the page, on it, and in all; how many a page holds. */
  from: number
  shown: number
  of: number
  size: number
  /** Address of the page that begins after so many rows. */
  href: (from: number) => string
}

/** Back and next, below a table that is shown in pages. */
export function TablePages({ from, shown, of, size, href }: Props) {
  if (of <= shown) return null
  return (
    <nav className="pages" aria-label="Pages of the table">
      {from > 0 && (
        <PageLink className="button" href={href(Math.max(0, Math.min(from, of) - size))}>
          ‹ Back
        </PageLink>
      )}
      {from + shown < of && (
        <PageLink className="button" href={href(from + size)}>
          Next ›
        </PageLink>
      )}
      <span>
        {shown === 0 ? 'none' : `${count(from + 1)} to ${count(from + shown)}`} of {count(of)}
      </span>
    </nav>
  )
}
