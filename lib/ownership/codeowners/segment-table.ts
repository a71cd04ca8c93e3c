import { matchesTokens, type Segment, segmentKey, type Token } from './segment'

/**
 * Values by the name they ask for. Most globs are `*.ext` or `prefix-*`, so they are found by
 * their literal end or start, and only what has neither (`*foo*`) is tried one by one.
 */
export class SegmentTable<T> {
  private readonly literals = new Map<string, T>()
  private readonly bySuffix = new Affixes<T>((name, n) => name.slice(name.length - n))
  private readonly byPrefix = new Affixes<T>((name, n) => name.slice(0, n))
  private readonly others: Entry<T>[] = []
  private any: T | undefined
  private readonly known = new Map<string, T>()

  /** The value for a segment, made when it is new; `**` has no place here. */
  at(segment: Segment, make: () => T): T {
    if (segment.kind === 'literal') {
      const old = this.literals.get(segment.text)
      if (old !== undefined) return old
      const value = make()
      this.literals.set(segment.text, value)
      return value
    }
    const key = segmentKey(segment)
    const old = this.known.get(key)
    if (old !== undefined) return old
    const value = make()
    this.known.set(key, value)
    if (segment.kind === 'any') this.any = value
    else if (segment.kind === 'glob') this.addGlob(segment.tokens, value)
    return value
  }

  private addGlob(tokens: readonly Token[], value: T): void {
    const entry = { tokens, value }
    const suffix = literalRun(tokens.toReversed()).reverse().join('')
    const prefix = literalRun(tokens).join('')
    if (suffix !== '') this.bySuffix.add(suffix, entry)
    else if (prefix !== '') this.byPrefix.add(prefix, entry)
    else this.others.push(entry)
  }

  /** Calls with every value whose segment the name fits. */
  each(name: string, visit: (value: T) => void): void {
    const literal = this.literals.get(name)
    if (literal !== undefined) visit(literal)
    if (this.any !== undefined) visit(this.any)
    const tryEntry = (entry: Entry<T>) => {
      if (matchesTokens(entry.tokens, name)) visit(entry.value)
    }
    this.bySuffix.each(name, tryEntry)
    this.byPrefix.each(name, tryEntry)
    this.others.forEach(tryEntry)
  }
}

interface Entry<T> {
  tokens: readonly Token[]
  value: T
}

function literalRun(tokens: readonly Token[]): string[] {
  const run: string[] = []
  for (const token of tokens) {
    if (typeof token !== 'string') break
    run.push(token)
  }
  return run
}

/** Entries by a literal end of fixed lengths: one look-up for each length there is. */
class Affixes<T> {
  private readonly buckets = new Map<string, Entry<T>[]>()
  private readonly lengths: number[] = []

  constructor(private readonly cut: (name: string, length: number) => string) {}

  add(affix: string, entry: Entry<T>): void {
    const bucket = this.buckets.get(affix)
    if (bucket) bucket.push(entry)
    else this.buckets.set(affix, [entry])
    if (!this.lengths.includes(affix.length)) this.lengths.push(affix.length)
  }

  each(name: string, visit: (entry: Entry<T>) => void): void {
    for (const length of this.lengths) {
      if (length <= name.length) this.buckets.get(this.cut(name, length))?.forEach(visit)
    }
  }
}
