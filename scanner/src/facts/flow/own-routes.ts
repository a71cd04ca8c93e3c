import type { Detector, SyntaxNode } from '../detector'
import { symbolOf } from '../symbols'
import { isTestFile } from '../test-files'
import { template } from './routes'

const PATH = /^\{\s*return\s+"(\/[^"]*)"\s*\}$/
const VERB =
  /^\{\s*return\s+(?:"(GET|POST|PUT|PATCH|DELETE|HEAD)"|http\.Method(Get|Post|Put|Patch|Delete|Head))\s*\}$/
const ANSWERS = ['Handle', 'ServeHTTP', 'Serve', 'Handler']

const bodyOf = (fn: SyntaxNode | undefined): string => fn?.child('body')?.text ?? ''

/**
 * Go's types that say themselves which requests they answer, `Method()` and `Path()` beside `Handle`:
 * whatever registers them asks these.
 */
export const ownRoutes: Detector = {
  rules: [],
  languages: ['go'],
  nodeTypes: ['method_declaration'],
  visit(node, ctx) {
    const [type = '', name = ''] = symbolOf(node).split('.')
    const path = name === 'Path' ? PATH.exec(bodyOf(node))?.[1] : undefined
    if (path === undefined || isTestFile(ctx)) return
    const methods = new Map(
      ctx.root.children
        .filter((one) => one.type === 'method_declaration')
        .map((one) => [symbolOf(one), one]),
    )
    const [, verb, named] = VERB.exec(bodyOf(methods.get(`${type}.Method`))) ?? []
    const method = verb ?? named?.toUpperCase()
    const answer = ANSWERS.map((one) => methods.get(`${type}.${one}`)).find(Boolean)
    if (!method || !answer) return
    ctx.flow.entries = [
      ...(ctx.flow.entries ?? []),
      {
        kind: 'http',
        mechanism: 'own route',
        name: `=${method} ${template(path)}`,
        symbol: symbolOf(answer),
        region: answer.region,
      },
    ]
  },
}
