/** Characters of a message that lists and headings show; the finding's page has the rest on demand. */
const SHOWN = 2_000

/** The beginning of a long text, and how many characters are left out. */
export function beginning(text: string): { text: string; more: number } {
  if (text.length <= SHOWN) return { text, more: 0 }
  const kept = text.slice(0, SHOWN).replace(/[\ud800-\udbff]$/, '')
  return { text: kept, more: text.length - kept.length }
}

/** Characters of a path at both ends that lists show; the page of what stands there has it whole. */
const [HEAD, TAIL] = [60, 160]

/** A path, with its middle left out where it is long: where it begins and which file it is. */
export function shortPath(path: string): string {
  if (path.length <= HEAD + TAIL + 1) return path
  const head = path.slice(0, HEAD).replace(/[\ud800-\udbff]$/, '')
  return `${head}…${path.slice(-TAIL).replace(/^[\udc00-\udfff]/, '')}`
}

/** HTML parsers break a text node at 65,536 characters; a page that hydrates must not find it so. */
const PIECE = 8_000

/** A text in pieces that each fit one text node, also with every character spelled out. */
export function pieces(text: string): string[] {
  const found: string[] = []
  for (let at = 0; at < text.length; ) {
    let end = Math.min(at + PIECE, text.length)
    if (end < text.length && /[\ud800-\udbff]/.test(text[end - 1] ?? '')) end -= 1
    found.push(text.slice(at, end))
    at = end
  }
  return found
}
