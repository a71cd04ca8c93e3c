import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { CALLS } from '../functions'
import { familyOf } from '../languages'
import { makerOf } from '../makers'
import { CLASSES, givenTo, OWN, scopeOf } from '../scopes'
import { FUNCTIONS } from '../symbols'
import { isTestFile } from '../test-files'
import { attemptsOf, type Counted } from './knobs'
import { librariesIn, libraryOf } from './libraries'
import type { RetryLibrary } from './library'
import { addLayer, fromRow } from './report-layer'
import { retryDecision } from './rule'

const SENDS = /^(get|post|put|patch|delete|head|options|request|send)$/i
/** Retries that urllib3 is told apart from the adapter that they are given to. */
const GIVEN = 'max_retries'
/** Methods that are repeated, as urllib3 is told them. */
const METHODS = ['allowed_methods', 'method_whitelist']
const MAX_CONDITION = 80

/** A variable or field, and the function, class or file that it belongs to. */
interface Holder {
  name: string
  scope: SyntaxNode | null
}

/** What a client is told to repeat, and what holds the client. */
interface Attached {
  row: RetryLibrary
  /** Where the number is written, and whether that is a decision told elsewhere. */
  at: SyntaxNode
  told: boolean
  count: Counted
  condition?: string
  holder: Holder
}

interface Seen {
  rows: RetryLibrary[]
  attached: Attached[]
  calls: { callee: string; node: SyntaxNode }[]
}

const seenIn = new WeakMap<DetectorContext, Seen>()

function seen(ctx: DetectorContext): Seen {
  const rows = () =>
    librariesIn(familyOf(ctx.language), ctx.importedModules).filter(
      ({ form }) => form === 'attached',
    )
  const found = seenIn.get(ctx) ?? { rows: rows(), attached: [], calls: [] }
  seenIn.set(ctx, found)
  return found
}

const plain = (text: string) => text.replace(OWN, '')

const holderOf = (text: string, node: SyntaxNode): Holder => ({
  name: text.replace(/^self\./, 'this.'),
  scope: scopeOf(text, node),
})

/** What holds the client, and the fields that the same function puts it into. */
function holdersOf(holder: Holder): Holder[] {
  const { name, scope } = holder
  const around = scope && FUNCTIONS.has(scope.type) ? scope.ancestor(CLASSES) : null
  if (!scope || !around) return [holder]
  const found = [holder]
  for (const node of scope.descendants(FUNCTIONS)) {
    const [left, right] = [node.child('left'), node.child('right')]
    if (left && OWN.test(left.text) && right?.text === name) found.push(holderOf(left.text, left))
    // `constructor(private readonly http: AxiosInstance)` declares a field.
    const field = node.first('accessibility_modifier') && node.child('pattern')?.text === name
    if (field) found.push({ name: `this.${name}`, scope: around })
  }
  return found
}

/** Member that is called on a holder; empty where it is called itself. */
function memberOn({ name, scope }: Holder, callee: string, call: SyntaxNode): string | undefined {
  const path = callee.replace(/^self\./, 'this.')
  if (path !== name && !path.startsWith(`${name}.`)) return undefined
  return scopeOf(callee, call) === scope ? path.slice(name.length + 1) : undefined
}

/** A call, or the one that made what a name stands for. */
function madeBy(node: SyntaxNode, ctx: DetectorContext): SyntaxNode | undefined {
  const made = CALLS.has(node.type) ? node : makerOf(givenTo(node.text, node, ctx.root))
  return made ?? undefined
}

const rowOf = (call: SyntaxNode, forms: Parameters<typeof libraryOf>[2], ctx: DetectorContext) =>
  libraryOf(familyOf(ctx.language), ctx.resolveAll(call), forms)

/** Methods as they are written, where POST is among them; else those of the library. */
function conditionOf(retry: SyntaxNode, row: RetryLibrary, ctx: DetectorContext) {
  const args = ctx.args(retry)
  const methods = METHODS.map((name) => args.option(name)).find(Boolean)
  if (!methods) return row.condition
  const every = methods.literal === false || methods.literal === null
  if (!every && !/POST|PATCH/.test(methods.node.text) && methods.node.children.length > 0)
    return row.condition
  return `methods: ${methods.node.text.replace(/\s+/g, ' ').slice(0, MAX_CONDITION)}`
}

/** `HTTPAdapter(max_retries=Retry(total=3))`, the retries written in place or before. */
function adapted(row: RetryLibrary, adapter: SyntaxNode, ctx: DetectorContext) {
  const given = ctx.args(adapter).option(GIVEN) ?? undefined
  const retry = given && madeBy(given.node, ctx)
  const inner = retry && rowOf(retry, ['client'], ctx)
  if (!retry || !inner) return { at: adapter, told: false, count: attemptsOf(row, adapter, ctx) }
  const condition = conditionOf(retry, inner, ctx)
  const count = attemptsOf(inner, retry, ctx)
  return {
    at: retry,
    told: true,
    count: { ...count, explicit: true },
    ...(condition ? { condition } : {}),
  }
}

/** `session.mount("https://", adapter)`; classes of a repository's own extend the library's. */
function visitMount(
  call: SyntaxNode,
  callee: string,
  { rows, attached }: Seen,
  ctx: DetectorContext,
) {
  const node = ctx.args(call).positional[1]?.node
  const adapter = node && madeBy(node, ctx)
  const row = rows.find(({ to }) => to === undefined)
  if (!adapter || !row || !/HTTPAdapter$/.test(ctx.callee(adapter))) return
  const holder = holderOf(callee.slice(0, -'.mount'.length), call)
  const isSame = (one: Holder) => one.name === holder.name && one.scope === holder.scope
  // It is mounted once for `http://` and once for `https://`.
  if (attached.some((one) => isSame(one.holder))) return
  attached.push({ row, ...adapted(row, adapter, ctx), holder })
}

/** Clients that somebody has repeat what they send: `axiosRetry(client)`, `session.mount(…)`. */
export const attachedRetries: Detector = {
  rules: [retryDecision],
  languages: ['typescript', 'tsx', 'javascript', 'python'],
  nodeTypes: ['call_expression', 'call'],
  visit(node, ctx) {
    const found = seen(ctx)
    if (found.rows.length === 0 || isTestFile(ctx)) return
    const callee = ctx.callee(node)
    found.calls.push({ callee, node })
    if (callee.endsWith('.mount')) return visitMount(node, callee, found, ctx)
    const row = rowOf(node, ['attached'], ctx)
    if (row?.to === undefined) return
    const holder = holderOf(ctx.args(node).positional[row.to]?.node.text ?? '', node)
    const count = attemptsOf(row, node, ctx)
    const own = ctx.args(node).option('retryCondition')?.node.text.replace(/\s+/g, ' ')
    const condition = own?.slice(0, MAX_CONDITION)
    found.attached.push({
      row,
      at: node,
      told: false,
      count,
      holder,
      ...(condition ? { condition } : {}),
    })
  },
  finish(ctx) {
    const { attached, calls } = seen(ctx)
    for (const { row, at, told, count, condition, holder } of attached) {
      if (row.optIn && !count.explicit) continue
      const holders = holdersOf(holder)
      const uses = new Map([[ctx.symbol(at), new Set<string>()]])
      for (const { callee, node } of calls) {
        const members = holders.map((one) => memberOn(one, callee, node))
        if (!members.some((one) => one === '' || (one && SENDS.test(one)))) continue
        const symbol = ctx.symbol(node)
        uses.set(symbol, (uses.get(symbol) ?? new Set()).add(callee))
      }
      // Other files know a client of the file by its name, or a field of a class they extend.
      const shared = holders.find(({ scope }) => !scope || !FUNCTIONS.has(scope.type))
      const layer = {
        ...fromRow(row, count),
        ...(condition ? { condition } : {}),
        ...(shared ? { client: plain(shared.name) } : {}),
      }
      for (const [i, [symbol, repeats]] of [...uses].entries()) {
        const own = { ...layer, symbol, repeats: [...repeats] }
        if (i === 0 && !told) addLayer(ctx, at, own)
        else if (layer.attempts !== 1) ctx.layer({ ...own, region: at.region })
      }
    }
  },
}
