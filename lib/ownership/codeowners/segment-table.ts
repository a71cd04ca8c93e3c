import { matchesTokens, type Segment, segmentKey, type Token } from './segment'

/**
 * Values by the name they ask for. Globs are found by their literal end (`*.ext`), start
 * (`prefix-*`) or a piece of their middle (`*foo*`), so that one name is tried with few of many.
 */
export class SegmentTable<T> {
  private readonly literals = new Map<string, T>()
  private readonly byEnd = new Pieces<T>((name, n) => [name.slice(name.length - n)])
  private readonly byStart = new Pieces<T>((name, n) => [name.slice(0, n)])
  private readonly byMiddle = new Pieces<T>(piecesOf)
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
    const runs = literalRuns(tokens)
    const end = runs.at(-1) ?? ''
    const start = runs[0] ?? ''
    const longest = runs.reduce((a, b) => (b.length > a.length ? b : a), '')
    if (end !== '') this.byEnd.add(end, entry)
    else if (start !== '') this.byStart.add(start, entry)
    else if (longest !== '') this.byMiddle.add(longest.slice(0, PIECE), entry)
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
    this.byEnd.each(name, tryEntry)
    this.byStart.each(name, tryEntry)
    this.byMiddle.each(name, tryEntry)
    this.others.forEach(tryEntry)
  }
}

interface Entry<T> {
  tokens: readonly Token[]
  value: T
}

/** How much of the middle is looked up: every place of a name is, for each length up to this. */
const PIECE = 4

/** The literal text between wildcards; empty at an end where there is a wildcard. */
function literalRuns(tokens: readonly Token[]): string[] {
  const runs = ['']
  for (const token of tokens) {
    if (typeof token === 'string') runs.push((runs.pop() ?? '') + token)
    else runs.push('')
  }
  return runs
}

function piecesOf(name: string, length: number): Set<string> {
  const pieces = new Set<string>()
  for (let i = 0; i + length <= name.length; i++) pieces.add(name.slice(i, i + length))
  return pieces
}

/** Entries by a literal piece of a name: one look-up for each length and place there is. */
class Pieces<T> {
  private readonly buckets = new Map<string, Entry<T>[]>()
  private readonly lengths = new Set<number>()

  constructor(private readonly cut: (name: string, length: number) => Iterable<string>) {}

  add(piece: string, entry: Entry<T>): void {
    const bucket = this.buckets.get(piece)
    if (bucket) bucket.push(entry)
    else this.buckets.set(piece, [entry])
    this.lengths.add(piece.length)
  }

  each(name: string, visit: (entry: Entry<T>) => void): void {
    for (const length of this.lengths) {
      if (length > name.length) continue
      for (const piece of this.cut(name, length)) this.buckets.get(piece)?.forEach(visit)
    }
  }
}
