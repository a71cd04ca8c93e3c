import { signed } from '@/lib/format/number'

/** A change in a table: sign and colour; zero is really neutral. */
export function Delta({ change }: { change: number | null }) {
  if (change === null) return <span className="delta faint">–</span>
  const tone = change > 0 ? 'worse' : change < 0 ? 'better' : 'faint'
  return <span className={`delta ${tone}`}>{signed(change)}</span>
}
