/**
 * Orders rows by a value, the largest first or (reversed) the least. What is not known comes last
 * either way; what is equal is ordered by `otherwise`.
 */
export function byValue<T>(
  value: (row: T) => number | null | undefined,
  reversed: boolean,
  otherwise: (a: T, b: T) => number,
): (a: T, b: T) => number {
  const way = reversed ? -1 : 1
  return (a, b) => {
    const [mine, theirs] = [value(a) ?? undefined, value(b) ?? undefined]
    if (mine === undefined || theirs === undefined) {
      return Number(mine === undefined) - Number(theirs === undefined) || otherwise(a, b)
    }
    return way * (theirs - mine) || otherwise(a, b)
  }
}
