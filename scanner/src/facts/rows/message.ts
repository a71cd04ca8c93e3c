import type { Query } from './query'

const short = (text: string, most: number) => {
  const plain = text.replace(/\s+/g, ' ')
  return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain
}

/** `through`: functions between the loop and the query, the called one first. */
export function messageOf(
  callee: string,
  over: string,
  { reads, mechanism }: Query,
  through: readonly string[],
): string {
  const does = reads ? 'asks the database' : 'writes to the database'
  const way = through.length > 0 ? ` through ${through.map((one) => `\`${one}\``).join(' → ')}` : ''
  return `\`${short(callee, 60)}\` (${mechanism}) ${does} once for each element of \`${short(over, 60)}\`${way}.`
}
