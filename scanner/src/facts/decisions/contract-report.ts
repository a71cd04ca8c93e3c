import type { DetectorContext, SyntaxNode } from '../detector'
import { rules } from './rules'

const OPEN = 'who depends on it and what may change is not stated'

interface Contract {
  anchor: string
  says: string
  region: SyntaxNode
  /** What it offers, for people: paths, procedures, verbs. */
  offers?: readonly string[]
  /** What an entry is called: `endpoint`, `procedure`. */
  unit?: string
  /** What it offers is few and short enough to be named. */
  verbs?: boolean
  /** The path it is found at, if it has one. */
  at?: string
}

/** Reports one contract unit. */
export function reportContract(ctx: DetectorContext, node: SyntaxNode, contract: Contract): void {
  const { anchor, says, region, offers = [], unit = 'endpoint', verbs, at } = contract
  const named = at ? `${says} ${at}` : says
  const count = verbs
    ? offers.join(', ')
    : `with ${offers.length} ${unit}${offers.length === 1 ? '' : 's'}`
  const what = offers.length > 0 ? `${named} ${count}` : named
  ctx.report(rules['api-contract'], node, {
    message: `${what}, ${OPEN}`,
    region,
    data: {
      anchor,
      shape: anchor,
      ...(at ? { path: at } : {}),
      ...(offers.length > 0 ? { offers: offers.slice(0, 40) } : {}),
    },
  })
}
