import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { counted } from '../retry/knobs'
import { FUNCTIONS, symbolOf } from '../symbols'
import { isTestFile } from '../test-files'

const OPTIONS = /^(static\s+)?(job|queue)?_?options$/i
const OPTION = 'attempts'

/** What a member gives: `get options() { return { … } }`, `options = { … }`. */
function given(member: SyntaxNode): SyntaxNode | undefined {
  if (member.type === 'public_field_definition') return member.child('value') ?? undefined
  const body = member.child('body')
  const back = [...(body?.descendants(FUNCTIONS) ?? [])].findLast(
    (one) => one.type === 'return_statement',
  )
  return back?.children[0]
}

/** Options of a class that others extend, or that extends one, as jobs are often written. */
function visitMember(holder: SyntaxNode, member: SyntaxNode, ctx: DetectorContext): void {
  if (!/^(method_definition|public_field_definition)$/.test(member.type)) return
  if (!OPTIONS.test(member.child('name')?.text ?? '')) return
  const object = given(member)
  const value = object && ctx.value(object).entries?.get(OPTION)
  const count = value && counted(value, 'attempts', `${OPTION}: `)
  if (!object || !count) return
  const { attempts, basis, limit } = count
  const layer = { attempts, basis, ...(limit ? { limit } : {}) }
  const symbol = symbolOf(holder)
  ctx.flow.jobClasses = [
    ...(ctx.flow.jobClasses ?? []),
    {
      kind: 'queue',
      mechanism: 'bullmq',
      source: 'explicit',
      repeats: [],
      ...layer,
      symbol,
      region: object.region,
      site: ctx.site(object),
    },
  ]
}

/** Classes that say how often a job of theirs is done: whether they are jobs is seen over all files. */
export const jobClasses: Detector = {
  rules: [],
  languages: ['typescript', 'tsx', 'javascript'],
  nodeTypes: ['class_declaration', 'abstract_class_declaration', 'class'],
  visit(node, ctx) {
    const extended = node.first('class_heritage') ?? node.type === 'abstract_class_declaration'
    if (!extended || isTestFile(ctx)) return
    for (const member of node.child('body')?.children ?? []) visitMember(node, member, ctx)
  },
}
