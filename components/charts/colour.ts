import type { SeriesColour } from '@/lib/charts/colours'

/** CSS colour of a series; grey for what has none of its own. */
export const colourOf = (colour: SeriesColour | undefined): string =>
  colour ? `var(--series-${colour.hue})` : 'var(--others)'

/** Dashes beside the hue, where two series share one. */
export const dashOf = (colour: SeriesColour | undefined): string | undefined =>
  colour?.dashed ? '7 3' : undefined
