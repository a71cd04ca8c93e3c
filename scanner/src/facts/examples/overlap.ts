import type { Example } from './example'

export const concurrencyExamples: readonly Example[] = [
  {
    language: 'typescript',
    library: 'ioredis',
    bad: [
      'it looks and then takes: two may hold it, and the second one to finish frees the third’s',
      `async function settle(id: string) {
  if (await redis.get(\`lock:\${id}\`)) return
  await redis.set(\`lock:\${id}\`, '1', 'EX', 30)
  await pay(id)
  await redis.del(\`lock:\${id}\`)
}`,
    ],
    good: [
      'taken in one step, freed by its holder alone; the database refuses a late one (fencing)',
      `async function settle(id: string) {
  const holder = randomUUID()
  const taken = await redis.set(\`lock:\${id}\`, holder, 'PX', 30_000, 'NX')
  if (!taken) throw new Busy(id)
  try {
    await payUnlessVersionMoved(id)
  } finally {
    await redis.eval(DELETE_IF_EQUAL, 1, \`lock:\${id}\`, holder)
  }
}`,
    ],
  },
  {
    language: 'python',
    library: 'Django',
    bad: [
      'rows are locked as they come: two transfers can wait for each other',
      `def transfer(a, b, amount):
    with transaction.atomic():
        source = Account.objects.select_for_update().get(pk=a)
        target = Account.objects.select_for_update().get(pk=b)
        move(source, target, amount)`,
    ],
    good: [
      'every writer locks in the order of the key',
      `def transfer(a, b, amount):
    with transaction.atomic():
        rows = Account.objects.order_by("pk").select_for_update().filter(pk__in=[a, b])
        accounts = {row.pk: row for row in rows}
        move(accounts[a], accounts[b], amount)`,
    ],
  },
  {
    language: 'java',
    library: 'JPA',
    bad: [
      'it holds inside this process; there are three of them',
      `class Seats {
  synchronized void take(long id) {
    Seat seat = seats.find(id);
    seat.take();
    seats.save(seat);
  }
}`,
    ],
    good: [
      'the row says who was first, in whatever process',
      `@Entity
class Seat {
  @Version
  private long version; // a second writer gets OptimisticLockException, and reads again
}`,
    ],
  },
  {
    language: 'go',
    library: 'golang.org/x/sync',
    bad: [
      'a lock is held across a call that may take minutes',
      `type Rates struct {
	mu    sync.Mutex
	rates map[string]float64
}

func (r *Rates) Refresh(ctx context.Context) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.rates = r.client.Fetch(ctx)
}`,
    ],
    good: [
      'the number is the resource’s, and who does not get in is told',
      `import "golang.org/x/sync/semaphore"

// The partner allows 8 connections for each client (contract, section 4).
var partner = semaphore.NewWeighted(8)

func call(ctx context.Context) error {
	if err := partner.Acquire(ctx, 1); err != nil {
		return fmt.Errorf("partner is busy: %w", err)
	}
	defer partner.Release(1)
	return send(ctx)
}`,
    ],
  },
]

export const transactionExamples: readonly Example[] = [
  {
    language: 'typescript',
    library: 'Prisma',
    bad: [
      'the e-mail does not roll back, and locks are held while it is sent',
      `async function place(order: Order) {
  await prisma.$transaction(async (tx) => {
    await tx.order.create({ data: order })
    await mailer.send(order.customer, 'Thank you')
  })
}`,
    ],
    good: [
      'one fact: the order and the note that a mail is owed; isolation and limit are stated',
      `async function place(order: Order) {
  await prisma.$transaction(
    async (tx) => {
      await tx.order.create({ data: order })
      await tx.outbox.create({ data: { kind: 'thank-you', order: order.id } })
    },
    { isolationLevel: 'Serializable', timeout: 2_000 },
  )
}`,
    ],
  },
  {
    language: 'python',
    library: 'Django',
    bad: [
      'the task may run before the row can be seen, and also when it never will be',
      `from django.db import transaction

def place(order):
    with transaction.atomic():
        order.save()
        announce.delay(order.pk)`,
    ],
    good: [
      'it is sent when the row is there',
      `from django.db import transaction

def place(order):
    with transaction.atomic(durable=True):
        order.save()
        transaction.on_commit(lambda: announce.delay(order.pk))`,
    ],
  },
  {
    language: 'java',
    library: 'Spring',
    bad: [
      'a checked exception commits, and the call out is inside',
      `import org.springframework.transaction.annotation.Transactional;

class Orders {
  @Transactional
  public void place(Order order) throws PaymentException {
    repository.save(order);
    payments.charge(order);
  }
}`,
    ],
    good: [
      'short, and it says what rolls it back',
      `import org.springframework.transaction.annotation.Transactional;

class Orders {
  @Transactional(
      isolation = Isolation.REPEATABLE_READ,
      timeout = 2,
      rollbackFor = Exception.class)
  public void record(Order order, Payment payment) throws PaymentException {
    repository.save(order.paidBy(payment));
  }
}`,
    ],
  },
  {
    language: 'go',
    library: 'database/sql',
    bad: [
      'the isolation is whatever the server has, and a return in between leaves it open',
      `import "database/sql"

func place(ctx context.Context, db *sql.DB, o Order) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := insert(ctx, tx, o); err != nil {
		return err
	}
	return tx.Commit()
}`,
    ],
    good: [
      'stated, and rolled back on every way out',
      `import "database/sql"

func place(ctx context.Context, db *sql.DB, o Order) error {
	tx, err := db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelSerializable})
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after Commit
	if err := insert(ctx, tx, o); err != nil {
		return err
	}
	return tx.Commit()
}`,
    ],
  },
]
