import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { LIFECYCLE, MACHINE_NAME, NO_MACHINE } from './anchors/machines'
import { builtMachines, isOfBuiltMachine, machineLibrary } from './library-machines'
import { declarationHead, part } from './regions'
import { allRules, rules } from './rules'
import { isScaffolding } from './scaffolding'

const LEAVES = 'which transitions are legal and who takes them is not stated here'
const FEWEST = 2
const BY_HAND = 'state machine by hand'

/** Types that are a set of states: enums, unions of literals, classes of constants, tables. */
export const stateMachines: Detector = {
  rules: allRules,
  nodeTypes: [
    'enum_declaration',
    'type_alias_declaration',
    'variable_declarator',
    'class_definition',
    'class_declaration',
    'assignment',
    'type_spec',
    'function_declaration',
  ],
  visit(node, ctx) {
    const name = nameOf(node)
    if (!name || NO_MACHINE.test(name)) return
    if (!MACHINE_NAME.test(name) && !/StateMachine$|TRANSITIONS|[tT]ransitions$/.test(name)) return
    if (isScaffolding(ctx)) return
    const read = readStates(node, name, ctx)
    const found = read && withLibrary(read, node, ctx)
    if (!found || !isLived(found)) return
    ctx.report(rules['state-machine'], node, {
      message: `${found.says} ${name} ${found.what}, ${found.leaves ?? LEAVES}`,
      region: found.region ?? declarationHead(node),
      data: {
        anchor: found.anchor,
        shape: found.anchor,
        states: found.states.slice(0, 30),
      },
    })
  },
}

/** At least two of its states are stations of a life; kinds and grades are not a machine. */
function isLived(found: Found): boolean {
  if (!found.anchor.startsWith('status')) return true
  const words = found.states.map((state) => state.replace(/([a-z])([A-Z])/g, '$1_$2'))
  return words.filter((word) => LIFECYCLE.test(word)).length >= FEWEST
}

interface Found {
  anchor: string
  says: string
  what: string
  leaves?: string
  states: string[]
  region?: SyntaxNode
}

function nameOf(node: SyntaxNode): string {
  if (node.type === 'assignment') return node.child('left')?.text ?? ''
  if (node.type === 'type_alias_declaration') return /^type\s+(\w+)/.exec(node.text)?.[1] ?? ''
  return node.child('name')?.text ?? ''
}

/**
 * The same decision is not said twice: where a library builds the machine in here, the call does.
 * A machine on what another file has built is the library's, too.
 */
function withLibrary(found: Found, node: SyntaxNode, ctx: DetectorContext): Found | null {
  if (found.anchor.startsWith('status')) return isOfBuiltMachine(ctx, found.states) ? null : found
  if (found.anchor !== BY_HAND) return found
  if (builtMachines(ctx).some((call) => node.contains(call))) return null
  const library = machineLibrary(ctx)
  if (!library) return found
  const { anchor, says, leaves = LEAVES } = library
  return { ...found, anchor, says, what: `on ${anchor}`, leaves }
}

function readStates(node: SyntaxNode, name: string, ctx: DetectorContext): Found | null {
  switch (node.type) {
    case 'enum_declaration':
      return enumeration(node)
    case 'type_alias_declaration':
      return union(node, name, ctx)
    case 'variable_declarator':
      return table(node, name, ctx)
    case 'class_definition':
      return pythonClass(node)
    case 'class_declaration':
      return machineClass(node, name)
    case 'function_declaration':
      return /StateMachine$/.test(name) ? written([name, name]) : null
    case 'assignment':
      return pythonTable(node, name)
    default:
      return goType(node, name, ctx)
  }
}

function states(anchor: string, names: string[], region?: SyntaxNode): Found {
  return {
    anchor,
    says: 'States of',
    what: `(${names.length}: ${names.slice(0, 4).join(', ')}${names.length > 4 ? ', …' : ''})`,
    states: names,
    ...(region ? { region } : {}),
  }
}

function transitions(names: string[], region?: SyntaxNode): Found {
  return {
    anchor: 'transition table',
    says: 'Transition table',
    what: `from ${names.length} states`,
    leaves: 'that every change of state goes through it is not stated',
    states: names,
    ...(region ? { region } : {}),
  }
}

function enumeration(node: SyntaxNode): Found {
  const members = (node.child('body')?.children ?? []).flatMap((child) => {
    if (child.type === 'property_identifier') return [child.text]
    if (child.type !== 'enum_assignment' && child.type !== 'enum_constant') return []
    return [child.child('name')?.text ?? '']
  })
  return states('status enum', members)
}

/** Exported union of three literals or more, outside of what draws a page. */
function union(node: SyntaxNode, name: string, ctx: DetectorContext): Found | null {
  if (node.parent?.type !== 'export_statement' || isScreen(ctx)) return null
  const body = /=([\s\S]*)$/.exec(node.text.replace(/\/\/.*$|\/\*[\s\S]*?\*\//gm, ''))?.[1] ?? ''
  if (!/^[\s|]*(['"][\w\s.-]+['"][\s|;]*){3,}$/.test(body)) return null
  const names = [...body.matchAll(/['"]([^'"]+)['"]/g)].map((match) => match[1] ?? '')
  const end = node.start + node.text.indexOf(name) + name.length
  return states('status union', names, part(node, node.start, end))
}

function isScreen(ctx: DetectorContext): boolean {
  return ctx.language === 'tsx' || /from ['"]react['"]|['"]use client['"]/.test(ctx.source)
}

/** `const X = { … } as const`, `z.enum([…])`, `pgEnum('x', […])` and tables of transitions. */
function table(node: SyntaxNode, name: string, ctx: DetectorContext): Found | null {
  const written = node.child('value')
  if (!written || !/^(script|program|export_statement)$/.test(node.parent?.parent?.type ?? ''))
    return null
  const value = ctx.value(written)
  const head = part(node, node.start, (node.child('name') ?? node).end)
  if (/transitions$/i.test(name)) {
    const entries = value.entries ?? new Map()
    return entries.size > 0 ? transitions([...entries.keys()], head) : null
  }
  if (isScreen(ctx)) return null
  if (value.entries) {
    const isText = [...value.entries.values()].every(({ literal }) => typeof literal === 'string')
    return isText && /as const|Object\.freeze/.test(written.text)
      ? states('status constants', [...value.entries.keys()], head)
      : null
  }
  if (!/(^|\.)(enum|nativeEnum|pgEnum|mysqlEnum)$/.test(ctx.callee(value.node))) return null
  const list = ctx.args(value.node).positional.find(({ node: one }) => one.type === 'array')
  const names = (list?.node.children ?? []).flatMap((child) => {
    const { literal } = ctx.value(child)
    return typeof literal === 'string'
      ? [literal]
      : child.type === 'member_expression'
        ? [child.text]
        : []
  })
  return states('status enum', names, head)
}

/** `class OrderStatus:` with constants, or an Enum; not the types that offer one to an API. */
function pythonClass(node: SyntaxNode): Found | null {
  const bases = node.child('superclasses')?.text ?? '()'
  if (/StateMachine|Machine\b/.test(bases))
    return machineClass(node, node.child('name')?.text ?? '')
  if (!/^\(\s*\)$|Enum\b|Choices\b/.test(bases) || /Graph|Base\w*Enum|graphene|Input/.test(bases))
    return null
  const names = (node.child('body')?.children ?? []).flatMap((child) => {
    const inner = child.type === 'expression_statement' ? child.children[0] : child
    const left = inner?.type === 'assignment' ? inner.child('left')?.text : undefined
    const right = inner?.child('right')
    return left &&
      /^[A-Z][A-Z0-9_]*$/.test(left) &&
      right &&
      !/^(list|dictionary|set)$/.test(right.type)
      ? [left]
      : []
  })
  return states('status constants', names)
}

function pythonTable(node: SyntaxNode, name: string): Found | null {
  const value = node.child('right')
  if (!/transitions$/i.test(name) || node.parent?.parent?.type !== 'module') return null
  if (value?.type !== 'dictionary' && value?.type !== 'list') return null
  return transitions(
    value.children.map((child) => child.child('key')?.text ?? child.text.slice(0, 40)),
    part(node, node.start, (node.child('left') ?? node).end),
  )
}

function machineClass(node: SyntaxNode, name: string): Found | null {
  if (!/StateMachine$/.test(name) && node.type !== 'class_definition') return null
  const methods = (node.child('body')?.children ?? []).flatMap((child) =>
    /^(method_declaration|method_definition|function_definition|expression_statement)$/.test(
      child.type,
    )
      ? [child.child('name')?.text ?? '']
      : [],
  )
  return written(methods)
}

function written(parts: string[]): Found {
  return {
    anchor: BY_HAND,
    says: 'State machine',
    what: 'written by hand',
    leaves: 'that every change of state goes through it is not stated',
    states: parts,
  }
}

/** `type Status string` with three constants or more of it in the same file. */
function goType(node: SyntaxNode, name: string, ctx: DetectorContext): Found | null {
  if (!/^(string|u?int(8|16|32|64)?)$/.test(node.child('type')?.text ?? '')) return null
  const own = new RegExp(`^\\s*(\\w+)\\s+${name}\\b`)
  const names: string[] = []
  for (const child of ctx.root.children) {
    if (child.type !== 'const_declaration') continue
    const specs = child.children.filter((spec) => spec.type === 'const_spec')
    const typed = specs.some((spec) => own.test(spec.text))
    const isSeries = typed && /\biota\b/.test(child.text)
    for (const spec of specs) {
      if (isSeries || own.test(spec.text)) names.push(/^\w+/.exec(spec.text)?.[0] ?? '')
    }
  }
  return names.length >= 3 ? states('status constants', names) : null
}
