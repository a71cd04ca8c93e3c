import type { DetectorContext, SyntaxNode } from '../detector'

const LITERAL =
  /^(array|list|tuple|set|dictionary|object|array_initializer|composite_literal|array_creation_expression|string|template_string)$/
/** `BATCHES`, `chunk(ids, 100)`, `range(0, n, size)`, `Status.values()`, `ids.split(',')`. */
const FEW =
  /^[A-Z][A-Z0-9_]+$|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+$|^[A-Z]\w*$|\brange\(|^Array(\.from)?\(|Object\.(values|keys|entries)\(\s*[A-Z]|^[A-Z]\w*\.values\(\)$|^(List|Set|Arrays|Stream|ImmutableList|ImmutableSet)\.(of|asList)\(|\.split\(|\b(IntStream|LongStream)\b|argv\b/
const BATCHED =
  /chunk|batch|\bpages?\b|paginat|partition|slices?\b|window|shard|cursor|sqls?\b|statements?\b|queries\b|filters?\b|columns?\b|tables?\b|_fks\b|metadata|kwargs\b|_models\b|tenants?\b|databases\b|data_?sources\b|connections\b/i
const TRIED = /attempt|retr(y|ies)|backoff|delays|candidates?\b/i
/** Elements by another name: `enumerate(orders)`, `orders.entries()`. */
const WRAPPERS = /^(enumerate|sorted|reversed|list|tqdm|iter|set)$/

function inner(elements: SyntaxNode): SyntaxNode {
  if (/^(call|call_expression)$/.test(elements.type)) {
    const name = elements.child('function')?.text ?? ''
    const first = elements.child('arguments')?.children[0]
    if (WRAPPERS.test(name) && first) return inner(first)
    const method = /\.(entries|values|keys|items|iterator)$/.exec(name)
    const object = elements.child('function')?.children[0]
    if (method && object) return inner(object)
  }
  return /^(parenthesized_expression|as_expression|await_expression|await)$/.test(elements.type) &&
    elements.children[0]
    ? inner(elements.children[0])
    : elements
}

/** Elements that are few by how they are written, or tried until one will do. */
export function isFew(elements: SyntaxNode, variable: string, ctx: DetectorContext): boolean {
  const plain = inner(elements)
  if (LITERAL.test(plain.type)) return true
  const text = plain.text.slice(0, 300)
  if (FEW.test(text) || TRIED.test(text) || TRIED.test(variable)) return true
  if (!/^[\w$]+$/.test(text)) return false
  const bound = ctx.bindings().constants.get(text)
  return bound !== undefined && LITERAL.test(bound.type) && bound.children.length > 0
}

/** Elements that are few, or that each stand for many. */
export function isFewOrBatched(
  elements: SyntaxNode,
  variable: string,
  ctx: DetectorContext,
): boolean {
  const text = inner(elements).text.slice(0, 300)
  if (BATCHED.test(text) || BATCHED.test(variable) || variable === '_') return true
  return isFew(elements, variable, ctx)
}

const KNOWN =
  /cache|memo|\bseen\b|visited|already|not in\b|!\s*[\w.]+(\.has\(|\[)|===? (undefined|null)\b|\bis None\b|containsKey|\.Contains\(/i
const CONDITIONAL = /^(if_statement|ternary_expression|conditional_expression)$/
const FALLS_BACK = /\?\?|\|\|/

/** Asked only where no answer is known yet: `if (!byId.has(id)) byId.set(id, await load(id))`. */
export function isKnownAnswer(above: SyntaxNode, node: SyntaxNode): boolean {
  if (CONDITIONAL.test(above.type) && node.field !== 'condition') {
    return KNOWN.test(above.child('condition')?.text ?? above.children[1]?.text ?? '')
  }
  if (above.type === 'binary_expression' && node.field === 'right') {
    return (
      above.tokens.some((token) => FALLS_BACK.test(token)) ||
      FALLS_BACK.test(above.text.slice(0, node.start - above.start))
    )
  }
  return false
}

const LEAVES = /^(break_statement|return_statement|raise_statement|throw_statement)$/

/** A round that always ends the loop: there is no second one. */
export function endsAfter(from: SyntaxNode, loop: SyntaxNode): boolean {
  for (let node = from; node.parent && node !== loop; node = node.parent) {
    const siblings = node.parent.children
    const later = siblings.slice(siblings.indexOf(node))
    if (node.parent.type !== 'if_statement' && later.some((one) => LEAVES.test(one.type)))
      return true
  }
  return false
}
