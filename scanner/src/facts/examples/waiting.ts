import type { Example } from './example'

/** Go parks a goroutine that waits: nothing else of the process is held up. */
export const blockingExamples: readonly Example[] = [
  {
    language: 'typescript',
    library: 'Node',
    bad: [
      '100 ms in which no other request moves',
      `import bcrypt from 'bcrypt'

app.post('/login', (req, res) => {
  const ok = bcrypt.compareSync(req.body.password, hash)
  res.sendStatus(ok ? 204 : 401)
})`,
    ],
    good: [
      'the work is done beside',
      `import bcrypt from 'bcrypt'

app.post('/login', async (req, res) => {
  const ok = await bcrypt.compare(req.body.password, hash)
  res.sendStatus(ok ? 204 : 401)
})`,
    ],
  },
  {
    language: 'python',
    library: 'asyncio',
    bad: [
      'the event loop waits for the other side',
      `import requests

async def profile(user_id):
    return requests.get(f"{USERS}/{user_id}").json()`,
    ],
    good: [
      'a client that does not wait, or asyncio.to_thread',
      `import httpx

client = httpx.AsyncClient(timeout=3)

async def profile(user_id):
    return (await client.get(f"{USERS}/{user_id}")).json()`,
    ],
  },
  {
    language: 'java',
    library: 'Reactor',
    bad: [
      'an event loop thread stands still',
      `import reactor.core.publisher.Mono;

public class Orders {
  private Users users;

  public Mono<Order> order(String id) {
    User user = users.find(id).block();
    return of(user);
  }
}`,
    ],
    good: [
      'or Mono.fromCallable(…).subscribeOn(Schedulers.boundedElastic())',
      `import reactor.core.publisher.Mono;

public class Orders {
  private Users users;

  public Mono<Order> order(String id) {
    return users.find(id).flatMap(this::of);
  }
}`,
    ],
  },
]

export const rowExamples: readonly Example[] = [
  {
    language: 'typescript',
    library: 'Prisma',
    bad: [
      'one query for each order',
      `async function withCustomers(orders: Order[]) {
  for (const order of orders) {
    order.customer = await prisma.customer.findFirst({ where: { id: order.customerId } })
  }
}`,
    ],
    good: [
      'one query',
      `async function customersOf(orders: Order[]) {
  const ids = orders.map((order) => order.customerId)
  return prisma.customer.findMany({ where: { id: { in: ids } } })
}`,
    ],
  },
  {
    language: 'python',
    library: 'Django',
    bad: [
      'one query for each line',
      `from shop.models import Stock

def allocate(lines):
    for line in lines:
        stock = Stock.objects.get(variant_id=line.variant_id)
        stock.take(line.quantity)`,
    ],
    good: [
      'one query, and a dictionary',
      `from shop.models import Stock

def allocate(lines):
    stocks = Stock.objects.filter(variant_id__in=[line.variant_id for line in lines])
    by_variant = {stock.variant_id: stock for stock in stocks}
    for line in lines:
        by_variant[line.variant_id].take(line.quantity)`,
    ],
  },
  {
    language: 'java',
    library: 'Spring Data',
    bad: [
      'one query for each id',
      `interface ChargeRepository extends JpaRepository<Charge, Long> {}

class Charges {
  private final ChargeRepository repository;

  List<Charge> of(List<Long> ids) {
    List<Charge> charges = new ArrayList<>();
    for (Long id : ids) {
      charges.add(repository.findById(id).orElseThrow());
    }
    return charges;
  }
}`,
    ],
    good: [
      'one query',
      `interface ChargeRepository extends JpaRepository<Charge, Long> {}

class Charges {
  private final ChargeRepository repository;

  List<Charge> of(List<Long> ids) {
    return repository.findAllById(ids);
  }
}`,
    ],
  },
  {
    language: 'go',
    library: 'database/sql',
    bad: [
      'one query for each id',
      `import "database/sql"

func names(ctx context.Context, db *sql.DB, ids []int64) {
	for _, id := range ids {
		row := db.QueryRowContext(ctx, "SELECT name FROM users WHERE id = $1", id)
		show(row)
	}
}`,
    ],
    good: [
      'one query',
      `import "database/sql"

func names(ctx context.Context, db *sql.DB, ids []int64) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id, name FROM users WHERE id = ANY($1)", pq.Array(ids))
}`,
    ],
  },
]
