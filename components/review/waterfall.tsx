import { chainOf, isTotal, waterfall } from '@/lib/charts/waterfall'
import { findingsHref } from '@/lib/client/urls'
import type { FindingQuery, Part } from '@/lib/findings/types'
import { count, signed } from '@/lib/format/number'
import { partWords } from '@/lib/format/part'
import type { Explained } from '@/lib/review/types'

interface Props {
  explained: Explained
  /** What the page is about, with `at` and `since`. */
  list: Partial<FindingQuery>
  label: string
  weeks: [before: string, now: string]
}

const [STEP, PLOT, HEAD, FOOT] = [104, 96, 22, 44]
/** Changes that say nothing of the code. */
const STILL = new Set<string>(['coverage', 'rule-added', 'rule-removed', 'moved-in', 'moved-out'])

/** One number becoming the next, part by part; each bar is a link to its list. */
export function WaterfallChart({ explained, list, label, weeks }: Props) {
  const parts = explained.parts.map(({ part, change }) => ({ key: part, change }))
  const width = (parts.length + 2) * STEP
  const chart = waterfall(chainOf(explained.from, parts), width, PLOT)
  const byPart = new Map<string, Explained['parts'][number]>(
    explained.parts.map((part) => [part.part, part]),
  )
  return (
    <div className="scroll waterfall-scroll">
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing of links is no fieldset */}
      <svg
        className="waterfall"
        width={width}
        height={HEAD + PLOT + FOOT}
        viewBox={`0 0 ${width} ${HEAD + PLOT + FOOT}`}
        role="group"
        aria-label={label}
      >
        <line x1="0" x2={width} y1={HEAD + PLOT} y2={HEAD + PLOT} stroke="var(--line)" />
        {chart.bars.map((bar, i) => {
          const part = byPart.get(bar.key)
          const next = chart.bars[i + 1]
          const middle = bar.x + bar.width / 2
          const [title, by] = part
            ? [partWords[part.part].title, partWords[part.part].by]
            : [bar.key === 'from' ? weeks[0] : weeks[1], '']
          const said = part
            ? part.part === 'moved'
              ? `0 (${count(part.findings)})`
              : signed(part.change)
            : count(bar.to)
          return (
            <g key={bar.key}>
              {next && (
                <line
                  x1={bar.x + bar.width}
                  x2={next.x}
                  y1={HEAD + bar.end}
                  y2={HEAD + bar.end}
                  stroke="var(--edge)"
                />
              )}
              <a href={hrefOf(bar.key, list)} aria-label={`${title}${by && ` ${by}`}: ${said}`}>
                <rect
                  x={bar.x - 6}
                  y="0"
                  width={bar.width + 12}
                  height={HEAD + PLOT + FOOT}
                  fill="transparent"
                />
                <rect
                  x={bar.x}
                  y={HEAD + bar.top}
                  width={bar.width}
                  height={bar.height}
                  fill={fillOf(bar.key, part?.change ?? 0)}
                />
                <text className="sum" x={middle} y={HEAD + bar.top - 7} textAnchor="middle">
                  {said}
                </text>
                <text x={middle} y={HEAD + PLOT + 17} textAnchor="middle">
                  {title}
                </text>
                <text className="by" x={middle} y={HEAD + PLOT + 34} textAnchor="middle">
                  {by}
                </text>
              </a>
            </g>
          )
        })}
      </svg>
      {chart.base > 0 && (
        <p className="faint small">Totals are cut off below {count(chart.base)}.</p>
      )}
    </div>
  )
}

function hrefOf(key: string, { since, ...list }: Partial<FindingQuery>): string {
  if (key === 'from') return findingsHref({ ...list, at: since })
  if (key === 'to') return findingsHref(list)
  return findingsHref({ ...list, since, part: key as Part })
}

function fillOf(key: string, change: number): string {
  if (isTotal(key)) return 'var(--ink)'
  if (STILL.has(key) || change === 0) return 'var(--edge)'
  return change > 0 ? 'var(--worse)' : 'var(--better)'
}
