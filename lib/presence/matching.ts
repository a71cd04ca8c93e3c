import { renames } from './renames'

/**
 * The passes that recognise a finding in another form, strictest first (docs/decisions/0002).
 * `tool`: the tool's own fingerprint. `content`: same file and content, the symbol around it was
 * renamed. `beginning`: same symbol and the same first part of the content, edited further in.
 * `symbol`: the only one of its rule in its symbol, edited in place. `block`: symbol and
 * content in another file. `moved`: content alone, when there is enough of it. `rename`: same
 * content, beginning or symbol in a file that other findings of this scan prove to be renamed, or
 * to have moved with its folder (`renames`).
 */
export type Pass = 'tool' | 'content' | 'beginning' | 'symbol' | 'block' | 'moved' | 'rename'

/** What matching knows of a version. */
export interface Form {
  id: string
  ruleId: string
  path: string
  symbol: string | null
  toolIdentity: string | null
  content: string | null
  /** First part of its content, where it has more and the tool says so. */
  beginning: string | null
  /** Characters of its snippet without white space; 0 where unknown. */
  weight: number
  line: number
}

export interface Link {
  from: string
  to: string
  pass: Pass
}

/** Below this many characters, content alone says too little: `catch (e) {}` is everywhere. */
const ENOUGH_CONTENT = 60

/**
 * Which of the forms that appeared continue one that is gone, at one scan.
 * One to one, and where it is ambiguous nothing is linked (it fails closed): a wrong link would
 * carry an owner to a place nobody has looked at.
 */
export function matchForms(gone: readonly Form[], appeared: readonly Form[]): Link[] {
  const links: Link[] = []
  const left = new Set(gone)
  const right = new Set(appeared)
  const run = (pass: Pass, keyOf: (form: Form) => string | null, interchangeable = false) => {
    const buckets = new Map<string, { gone: Form[]; appeared: Form[] }>()
    const put = (form: Form, side: 'gone' | 'appeared') => {
      const key = keyOf(form)
      if (key === null) return
      const bucket = buckets.get(key) ?? { gone: [], appeared: [] }
      bucket[side].push(form)
      buckets.set(key, bucket)
    }
    for (const form of left) put(form, 'gone')
    for (const form of right) put(form, 'appeared')
    for (const bucket of buckets.values()) {
      const n = bucket.gone.length
      if (n === 0 || n !== bucket.appeared.length) continue
      // Several with nothing to tell them apart pair up in order; otherwise only a pair is certain.
      if (n > 1 && !interchangeable) continue
      const from = bucket.gone.sort(byLine)
      bucket.appeared.sort(byLine).forEach((to, i) => {
        const origin = from[i]
        if (!origin) return
        links.push({ from: origin.id, to: to.id, pass })
        left.delete(origin)
        right.delete(to)
      })
    }
  }
  const key = (...parts: (string | null)[]) => (parts.includes(null) ? null : JSON.stringify(parts))

  run('tool', (f) => key(f.ruleId, f.toolIdentity))
  run('content', (f) => key(f.ruleId, f.path, f.content), true)
  run('beginning', (f) => key(f.ruleId, f.path, f.symbol, f.beginning))
  run('symbol', (f) => (f.symbol ? key(f.ruleId, f.path, f.symbol) : null))
  run('block', (f) =>
    f.symbol && f.content ? key(f.ruleId, f.symbol, f.content, blockPlace(f)) : null,
  )
  run('moved', (f) => (f.weight >= ENOUGH_CONTENT ? key(f.ruleId, f.content) : null))
  const renamed = renames(links, { gone, appeared }, { gone: [...left], appeared: [...right] })
  const pathOf = (f: Form) => (left.has(f) ? renamed.get(f.path) : f.path) ?? null
  run('rename', (f) => key(f.ruleId, pathOf(f), f.content), true)
  run('rename', (f) => key(f.ruleId, pathOf(f), f.symbol, f.beginning))
  run('rename', (f) => (f.symbol ? key(f.ruleId, pathOf(f), f.symbol) : null))
  return links
}

/** Little content must at least keep its file name; enough content may go anywhere. */
function blockPlace(form: Form): string {
  return form.weight >= ENOUGH_CONTENT ? '' : (form.path.split('/').pop() ?? '')
}

function byLine(a: Form, b: Form): number {
  return a.path.localeCompare(b.path) || a.line - b.line || a.id.localeCompare(b.id)
}
