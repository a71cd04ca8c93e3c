import { type Route, routeCalls } from '../decisions/routes'
import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { scopeName, symbolOf } from '../symbols'
import { isTestFile } from '../test-files'
import { parameterRef } from './name-ref'
import { workOf } from './work-ref'

const ROUTERS =
  /^(express|fastify|@hono\/|hono|koa|@koa\/router|koa-router|restify|polka|find-my-way)/
const NAMED = /^(this\.)?(app|router|server|fastify|api|routes?|\w*[rR]outer|\w*[aA]pp|v\d)$/
const ANSWERED = /^(await_expression|variable_declarator|assignment_expression)$/
const LEFT_OPEN = /^(return_statement|arrow_function)$/
const PYTHON = /^(flask|fastapi|starlette|sanic|quart|aiohttp|bottle|litestar|falcon)/

function isRoute({ receiver, node }: Route, ctx: DetectorContext): boolean {
  if (ctx.language === 'go') return true
  if (ctx.language === 'python') {
    return node.parent?.type === 'decorator' && ctx.importedModules.some((one) => PYTHON.test(one))
  }
  const origin = ctx.instanceOf(receiver, node)
  if (origin) return ROUTERS.test(origin.module)
  // What comes back is of interest to whoever asks another service by this name, never of a route.
  const asks = /(^|\.)api$/.test(receiver) && isAsked(node, ctx)
  return !asks && NAMED.test(receiver)
}

/** `api.post('/x', order)` of a client, told from `(api) => api.post('/x', handler)`. */
function isAsked(node: SyntaxNode, ctx: DetectorContext): boolean {
  const around = node.parent?.type ?? ''
  if (!LEFT_OPEN.test(around)) return ANSWERED.test(around)
  return !ctx
    .args(node)
    .positional.slice(1)
    .some((one) => mayHandle(one.node, ctx))
}

/** A function in place, or a name that the file imports or declares: other names are data sent on. */
function mayHandle(node: SyntaxNode, ctx: DetectorContext): boolean {
  const work = workOf(node)
  if (!work?.handler) return work !== undefined
  const [name = ''] = work.handler.replace(/^this\./, '').split('.')
  if (!/^\w+$/.test(name) || parameterRef(name, node)) return false
  if (work.handler.startsWith('this.') || ctx.resolve(name)) return true
  const within = ctx.enclosingFunction(node)?.text ?? ''
  if (new RegExp(`\\b(const|let|var)\\s+${name}\\b`).test(within)) return false
  return new RegExp(`\\b(function|const|let|var|class)\\s+${name}\\b`).test(ctx.source)
}

/** `:id`, `{id}`, `<int:id>`, `[id]` are all one parameter. */
export function template(path: string): string {
  const plain = path
    .replace(/[?#].*$/, '')
    .replace(/<[^>]*>|\{[^}]*\}|\[[^\]]*\]|(?<=\/):[\w]+(\([^)]*\))?\??/g, '{}')
    .replace(/\/+$/, '')
  return plain.startsWith('/') ? plain : `/${plain}`
}

function verbOf(route: string, ctx: DetectorContext, node: Route['node']): string[] {
  const [verb = ''] = route.split(' ')
  if (/^(get|post|put|patch|delete|head|options)$/i.test(verb)) return [verb.toUpperCase()]
  // `r.HandleFunc("/cart", view).Methods(http.MethodGet)`
  const behind = ctx.language === 'go' ? ctx.source.slice(node.end, node.end + 120) : ''
  const methods =
    ctx.args(node).named.get('methods')?.node.text ??
    (/^\s*\.Methods\(([^)]*)\)/.exec(behind)?.[1] ?? '').replace(/\w*\.Method/g, '').toUpperCase()
  const named = methods.match(/[A-Z]{3,7}/g)
  return named ?? [verb === 'route' && ctx.language === 'python' ? 'GET' : 'ANY']
}

function addRoute(one: Route, ctx: DetectorContext): void {
  const { node, route } = one
  const path = route.slice(route.indexOf(' ') + 1)
  // Go 1.22 writes the method into the pattern.
  const [, own, rest] = /^([A-Z]+) (\/.*)$/.exec(path) ?? []
  const methods = own ? [own] : verbOf(route, ctx, node)
  const definition =
    node.parent?.type === 'decorator' ? node.parent.parent?.child('definition') : null
  const handed = definition ? {} : workOf(ctx.args(node).positional.at(-1)?.node)
  if (!handed) return
  for (const method of methods) {
    ctx.flow.entries = [
      ...(ctx.flow.entries ?? []),
      {
        kind: 'http',
        mechanism: 'route',
        name: `=${method} ${template(rest ?? path)}`,
        ...handed,
        symbol: definition && scopeName(definition) ? symbolOf(definition) : ctx.symbol(node),
        region: (definition ?? node).region,
      },
    ]
  }
}

/** HTTP routes registered by a call or decorator: Express and its like, Flask, FastAPI, Go routers. */
export const routeEntries: Detector = {
  rules: [],
  languages: ['typescript', 'tsx', 'javascript', 'python', 'go'],
  nodeTypes: [],
  visit: () => undefined,
  finish(ctx) {
    if (ctx.importedModules.length === 0) return
    for (const one of routeCalls(ctx)) {
      if (isRoute(one, ctx) && !isTestFile(ctx)) addRoute(one, ctx)
    }
  },
}
