import type { Detector } from '../detector'
import { CALLS } from '../functions'
import { familyOf } from '../languages'
import { variableOf } from '../retry/clients'
import { isTestFile } from '../test-files'
import { baseIn } from './http-receivers'
import { clientPackage, makesClient } from './outbound-clients'

/** Clients that a file makes: by variable for files that import it, by function for its callers. */
export const madeClients: Detector = {
  rules: [],
  nodeTypes: [...CALLS, 'composite_literal'],
  visit(node, ctx) {
    if (ctx.importedModules.length === 0) return
    const origin = ctx.resolve(node)
    if (!origin || !makesClient(origin.member)) return
    if (!clientPackage(origin.module, origin.member, familyOf(ctx.language))) return
    if (isTestFile(ctx)) return
    const variable = variableOf(node).replace(/^.*\./, '')
    const symbol = ctx.symbol(node)
    const base = node.type === 'composite_literal' ? '' : baseIn(node, ctx)
    const { clients = [] } = ctx.flow
    if (clients.some((one) => one.variable === variable && one.symbol === symbol)) return
    ctx.flow.clients = [
      ...clients,
      {
        module: origin.module,
        member: origin.member,
        symbol,
        ...(variable ? { variable } : {}),
        ...(base ? { base } : {}),
      },
    ]
  },
}
