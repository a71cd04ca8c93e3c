import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { part } from './regions'
import { allRules, rules } from './rules'
import { isScaffolding } from './scaffolding'

const NAME = /cache(?!able|Key|Config|Name|Ttl|Control|Manager|Size|Prefix)/i
const MAPS: Record<string, RegExp> = {
  python:
    /^(\{\}|dict\(\)|(collections\.)?(OrderedDict|defaultdict)\(.*\)|(weakref\.)?Weak\w+Dictionary\(\))$/,
  java: /^new\s+(Concurrent|Linked)?HashMap\s*<.*>\s*\(.*\)$/,
  go: /^sync\.Map$|^map\[/,
  script: /^new Map\b[\s\S]*\(\s*\)$/,
}

/** A plain map that outlives its function and is called a cache: nothing bounds or expires it. */
export const plainCaches: Detector = {
  rules: allRules,
  nodeTypes: [
    'variable_declarator',
    'public_field_definition',
    'assignment',
    'var_spec',
    'field_declaration',
  ],
  visit(node, ctx) {
    const name = node.child('name') ?? node.child('left')
    if (!name || !NAME.test(name.text) || isScaffolding(ctx) || !outlives(node)) return
    const value = node.child('value') ?? node.child('right')
    const made = ctx.language === 'go' ? (node.child('type') ?? value) : value
    const maps = MAPS[ctx.language] ?? MAPS.script
    if (!made || !maps?.test(made.text.trim())) return
    report(node, name, ctx)
  },
}

function report(node: SyntaxNode, name: SyntaxNode, ctx: DetectorContext): void {
  ctx.report(rules.caching, node, {
    message: `Cache in the memory of each process, ${name.text} is a plain map: nothing bounds its size or lets it expire`,
    region: part(node, name.start, name.end),
    data: { anchor: 'plain map as cache', shape: 'plain map as cache' },
  })
}

/** Module level or a field; a map inside a function is gone when it returns. */
function outlives(node: SyntaxNode): boolean {
  if (/field/.test(node.type)) return true
  const holder = node.parent
  if (holder?.type === 'field_declaration') return true
  const level = holder?.parent?.type === 'export_statement' ? holder.parent : holder
  const top = level?.parent
  return (
    top !== undefined &&
    top !== null &&
    /^(program|module|source_file|var_spec_list|var_declaration)$/.test(top.type)
  )
}
