import type { Value } from '../detector'

/** Where a message says what is to do the work. */
const WHAT = /^(name|class|job|task|handler)$|(name|class)$/i
/** Where it may as well say what a message is about: an event, an entry of an audit. */
const ABOUT = /^kind$|type$/i
const OPTIONS = /\b(this|super)\.(\w*options)\b/i
const OWN = /^this\.(constructor(\.name)?|(job_?|task_?)?name)$|^new\.target(\.name)?$/i
/** `(this.constructor as typeof Base).name` is `this.constructor.name`. */
const CAST = /^\((this\.constructor)\s+as\s+[^()]+\)/

function isOwn({ node }: Value, holder: string): boolean {
  const text = node.text.replace(CAST, '$1')
  return OWN.test(text) || [holder, `${holder}.name`, `${holder}.jobName`].includes(text)
}

/** Whether a message names the class whose method sends it, as the work of a job class is found. */
export function namesOwnClass(positional: readonly Value[], symbol: string): boolean {
  const [holder = ''] = symbol.split('.')
  if (!symbol.includes('.')) return false
  // Who puts itself on a queue hands its own options over.
  const itself = positional.some(({ node }) => OPTIONS.test(node.text))
  const says = (key: string) => WHAT.test(key) || (itself && ABOUT.test(key))
  return positional.some(
    (value, at) =>
      (at === 0 && isOwn(value, holder)) ||
      [...(value.entries ?? [])].some(([key, one]) => says(key) && isOwn(one, holder)),
  )
}
