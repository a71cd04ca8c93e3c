import type { DetectorContext } from '../detector'
import { familyOf } from '../languages'
import type { Family } from './anchors/anchor'
import { isScaffolding } from './scaffolding'

interface TableRow {
  on: readonly Family[]
  hints: readonly string[]
}

/** Family of a file as the anchor tables name it. */
export function tableFamily(ctx: DetectorContext): Family {
  const family = familyOf(ctx.language)
  return family === 'script' ? 'js' : family
}

/** Narrows a table to the rows that can match in a file, once per file. */
export function activeRows<R extends TableRow>(table: readonly R[]): (ctx: DetectorContext) => R[] {
  const known = new WeakMap<DetectorContext, R[]>()
  return (ctx) => {
    let rows = known.get(ctx)
    if (!rows) {
      const family = tableFamily(ctx)
      rows = isScaffolding(ctx)
        ? []
        : table.filter(
            (row) => row.on.includes(family) && row.hints.some((hint) => ctx.source.includes(hint)),
          )
      known.set(ctx, rows)
    }
    return rows
  }
}
