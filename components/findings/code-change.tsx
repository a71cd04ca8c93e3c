import type { LifeRow } from '@/lib/findings/types'
import { visible } from '@/lib/format/visible'

/** The code of a finding before and after it changed its form, to judge whether it is the same. */
export function CodeChange({ before, after }: { before: LifeRow; after: LifeRow }) {
  const [old, now] = [shown(before.snippet), shown(after.snippet)]
  if (old === '' && now === '') return null
  if (old === now) return <div className="faint">Its code did not change.</div>
  return (
    <details className="code-change">
      <summary>Compare the code</summary>
      <div className="code-pair">
        {[
          { title: 'before', text: old },
          { title: 'after', text: now },
        ].map(({ title, text }) => (
          <figure key={title} className="panel">
            <figcaption className="code-head">{title}</figcaption>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must take focus */}
            <pre className="code plain" tabIndex={0}>
              {visible(text) || 'The scan stored no code.'}
            </pre>
          </figure>
        ))}
      </div>
    </details>
  )
}

/** What is longer is seen at its place; here it is for comparing. */
const MOST = 6000

function shown(text: string | undefined): string {
  const whole = (text ?? '').replace(/\r\n?/g, '\n')
  return whole.length <= MOST
    ? whole
    : `${whole.slice(0, MOST)}\n… ${whole.length - MOST} more characters`
}
