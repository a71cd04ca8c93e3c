import type { Tree } from './tree'

/** A block of HCL: `resource "aws_sqs_queue" "orders" { … }`. Nested blocks stand in its body. */
export interface HclBlock {
  type: string
  labels: string[]
  body: Tree
}

type Token = { kind: 'name' | 'text' | 'heredoc' | 'number' | 'sign'; text: string; line: number }

const SIGNS = /^(?:=>|==|!=|<=|>=|&&|\|\||\.\.\.|[{}[\]()=,.?:!<>+\-*/%])/
const NAME = /^[A-Za-z_][\w-]*/
const NUMBER = /^\d[\d.eE]*/
const CLOSING: Record<string, string> = { '{': '}', '[': ']', '(': ')' }

/** Text between the quotes of a template, its interpolations counted, from `from` on. */
function quotedEnd(source: string, from: number): number {
  let depth = 0
  for (let i = from; i < source.length; i++) {
    const one = source[i]
    if (one === '\\') i++
    else if ((one === '$' || one === '%') && source[i + 1] === '{') {
      depth++
      i++
    } else if (one === '}' && depth > 0) depth--
    else if (one === '"' && depth === 0) return i
    else if (one === '\n' && depth === 0) return i
  }
  return source.length
}

function tokens(source: string): Token[] {
  const found: Token[] = []
  let line = 1
  let i = 0
  const take = (length: number) => {
    const text = source.slice(i, i + length)
    i += length
    line += text.split('\n').length - 1
    return text
  }
  while (i < source.length) {
    const rest = source.slice(i, i + 400)
    const skip = /^(?:\s+|#[^\n]*|\/\/[^\n]*)/.exec(rest)
    if (skip) {
      take(skip[0].length)
      continue
    }
    if (rest.startsWith('/*')) {
      const end = source.indexOf('*/', i + 2)
      take((end < 0 ? source.length : end + 2) - i)
      continue
    }
    const here = /^<<(-?)([A-Za-z_]\w*)[^\n]*\n/.exec(rest)
    if (here) {
      take(here[0].length)
      const end = new RegExp(`^[ \\t]*${here[2]}[ \\t]*$`, 'm').exec(source.slice(i))
      const start = line
      const text = take(end ? end.index : source.length - i)
      if (end) take(end[0].length)
      found.push({ kind: 'heredoc', text, line: start })
      continue
    }
    if (source[i] === '"') {
      const end = quotedEnd(source, i + 1)
      const start = line
      const text = take(end + 1 - i).slice(1, -1)
      found.push({ kind: 'text', text: text.replace(/\\(["\\])/g, '$1'), line: start })
      continue
    }
    const name = NAME.exec(rest)?.[0]
    const number = name ? undefined : NUMBER.exec(rest)?.[0]
    const sign = name || number ? undefined : (SIGNS.exec(rest)?.[0] ?? rest[0] ?? '')
    const kind = name ? 'name' : number ? 'number' : 'sign'
    const start = line
    found.push({ kind, text: take((name ?? number ?? sign ?? ' ').length), line: start })
  }
  return found
}

/**
 * Blocks of an HCL text with their lines. Tolerant: expressions that need computing are kept as
 * their text with the tag `expr`; `jsonencode({ … })` is what it encodes.
 */
export function hclBlocks(source: string): HclBlock[] {
  const reader = new Reader(tokens(source))
  return reader.body('').blocks
}

class Reader {
  #at = 0

  constructor(readonly all: Token[]) {}

  #peek(ahead = 0): Token | undefined {
    return this.all[this.#at + ahead]
  }

  #is(sign: string, ahead = 0): boolean {
    const token = this.#peek(ahead)
    return token?.kind === 'sign' && token.text === sign
  }

  body(end: string): { blocks: HclBlock[]; tree: Tree } {
    const line = this.#peek()?.line ?? 1
    const map = new Map<string, Tree>()
    const blocks: HclBlock[] = []
    while (this.#peek() && !(end && this.#is(end))) {
      const token = this.all[this.#at++]
      if (!token || (token.kind !== 'name' && token.kind !== 'text')) continue
      if (this.#is('=') || this.#is(':')) {
        this.#at++
        map.set(token.text, { ...this.#value(), line: token.line })
        continue
      }
      const labels: string[] = []
      while (
        this.#peek()?.kind === 'text' ||
        (this.#peek()?.kind === 'name' && labels.length < 3)
      ) {
        labels.push(this.all[this.#at++]?.text ?? '')
      }
      if (!this.#is('{')) continue
      this.#at++
      const { tree } = this.body('}')
      const endLine = this.#peek()?.line ?? tree.endLine
      this.#at++
      const body = { ...tree, line: token.line, endLine }
      blocks.push({ type: token.text, labels, body })
      // A dynamic block stands for blocks of its label, however many.
      const dynamic = token.text === 'dynamic' ? labels[0] : undefined
      const name = dynamic ?? token.text
      const content = dynamic ? (body.map?.get('content') ?? body) : body
      const before = map.get(name)
      map.set(name, before ? { ...before, list: [...(before.list ?? [before]), content] } : content)
    }
    return { blocks, tree: { line, endLine: this.#peek()?.line ?? line, map } }
  }

  /** A value up to the end of its line, or what closes around it. */
  #value(): Tree {
    const token = this.#peek()
    if (!token) return { line: 1, endLine: 1 }
    const start = this.#at
    const simple = this.#simple(token)
    if (simple && this.#ends(simple.endLine)) return simple
    this.#at = start
    return this.#expression(token.line)
  }

  #simple(token: Token): Tree | undefined {
    const { line, kind, text } = token
    if (kind === 'heredoc') {
      this.#at++
      return { line, endLine: line + text.split('\n').length - 1, text, tag: 'heredoc' }
    }
    if (kind === 'text') {
      this.#at++
      const computed = /\$\{|%\{/.test(text)
      return { line, endLine: line, text, ...(computed ? { tag: 'expr' } : {}) }
    }
    if (kind === 'number') {
      this.#at++
      return { line, endLine: line, text }
    }
    if (this.#is('-') && this.#peek(1)?.kind === 'number') {
      this.#at += 2
      return { line, endLine: line, text: `-${this.#peek(-1)?.text}` }
    }
    if (kind === 'name' && /^(true|false|null)$/.test(text)) {
      this.#at++
      return { line, endLine: line, text }
    }
    if (kind === 'name' && text === 'jsonencode' && this.#is('(', 1)) {
      this.#at += 2
      const inner = this.#value()
      if (this.#is(')')) this.#at++
      return { ...inner, endLine: this.#peek(-1)?.line ?? inner.endLine }
    }
    if (this.#is('{')) return this.#object()
    if (this.#is('[')) return this.#list()
    return undefined
  }

  #object(): Tree | undefined {
    const line = this.all[this.#at++]?.line ?? 1
    if (this.#peek()?.text === 'for') return undefined
    const map = new Map<string, Tree>()
    while (this.#peek() && !this.#is('}')) {
      const key = this.all[this.#at++]
      if (!key || this.#is(',', -1)) continue
      if (this.#is('=') || this.#is(':')) {
        this.#at++
        map.set(key.text, { ...this.#value(), line: key.line })
      }
    }
    const endLine = this.all[this.#at++]?.line ?? line
    return { line, endLine, map }
  }

  #list(): Tree | undefined {
    const line = this.all[this.#at++]?.line ?? 1
    if (this.#peek()?.text === 'for') return undefined
    const list: Tree[] = []
    while (this.#peek() && !this.#is(']')) {
      if (this.#is(',')) this.#at++
      else list.push(this.#value())
    }
    const endLine = this.all[this.#at++]?.line ?? line
    return { line, endLine, list }
  }

  /** Whether a value is complete here: something ends, or a new line begins. */
  #ends(line: number): boolean {
    const next = this.#peek()
    if (!next || next.line > line) return true
    return [',', '}', ']', ')'].some((sign) => this.#is(sign))
  }

  #expression(line: number): Tree {
    const open: string[] = []
    let text = ''
    let endLine = line
    for (;;) {
      const token = this.#peek()
      if (!token) break
      if (open.length === 0 && text !== '') {
        if (token.line > endLine && !/[?:&|+=]$/.test(text) && !/^[?:&|.]/.test(token.text)) break
        if ([',', '}', ']', ')'].some((sign) => this.#is(sign))) break
      }
      if (token.kind === 'sign' && CLOSING[token.text]) open.push(CLOSING[token.text] ?? '')
      else if (token.kind === 'sign' && token.text === open.at(-1)) open.pop()
      text += token.kind === 'text' ? `"${token.text}"` : token.text
      endLine = token.line
      this.#at++
    }
    return { line, endLine, text, tag: 'expr' }
  }
}
