import type { DetectorContext } from '../detector'

const MARKS = [
  /^from django\.db import .*\bmigrations\b/m,
  /^from alembic import op\b/m,
  /implements MigrationInterface\b/,
  /^(?:exports\.up\s*=|export async function up\s*\()/m,
  /^(?:from|import) faker\b/m,
  /from ['"](?:@faker-js\/faker|faker)['"]/,
]

const known = new WeakMap<DetectorContext, boolean>()

/**
 * Schema migrations and generators of sample data, told by what they import: they run once, and
 * nobody has to stand behind them afterwards. Facts do not know a file's path.
 */
export function isScaffolding(ctx: DetectorContext): boolean {
  let answer = known.get(ctx)
  if (answer === undefined) {
    answer = MARKS.some((mark) => mark.test(ctx.source))
    known.set(ctx, answer)
  }
  return answer
}
