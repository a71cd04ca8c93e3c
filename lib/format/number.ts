const counts = new Intl.NumberFormat('en')

/** 12345 → `12,345`. */
export function count(value: number): string {
  return counts.format(value)
}

/** A change with its sign: `+9`, `−12` (a true minus), `0`. */
export function signed(value: number): string {
  if (value === 0) return '0'
  return `${value > 0 ? '+' : '−'}${count(Math.abs(value))}`
}

/** `1 decision`, `2 decisions`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}
