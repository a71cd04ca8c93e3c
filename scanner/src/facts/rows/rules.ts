import type { Rule } from '../../model'
import { withExamples } from '../examples/example'
import { rowExamples } from '../examples/waiting'

/**
 * Definition after creedengo GCI1 and GCI72, goone (through called functions) and shopware's
 * NoQueryInLoop (reads before writes); exceptions: batches, pages, tries, constants, known answers.
 */
export const queryPerRow: Rule = {
  id: 'pattern/query-per-row',
  name: 'QueryPerRow',
  kind: 'pattern',
  level: 'warning',
  summary: 'A database is asked once for each element, where one query could ask for all.',
  help: withExamples(
    `**Why it matters.** One request of a caller becomes as many round trips as there are rows: the page that is quick with ten orders takes a minute with ten thousand, a connection of the pool is held for all of that time, and the database answers the same kind of question a thousand times while others wait. It never shows in a test with three rows. A retry further out repeats all of them.

**Instead.** Collect the keys, ask once, and look the answers up in a map; write many rows in one statement. Where there are too many for one query, go through them in batches of a few hundred.

**Fine when** the elements are few by nature and stay so (the three addresses of an order), each needs a transaction or a lock of its own, or nobody waits for it. Writes are told as notes: one by one is sometimes what is meant. Not told: batches, pages, tries, constants, answers kept in a cache, loaders, migrations, seeds, scripts, tests, and work for each element that is more than a look-up.`,
    rowExamples,
  ),
}
