import { count } from '@/lib/format/number'

interface Props {
  change: number | null
  /** `than last week`, or nothing where the column says it. */
  basis?: string
}

/** A change with its polarity in words and sign, never by colour alone. More is worse here. */
export function ChangeWords({ change, basis = '' }: Props) {
  if (change === null) return <span className="faint">no basis{basis && ' for a comparison'}</span>
  if (change === 0) return <span className="faint">– no change</span>
  const worse = change > 0
  return (
    <span className="change-words">
      <b className={worse ? 'worse' : 'better'}>
        <span aria-hidden="true">{worse ? '▲' : '▼'} </span>
        {count(Math.abs(change))} {worse ? 'worse' : 'better'}
      </b>
      {basis && ` ${basis}`}
    </span>
  )
}
