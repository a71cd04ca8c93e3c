import type { Value } from '../detector'

/** Where a message says what is to do the work. */
const WHAT = /^(name|type|kind|class|job|task|handler)$|(name|type|class)$/i
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
  return positional.some(
    (value, at) =>
      (at === 0 && isOwn(value, holder)) ||
      [...(value.entries ?? [])].some(([key, one]) => WHAT.test(key) && isOwn(one, holder)),
  )
}
