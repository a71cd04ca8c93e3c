import type { Rule } from '../../model'

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
  help: `**Why it matters.** One request of a caller becomes as many round trips as there are rows: the page that is quick with ten orders takes a minute with ten thousand, a connection of the pool is held for all of that time, and the database answers the same kind of question a thousand times while others wait. It never shows in a test with three rows. A retry further out repeats all of them.

**Instead.** Collect the keys, ask once, and look the answers up in a map; write many rows in one statement. Where there are too many for one query, go through them in batches of a few hundred.

TypeScript, Prisma:
\`\`\`ts
for (const order of orders) {                                   // bad: one query for each order
  order.customer = await prisma.customer.findFirst({ where: { id: order.customerId } })
}

const ids = orders.map((order) => order.customerId)             // good: one query
const customers = await prisma.customer.findMany({ where: { id: { in: ids } } })
const byId = new Map(customers.map((customer) => [customer.id, customer]))
\`\`\`
Python, Django:
\`\`\`python
for line in lines:                                              # bad
    stock = Stock.objects.filter(variant_id=line.variant_id).first()

stocks = Stock.objects.filter(variant_id__in=[line.variant_id for line in lines])   # good
by_variant = {stock.variant_id: stock for stock in stocks}
\`\`\`
Java, Spring Data:
\`\`\`java
for (Long id : ids) { charges.add(repository.findById(id).orElseThrow()); }   // bad
List<Charge> charges = repository.findAllById(ids);                           // good
\`\`\`
Go, database/sql:
\`\`\`go
for _, id := range ids { db.QueryRowContext(ctx, "SELECT name FROM users WHERE id = $1", id) }   // bad
rows, err := db.QueryContext(ctx, "SELECT id, name FROM users WHERE id = ANY($1)", pq.Array(ids)) // good
\`\`\`

**Fine when** the elements are few by nature and stay so (the three addresses of an order), each needs a transaction or a lock of its own, or nobody waits for it. Writes are told as notes: one by one is sometimes what is meant. Not told: batches, pages, tries, constants, answers kept in a cache, loaders, migrations, seeds, scripts, tests, and work for each element that is more than a look-up.`,
}
