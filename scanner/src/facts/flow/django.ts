import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { isTestFile } from '../test-files'
import { template } from './routes'
import { workOf } from './work-ref'

const METHODS = ['get', 'post', 'put', 'patch', 'delete']
/** What a view set answers, by method (Django REST framework, "ViewSets"). */
const ACTIONS: [string, string][] = [
  ['GET', 'list'],
  ['POST', 'create'],
  ['GET', 'retrieve'],
  ['PUT', 'update'],
  ['PATCH', 'partial_update'],
  ['DELETE', 'destroy'],
]

/** Methods of `as_view()`, of `as_view({"get": "list"})` and of `as_view(http_method_names=["get"])`. */
function answered(made: SyntaxNode, ctx: DetectorContext): [string, string][] {
  const { positional, named } = ctx.args(made)
  const said = [...(positional[0]?.entries ?? [])].flatMap(([method, { literal }]) =>
    METHODS.includes(method) && typeof literal === 'string'
      ? [[method.toUpperCase(), literal] as [string, string]]
      : [],
  )
  if (said.length > 0) return said
  const only = named.get('http_method_names')?.node.text
  const asked = METHODS.filter(
    (name) => !only?.startsWith('[') || only.includes(`"${name}"`) || only.includes(`'${name}'`),
  )
  return asked.map((name) => [name.toUpperCase(), name])
}

/** Django's URL tables and the routers of Django REST framework. */
export const djangoRoutes: Detector = {
  rules: [],
  languages: ['python'],
  nodeTypes: ['call'],
  visit(node, ctx) {
    const callee = ctx.callee(node)
    const isRouter = /(^|\.)router\.register$/.test(callee)
    if (!isRouter && !/(^|\.)(path|re_path|url)$/.test(callee)) return
    const origin = isRouter ? undefined : ctx.resolve(callee)
    if (!isRouter && !/^django\.(urls|conf\.urls)$/.test(origin?.module ?? '')) return
    if (isRouter && !ctx.importedModules.some((one) => one.startsWith('rest_framework'))) return
    const [route, view] = ctx.args(node).positional
    if (typeof route?.literal !== 'string' || !view || isTestFile(ctx)) return
    const path = template(route.literal.replace(/^\^|\$$/g, '').replace(/\(\?P<\w+>[^)]*\)/g, '{}'))
    const base = { kind: 'http' as const, symbol: ctx.symbol(node), region: node.region }
    const entries = ctx.flow.entries ?? []
    const classView = /^([\w.]+)\.as_view$/.exec(ctx.callee(view.node))?.[1]
    if (isRouter || classView) {
      const holder = classView ?? view.node.text
      const named = isRouter ? ACTIONS : answered(view.node, ctx)
      for (const [method, name] of named) {
        const one =
          isRouter && /retrieve|update|destroy/.test(name) ? `${path}/{}`.replace('//', '/') : path
        entries.push({
          ...base,
          mechanism: 'django',
          name: `=${method} ${one}`,
          handler: `${holder}.${name}`,
        })
      }
    } else {
      const work = ctx.callee(view.node).endsWith('include') ? undefined : workOf(view.node)
      if (work) entries.push({ ...base, mechanism: 'django', name: `=ANY ${path}`, ...work })
    }
    if (entries.length > 0) ctx.flow.entries = entries
  },
}
