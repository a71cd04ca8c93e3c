import type { FunctionFact } from '../model'
import { calleeOf, referenceOf } from './callee'
import { Hearing } from './flow/hearing'
import { Remaking } from './flow/remaking'
import { errorMade, LITERAL, THROWS, thrownClass } from './flow/thrown-classes'
import type { SyntaxNode } from './parse/syntax-node'
import { FUNCTIONS, namedFunctionOf, symbolOf } from './symbols'

/** Calls of all grammars; `new X()` counts as one. */
export const CALLS: ReadonlySet<string> = new Set([
  'call_expression',
  'new_expression',
  'call',
  'method_invocation',
  'object_creation_expression',
])

/** Roots and methods that never lead to another file of the repository nor out of the process. */
const DULL_ROOTS =
  /^(console|Math|JSON|Object|Array|String|Number|Boolean|Date|Error|TypeError|Symbol|Reflect|Set|Map|WeakMap|RegExp|BigInt|expect|describe|it|z|len|str|int|float|bool|print|isinstance|getattr|setattr|hasattr|range|list|dict|set|tuple|enumerate|zip|sorted|min|max|sum|any|all|super|type|repr|append|make|cap|panic|copy|delete|fmt|strings|strconv|errors|logger|log|LOG|LOGGER|logging|slog|Objects|Collections|Arrays|List|Optional|Integer|Long|Boolean|ArrayList|HashMap|HashSet|StringBuilder|BigDecimal|""|…)(\.|$)/
const DULL_METHODS =
  /\.(map|filter|forEach|reduce|push|pop|shift|includes|indexOf|join|split|slice|splice|concat|trim|toString|toLowerCase|toUpperCase|startsWith|endsWith|replace|replaceAll|keys|values|entries|find|findIndex|some|every|sort|flat|flatMap|has|length|match|test|padStart|toISOString|getTime|append|extend|items|format|strip|lower|upper|startswith|endswith|isEmpty|equals|hashCode|size|contains|add|put|stream|collect|toList|isPresent|orElse|longValue|intValue|valueOf|getId|getName|Error|Errorf|Sprintf|String|debug|info|warn|warning|error|trace)$/

/** `axios.put`, `mailQueue.add` and `messages.stream` send; `map.put`, `set.add` and `list.stream` do not. */
const SENDS =
  /(^|\.)(axios|got|ky|http|requests?|httpx|session|api|rest|[\w$]*([cC]lient|Template))\.put$|(^|\.)(messages|completions|responses|httpx|session|[\w$]*[cC]lient)\.stream$|(^|\.)[\w$]*[qQ]ueue[\w$]*(\.(getInstance|instance))?(\(\))?\.add$/

/** Whether a callee may matter for a path of calls. */
export function isTelling(callee: string): boolean {
  if (callee === '' || callee.length > 80 || DULL_ROOTS.test(callee)) return false
  return !DULL_METHODS.test(callee) || SENDS.test(callee)
}

/** A Java bean's `getName()` and `setName(x)` lead nowhere. */
function isAccessor(node: SyntaxNode): boolean {
  if (node.type !== 'method_invocation') return false
  const name = node.child('name')?.text ?? ''
  const count = node.child('arguments')?.children.length ?? 0
  return /^(get|is|has)[A-Z]/.test(name) ? count === 0 : /^set[A-Z]/.test(name) && count === 1
}

/** Names under which repositories keep their own retry helpers. */
export const MAY_REPEAT =
  /(retr(y|ies|ying|ied)|back_?off|attempt|resilien|withRateLimit|RateLimitWait)\w*$/i

function isExported(scope: SyntaxNode): boolean {
  if (scope.parent?.type === 'export_statement') return true
  const holder = scope.parent?.parent?.parent
  return holder?.type === 'export_statement'
}

function fact(symbol: string, scope: SyntaxNode, family: string): FunctionFact {
  const name = symbol.slice(symbol.lastIndexOf('.') + 1)
  const modifiers = scope.first('modifiers')?.text ?? ''
  const exported =
    family === 'python'
      ? !name.startsWith('_')
      : family === 'go'
        ? /^[A-Z]/.test(name)
        : family === 'java'
          ? !modifiers.includes('private')
          : isExported(scope) || scope.type === 'method_definition'
  const reactive = family === 'java' && /^(Mono|Flux)\b/.test(scope.child('type')?.text ?? '')
  return {
    symbol,
    region: scope.region,
    exported,
    async: reactive || scope.has('async'),
    calls: [],
  }
}

/** Java's `this::send`. */
export const REFERENCE = 'method_reference'
/** What reads a value or makes one leads nowhere: `Item::getName`, `ItemDto::from`. */
const PLAIN = /\.((get|is|has|to|of|from)([A-Z]\w*)?)$/

const functionAround = (node: SyntaxNode): string => symbolOf(namedFunctionOf(node))

/**
 * Named functions that call or throw something, in document order, where code at file level has an
 * empty symbol; and the names of those at file level that do neither.
 */
export function collectFunctions(
  root: SyntaxNode,
  nodes: readonly SyntaxNode[],
  family: string,
): { functions: FunctionFact[]; plain: string[] } {
  const bySymbol = new Map<string, FunctionFact>()
  const named = new Set<string>()
  // Go's errors are results, which end in no handler.
  const hearing = family === 'go' ? undefined : new Hearing()
  const remaking = family === 'go' ? undefined : new Remaking()
  for (const node of nodes) {
    // Who is handed a method by name calls it, sooner or later.
    const reference = node.type === REFERENCE
    const isCall = reference || CALLS.has(node.type)
    const thrown = THROWS.has(node.type)
      ? thrownClass(node)
      : node.type === LITERAL
        ? errorMade(node)
        : undefined
    if (hearing?.passesOn(node)) hearing.declares(node, bySymbol.get(functionAround(node)))
    if (!isCall && !thrown && !FUNCTIONS.has(node.type)) continue
    const scope = namedFunctionOf(node)
    const symbol = scope ? symbolOf(scope) : ''
    const known = bySymbol.get(symbol)
    if (!known && scope === node && !symbol.includes('.')) named.add(symbol)
    // A decorator may do no more itself than give back the function that repeats.
    if (!isCall && !known && scope === node && MAY_REPEAT.test(symbol)) {
      bySymbol.set(symbol, fact(symbol, node, family))
    }
    if (thrown) {
      const owner = known ?? fact(symbol, scope ?? root, family)
      bySymbol.set(symbol, owner)
      if (!owner.throws?.includes(thrown)) owner.throws = [...(owner.throws ?? []), thrown]
    } else if (isCall) {
      const callee = reference ? referenceOf(node) : calleeOf(node)
      if (!isTelling(callee) || isAccessor(node) || (reference && PLAIN.test(callee))) continue
      const owner = known ?? fact(symbol, scope ?? root, family)
      if (!known) bySymbol.set(symbol, owner)
      if (!owner.calls.includes(callee)) owner.calls.push(callee)
      hearing?.calls(node, callee, owner, scope)
      remaking?.makes(node, callee, owner)
    }
  }
  hearing?.note()
  remaking?.note()
  const functions = [...bySymbol.values()].filter(
    ({ calls, throws, symbol }) => calls.length > 0 || throws || MAY_REPEAT.test(symbol),
  )
  const plain = hearing ? [...named].filter((symbol) => !bySymbol.has(symbol)) : []
  return { functions, plain }
}
