import type { SyntaxNode } from '../detector'
import { RETRY_WORDS } from './retry-words'

/** Several of these do the same work: where one fails, the next is asked. */
const SERVERS =
  /(server|host|endpoint|node|replica|mirror|upstream|broker|backend|instance|address|peer)(e?s|_?list)$/i
/** What sends, whatever it is called on; and what is called on a client. */
const SENDS =
  /(^|[._])(fetch|request|send\w*|exchange|invoke|rpc|ping|connect|dial\w*|urlopen|do_?(get|post|put|delete|execute|request|call))$/i
const OF_CLIENT =
  /(api|client|template|rest|https?|axios|requests|session|stub|rpc|conn|connection|transport|socket)(\(\))?\.\w+$/i

/** Whether a loop goes through servers; the keys of an object are none (`for (key in instances)`). */
export function isOverServers(over: SyntaxNode, loop: SyntaxNode): boolean {
  if (loop.type === 'for_in_statement' && loop.has('in')) return false
  const name = /([A-Za-z_]\w*)(\(\))?$/.exec(over.text)?.[1] ?? ''
  return SERVERS.test(name) || (/service(s|list)$/i.test(name) && RETRY_WORDS.test(loop.text))
}

/** Whether one of the calls in a loop asks somebody else: parsing each address does not. */
export const asksServer = (repeats: readonly string[]): boolean =>
  repeats.some((callee) => SENDS.test(callee) || OF_CLIENT.test(callee))
