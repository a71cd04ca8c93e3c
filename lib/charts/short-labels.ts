/** So many characters of a text: from its beginning, from its end, or both. */
const CUTS = [
  (text: string, most: number) => `${text.slice(0, most - 1)}…`,
  (text: string, most: number) => `…${text.slice(1 - most)}`,
  (text: string, most: number) => {
    const end = Math.ceil((most - 1) / 2)
    return `${text.slice(0, most - 1 - end)}…${text.slice(-end)}`
  },
]

/**
 * Labels of at most so many characters. Those that would read alike, as the packages of one house
 * do, are cut where they differ.
 */
export function shortLabels(labels: readonly string[], most: number): Map<string, string> {
  const short = new Map<string, string>()
  let left = [...new Set(labels)].filter((label) => label.length > most)
  for (const label of labels) if (label.length <= most) short.set(label, label)
  for (const cut of CUTS) {
    const taken = new Set(short.values())
    const times = new Map<string, number>()
    for (const label of left) {
      const words = cut(label, most)
      times.set(words, (times.get(words) ?? 0) + 1)
    }
    left = left.filter((label) => {
      const words = cut(label, most)
      if (times.get(words) !== 1 || taken.has(words)) return true
      short.set(label, words)
      return false
    })
  }
  for (const label of left) short.set(label, CUTS[0]?.(label, most) ?? label)
  return short
}
