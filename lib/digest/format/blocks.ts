import type { Message } from '../types'

/** One piece of a message: a heading or not, and its lines. */
export interface Block {
  title?: string
  text: string
}

/** A message in pieces, each of at most `most` characters; what is longer ends with an ellipsis. */
export function blocksOf(message: Message, most: number, safe = (text: string) => text): Block[] {
  const numbers = message.numbers.map(({ title, value, words }) => `${title} ${value} (${words})`)
  const blocks: Block[] = [
    { text: message.lead },
    { text: numbers.join('\n') },
    ...message.sections.map(({ title, lines }) => ({
      title,
      text: lines.map((line) => `• ${line}`).join('\n'),
    })),
  ]
  // No channel takes an empty text.
  return blocks
    .filter((block) => block.text.trim() !== '')
    .map(({ title, text }) => ({
      ...(title === undefined ? {} : { title: capped(title, 150, safe) }),
      text: capped(text, most, safe),
    }))
}

/** Escaped text of at most `most` characters, never cut within an escape or a pair of surrogates. */
export function capped(text: string, most: number, safe: (text: string) => string): string {
  const whole = safe(text)
  if (whole.length <= most) return whole
  let said = ''
  for (const character of text) {
    const next = safe(character)
    if (said.length + next.length > most - 1) break
    said += next
  }
  return `${said}…`
}
