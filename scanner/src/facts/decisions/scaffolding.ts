import type { DetectorContext } from '../detector'
import { isTestFile } from '../test-files'

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
 * Schema migrations, generators of sample data and what tests are made of, told by what they import:
 * nobody has to stand behind them in the running system. Facts do not know a file's path.
 */
export function isScaffolding(ctx: DetectorContext): boolean {
  let answer = known.get(ctx)
  if (answer === undefined) {
    answer = isTestFile(ctx) || MARKS.some((mark) => mark.test(ctx.source))
    known.set(ctx, answer)
  }
  return answer
}
