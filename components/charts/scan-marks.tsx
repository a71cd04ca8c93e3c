export interface ChartMark {
  at: string
  kind: string
  label: string
}

interface Props {
  marks: readonly ChartMark[]
  instants: readonly string[]
}

/** Ticks on the time axis; the list below the chart says the same in words. */
export function ScanMarks({ marks, instants }: Props) {
  const first = Date.parse(instants[0] ?? '')
  const length = Date.parse(instants.at(-1) ?? '') - first
  if (!(length > 0)) return null
  return (
    <div className="scan-marks" aria-hidden="true">
      {marks.map(({ at, kind, label }) => {
        const share = (Date.parse(at) - first) / length
        if (share < 0 || share > 1) return null
        return (
          <span
            key={`${at} ${kind} ${label}`}
            className={`scan-mark ${kind}`}
            style={{ left: `${100 * share}%` }}
            title={label}
          />
        )
      })}
    </div>
  )
}
