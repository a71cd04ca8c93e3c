import type { TypeFact } from '../model'
import type { Family } from './languages'
import type { SyntaxNode } from './parse/syntax-node'
import { FUNCTIONS, scopeName, symbolOf } from './symbols'

/** Nodes that declare a type, of all grammars. */
export const TYPE_NODES = [
  'class_declaration',
  'abstract_class_declaration',
  'class_definition',
  'interface_declaration',
  'record_declaration',
  'enum_declaration',
  'type_spec',
]

/** Names in a list of types: `extends Base<Item> implements pkg.Store`, without what stands in brackets. */
function namesIn(text: string): string[] {
  let plain = text
  for (let before = ''; before !== plain; ) {
    before = plain
    plain = plain.replace(/<[^<>]*>|\[[^[\]]*\]|\([^()]*\)|\{[^{}]*\}/g, ' ')
  }
  return (plain.match(/[A-Za-z_$][\w$.]*/g) ?? []).filter(
    (name) => !/^(extends|implements|object|Object|ABC|Protocol|metaclass|abc\.\w+)$/.test(name),
  )
}

function scriptType(node: SyntaxNode): TypeFact {
  if (node.type === 'interface_declaration') {
    const head = node.text.slice(0, node.text.indexOf('{'))
    const list = /\bextends\b([\s\S]*)$/.exec(head)?.[1]
    return { open: true, ...(list ? { supers: namesIn(list) } : {}) }
  }
  const heritage = node.first('class_heritage')
  const open = node.type === 'abstract_class_declaration'
  return {
    ...(open ? { open: true as const } : {}),
    ...(heritage ? { supers: namesIn(heritage.text) } : {}),
  }
}

function javaType(node: SyntaxNode): TypeFact {
  const open =
    node.type === 'interface_declaration' ||
    /\babstract\b/.test(node.first('modifiers')?.text ?? '')
  const lists = node.children.filter((one) =>
    /^(superclass|super_interfaces|extends_interfaces)$/.test(one.type),
  )
  const supers = lists.flatMap((one) => namesIn(one.text))
  const fields = javaFields(node)
  return {
    ...(open ? { open: true as const } : {}),
    ...(supers.length > 0 ? { supers } : {}),
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
  }
}

/** Fields that a class keeps for those below it, with their types. */
function javaFields(node: SyntaxNode): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const field of node.child('body')?.children ?? []) {
    if (field.type !== 'field_declaration') continue
    if (!/\bprotected\b/.test(field.first('modifiers')?.text ?? '')) continue
    const [type] = namesIn(field.child('type')?.text ?? '')
    const name = field.first('variable_declarator')?.child('name')?.text
    if (type && name && /(^|\.)[A-Z]/.test(type)) fields[name] = type
  }
  return fields
}

/** Names of a class's own methods, also of those that call nothing. */
function pythonMethods(node: SyntaxNode): { methods?: string[] } {
  const methods = (node.child('body')?.children ?? []).flatMap((one) => {
    const fn = one.type === 'decorated_definition' ? one.child('definition') : one
    return fn?.type === 'function_definition' ? (fn.child('name')?.text ?? []) : []
  })
  return methods.length > 0 ? { methods } : {}
}

function pythonType(node: SyntaxNode): TypeFact {
  const list = node.child('superclasses')
  const own = pythonMethods(node)
  if (!list) return own
  const open = /\b(ABC|Protocol|ABCMeta)\b/.test(list.text)
  const plain = list.children.filter((one) => one.type !== 'keyword_argument')
  const supers = plain.flatMap((one) => namesIn(one.text).slice(0, 1))
  return {
    ...(open ? { open: true as const } : {}),
    ...(supers.length > 0 ? { supers } : {}),
    ...own,
  }
}

const GO_PLAIN =
  /^(string|bool|byte|rune|error|any|u?int\d*|float\d+|complex\d+|uintptr|sync\.\w+|time\.\w+)$/

/** Named type of a Go field: `*pb.UsersClient` names `pb.UsersClient`. */
function goFieldType(node: SyntaxNode | null): string {
  const name = /^[*\s]*([A-Za-z_][\w.]*)/.exec(node?.text ?? '')?.[1] ?? ''
  return /^[*\s]*[A-Za-z_]/.test(node?.text ?? '') && !GO_PLAIN.test(name) ? name : ''
}

function goStruct(body: SyntaxNode): TypeFact {
  const fields: Record<string, string> = {}
  const supers: string[] = []
  for (const field of body.first('field_declaration_list')?.children ?? []) {
    if (field.type !== 'field_declaration') continue
    const type = goFieldType(field.child('type'))
    if (!type) continue
    const names = field.children.filter((one) => one.field === 'name')
    if (names.length === 0) supers.push(type)
    for (const { text } of names) fields[text] = type
  }
  return {
    ...(supers.length > 0 ? { supers } : {}),
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
  }
}

function goType(node: SyntaxNode): TypeFact | undefined {
  const body = node.child('type')
  if (body?.type === 'struct_type') return goStruct(body)
  if (body?.type !== 'interface_type') return undefined
  const methods = body.children
    .filter((one) => one.type === 'method_elem')
    .flatMap((one) => one.child('name')?.text ?? [])
  const supers = body.children
    .filter((one) => one.type === 'type_elem')
    .flatMap((one) => namesIn(one.text))
  return { open: true, methods, ...(supers.length > 0 ? { supers } : {}) }
}

const READERS = { script: scriptType, java: javaType, python: pythonType, go: goType }

function nameOf(node: SyntaxNode): string {
  const own = node.child('name')?.text
  if (node.type === 'type_spec') return own ?? ''
  // TypeScript's interfaces are leaves of the tree.
  return own === undefined && node.type === 'interface_declaration'
    ? (/\binterface\s+([\w$]+)/.exec(node.text)?.[1] ?? '')
    : symbolOf(node)
}

/** Go says the methods of a type anywhere in its package. */
function addMethods(found: Map<string, TypeFact>, nodes: readonly SyntaxNode[]): void {
  for (const node of nodes) {
    if (node.type !== 'method_declaration') continue
    const [type = '', method = ''] = symbolOf(node).split('.')
    if (!type || !method) continue
    const known = found.get(type) ?? {}
    found.set(type, { ...known, methods: [...(known.methods ?? []), method] })
  }
}

/** Types that a file declares, by symbol: what they extend and, in Go, what they hold. */
export function typesOf(
  nodes: readonly SyntaxNode[],
  family: Family,
): Record<string, TypeFact> | undefined {
  const found = new Map<string, TypeFact>()
  for (const node of nodes) {
    if (!TYPE_NODES.includes(node.type)) continue
    const fact = READERS[family](node)
    const name = nameOf(node)
    if (fact && name && !found.has(name)) found.set(name, fact)
  }
  if (family === 'go') addMethods(found, nodes)
  return found.size > 0 ? Object.fromEntries(found) : undefined
}

const PLAIN =
  /^(?:void|string|number|boolean|unknown|never|any|object|None|str|int|float|bool|dict|list|tuple|self|this)$/

/** First plain type name of a result: `Promise<Store | null>` and `Optional[Store]` name `Store`. */
function resultName(text: string): string {
  const inner = text
    .replace(/^\s*:\s*/, '')
    .replace(/^(?:Promise|Awaitable|Optional|Mono|CompletableFuture|Annotated|Readonly)\s*[<[]/, '')
    .replace(/^["']/, '')
  const name = /^\s*([A-Za-z_$][\w$.]*)/.exec(inner)?.[1] ?? ''
  return PLAIN.test(name) || !/(?:^|\.)[A-Z]/.test(name) ? '' : name
}

function goResults(result: SyntaxNode): string[] {
  if (result.type !== 'parameter_list') return [goFieldType(result)]
  return result.children.flatMap((one) => {
    const names = one.children.filter(({ field }) => field === 'name')
    const type = goFieldType(one.child('type') ?? one)
    return names.length > 1 ? names.map(() => type) : [type]
  })
}

function resultsOfNode(node: SyntaxNode, family: Family): string[] {
  const result =
    family === 'go'
      ? node.child('result')
      : family === 'java'
        ? node.type === 'method_declaration' && node.child('type')
        : node.child('return_type')
  if (!result) return []
  return family === 'go' ? goResults(result) : [resultName(result.text)]
}

/** Types of what functions give back, by symbol: through them factories are followed. */
export function resultsOf(
  nodes: readonly SyntaxNode[],
  family: Family,
): Record<string, string[]> | undefined {
  const found: Record<string, string[]> = {}
  const add = (symbol: string, types: string[]) => {
    if (symbol && types.some((one) => one !== '')) found[symbol] ??= types
  }
  for (const node of nodes) {
    if (FUNCTIONS.has(node.type)) {
      if (scopeName(node) !== '') add(symbolOf(node), resultsOfNode(node, family))
    } else if (family === 'go' && node.type === 'type_spec') {
      const methods = node.child('type')?.children.filter((one) => one.type === 'method_elem')
      for (const method of methods ?? []) {
        const name = `${nameOf(node)}.${method.child('name')?.text ?? ''}`
        add(name, resultsOfNode(method, family))
      }
    }
  }
  return Object.keys(found).length > 0 ? found : undefined
}
