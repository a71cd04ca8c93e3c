import { count, signed } from './number'

interface Changed {
  appeared: number
  gone: number
  /** Part of `appeared − gone` that is no drift. */
  stock: number
}

/** What appeared and went because code or people changed; their difference is the drift. */
export function driftOf({ appeared, gone, stock }: Changed) {
  const own = { appeared: appeared - Math.max(0, stock), gone: gone - Math.max(0, -stock) }
  return { ...own, drift: own.appeared - own.gone }
}

/** `+58 were there already: first scan or new rule`; empty where there is no stock. */
export function stockWords(stock: number): string {
  if (stock === 0) return ''
  const one = Math.abs(stock) === 1
  if (stock < 0) return `${signed(stock)} ${one ? 'is' : 'are'} no longer looked for: rule removed`
  return `${signed(stock)} ${one ? 'was' : 'were'} there already: first scan or new rule`
}

/** Heading of the list of what appeared, or of what stands where nothing did. */
export function appearedHeading(
  total: number,
  nouns: { one: string; many: string },
  changed: Changed,
): string {
  const noun = (n: number) => `${count(n)} ${n === 1 ? nouns.one : nouns.many}`
  if (changed.appeared === 0)
    return `${count(total)} ${total === 1 ? nouns.one : nouns.many}, none of them new this week`
  const { appeared } = driftOf(changed)
  const there = changed.appeared - appeared
  if (there === 0) return `${count(total)} new ${total === 1 ? nouns.one : nouns.many} this week`
  if (appeared === 0) return `${noun(total)} first looked at this week, none of them new`
  return `${noun(total)} first seen this week: ${count(appeared)} new, ${count(there)} there already`
}
