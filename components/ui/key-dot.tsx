import type { CSSProperties } from 'react'
import { colourOf } from '@/components/charts/colour'
import type { SeriesColour } from '@/lib/charts/colours'

/** The colour of a team, service or repository, beside its name. */
export function KeyDot({ colour }: { colour: SeriesColour | undefined }) {
  const style = { '--key': colourOf(colour) } as CSSProperties
  return (
    <span className={`key-dot${colour?.dashed ? ' ring' : ''}`} style={style} aria-hidden="true" />
  )
}
