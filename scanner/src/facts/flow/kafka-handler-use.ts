import type { DetectorContext, SyntaxNode } from '../detector'

/** Whether a container or the application's context is given an error handler, where that is seen. */
export type HandlerUse = 'given' | 'none' | 'unseen'

const SETTER = /\.set\w*ErrorHandler$/
const METHODS = new Set(['method_declaration'])

const givenAs = (written: string) => new RegExp(`\\.set\\w*ErrorHandler\\(\\s*${written}\\s*\\)`)

/** A method that makes the handler: a bean, or called where a container is given one. */
function byMethod(method: SyntaxNode | null, ctx: DetectorContext): HandlerUse {
  const marks = method?.first('modifiers')?.text ?? ''
  if (/@(\w+\.)*Bean\b/.test(marks)) return 'given'
  const name = method?.child('name')?.text
  if (!name) return 'unseen'
  if (givenAs(`(?:this\\.)?${name}\\([^()]*\\)`).test(ctx.source)) return 'given'
  const calls = ctx.source.match(new RegExp(`\\b${name}\\b`, 'g')) ?? []
  return /\bprivate\b/.test(marks) && calls.length < 2 ? 'none' : 'unseen'
}

/** A variable or field that holds the handler. */
function byVariable(name: string, scope: SyntaxNode, ctx: DetectorContext): HandlerUse {
  if (givenAs(`(?:this\\.)?${name}`).test(scope.text)) return 'given'
  for (const one of scope.descendants()) {
    if (one.type !== 'return_statement') continue
    if (one.children[0]?.text.replace(/^this\./, '') !== name) continue
    return byMethod(one.ancestor(METHODS), ctx)
  }
  // What is only told more about itself is never used.
  const mentions = scope.text.match(new RegExp(`\\b${name}\\b(?!\\.\\w+\\()`, 'g')) ?? []
  return mentions.length < 2 ? 'none' : 'unseen'
}

/** What becomes of an error handler that is made here. */
export function kafkaHandlerUse(made: SyntaxNode, ctx: DetectorContext): HandlerUse {
  const { parent } = made
  if (parent?.type === 'expression_statement') return 'none'
  if (parent?.type === 'return_statement') return byMethod(made.ancestor(METHODS), ctx)
  if (parent?.type === 'argument_list' && parent.parent)
    return SETTER.test(ctx.callee(parent.parent)) ? 'given' : 'unseen'
  const left = parent?.child('name') ?? parent?.child('left')
  const name = left?.text.replace(/^this\./, '') ?? ''
  if (!/^\w+$/.test(name)) return 'unseen'
  const local = parent?.parent?.type === 'local_variable_declaration'
  return byVariable(name, (local && made.ancestor(METHODS)) || ctx.root, ctx)
}
