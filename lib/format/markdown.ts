import { type Inline, parseInline } from './markdown-inline'

export type Block =
  | { kind: 'paragraph' | 'heading'; content: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  /** `language`: as the fence names it. */
  | { kind: 'code'; text: string; language?: string }

const FENCE = /^\s{0,3}(`{3,}|~{3,})\s*([\w+#-]*)/
const ITEM = /^\s{0,3}(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/
const HEADING = /^\s{0,3}#{1,6}\s+(.*?)\s*#*$/

/** Matching openings to closings takes up to the square of this, and a server renders it. */
const CHARACTERS = 20_000

/**
 * The part of Markdown that rule help uses, as a tree. Whatever it does not know, HTML included,
 * stays text. What is too long is cut, and says so.
 */
export function parseMarkdown(source: string): Block[] {
  if (source.length <= CHARACTERS) return parseBlocks(source)
  const kept = source.slice(0, CHARACTERS).replace(/[\ud800-\udbff]$/, '')
  const text = `… (cut here: ${source.length} characters, of which ${kept.length} are shown)`
  return [...parseBlocks(kept), { kind: 'paragraph', content: [{ kind: 'text', text }] }]
}

function parseBlocks(source: string): Block[] {
  const lines = source.replace(/\r\n?/g, '\n').split('\n')
  const blocks: Block[] = []
  let paragraph: string[] = []
  const flush = () => {
    const text = paragraph.join(' ').trim()
    if (text) blocks.push({ kind: 'paragraph', content: parseInline(text) })
    paragraph = []
  }
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? ''
    const [, fence, language] = FENCE.exec(line) ?? []
    const heading = HEADING.exec(line)
    const item = ITEM.exec(line)
    if (fence) {
      flush()
      const end = lines.findIndex((l, j) => j > i && l.trimStart().startsWith(fence))
      const stop = end < 0 ? lines.length : end
      const text = lines.slice(i + 1, stop).join('\n')
      blocks.push({ kind: 'code', text, ...(language ? { language } : {}) })
      i = stop
    } else if (heading) {
      flush()
      blocks.push({ kind: 'heading', content: parseInline(heading[1] ?? '') })
    } else if (item) {
      flush()
      i = readItem(lines, i, item, blocks)
    } else if (line.trim() === '') flush()
    else paragraph.push(line.trim())
  }
  flush()
  return blocks
}

/** One list item and the indented lines that go on with it; answers the last line read. */
function readItem(lines: string[], at: number, item: RegExpExecArray, blocks: Block[]): number {
  const ordered = item[1] !== undefined
  let text = item[2] ?? ''
  let i = at
  while (/^\s{2,}\S/.test(lines[i + 1] ?? '') && !ITEM.test(lines[i + 1] ?? '')) {
    i += 1
    text += ` ${(lines[i] ?? '').trim()}`
  }
  const last = blocks.at(-1)
  const content = parseInline(text)
  if (last?.kind === 'list' && last.ordered === ordered) last.items.push(content)
  else blocks.push({ kind: 'list', ordered, items: [content] })
  return i
}
