import { lexiconNamed, lexiconOf } from '@/lib/code/languages'
import type { Block } from './markdown'

/** Blocks to read, and examples in other languages than the reader's, to unfold. */
export type Arranged = Block | { kind: 'elsewhere'; languages: string[]; blocks: Block[] }

/** A fenced block, with the line before it that says what it is (`Go, database/sql:`). */
interface Example {
  blocks: Block[]
  language: string
}

/**
 * Examples of several languages in a row, so that the one of a file's own language is read first and
 * the others are folded behind it; where it has none, all stay.
 */
export function forFile(blocks: readonly Block[], path: string): Arranged[] {
  const own = lexiconOf(path)
  const arranged: Arranged[] = []
  for (let i = 0; i < blocks.length; ) {
    const run: Example[] = []
    let next = i
    for (let found = exampleAt(blocks, next); found; found = exampleAt(blocks, next)) {
      run.push(found)
      next += found.blocks.length
    }
    const [first] = blocks.slice(i)
    if (run.length === 0 && first) {
      arranged.push(first)
      i += 1
    } else {
      const mine = run.filter(({ language }) => own && lexiconNamed(language) === own)
      const others = mine.length > 0 ? run.filter((example) => !mine.includes(example)) : []
      arranged.push(...(mine.length > 0 ? mine : run).flatMap((example) => example.blocks))
      if (others.length > 0) arranged.push(elsewhere(others))
      i = next
    }
  }
  return arranged
}

const NAMES: Readonly<Record<string, string>> = {
  ts: 'TypeScript',
  js: 'JavaScript',
  python: 'Python',
  py: 'Python',
  java: 'Java',
  kotlin: 'Kotlin',
  go: 'Go',
  yaml: 'YAML',
}

function elsewhere(examples: readonly Example[]): Arranged {
  return {
    kind: 'elsewhere',
    languages: [...new Set(examples.map(({ language }) => NAMES[language] ?? language))],
    blocks: examples.flatMap(({ blocks }) => blocks),
  }
}

function exampleAt(blocks: readonly Block[], at: number): Example | undefined {
  const [first, second] = [blocks[at], blocks[at + 1]]
  if (first?.kind === 'code' && first.language) return { blocks: [first], language: first.language }
  if (first?.kind !== 'paragraph' || second?.kind !== 'code' || !second.language) return undefined
  const last = first.content.at(-1)
  if (last?.kind !== 'text' || !last.text.endsWith(':')) return undefined
  return { blocks: [first, second], language: second.language }
}
