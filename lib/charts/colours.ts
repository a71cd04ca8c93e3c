/** Hues in app/styles/tokens.css: `--series-0` … */
export const HUES = 9

export interface SeriesColour {
  hue: number
  /** Told apart by dashes where the hues have run out. */
  dashed: boolean
}

/**
 * One colour for each key, the same wherever the same keys are given: a key takes the hue that its
 * text hashes to, or the next free one. Give every known key, not only those on one chart.
 */
export function assignColours(keys: readonly string[]): Map<string, SeriesColour> {
  const colours = new Map<string, SeriesColour>()
  let taken = new Set<number>()
  let round = 0
  for (const key of [...new Set(keys)].sort()) {
    if (taken.size === HUES) {
      taken = new Set()
      round += 1
    }
    let hue = hash(key) % HUES
    while (taken.has(hue)) hue = (hue + 1) % HUES
    taken.add(hue)
    colours.set(key, { hue, dashed: round % 2 === 1 })
  }
  return colours
}

function hash(text: string): number {
  let value = 2166136261
  for (let i = 0; i < text.length; i += 1) {
    value = Math.imul(value ^ text.charCodeAt(i), 16777619) >>> 0
  }
  return value
}
