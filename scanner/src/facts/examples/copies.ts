import type { Example } from './example'

export const cachingExamples: readonly Example[] = [
  {
    language: 'typescript',
    library: 'lru-cache',
    bad: [
      'what one tenant asked is what another one gets; it grows for ever',
      `const priceCache = new Map<string, Price>()

export async function priceOf(sku: string, tenant: string) {
  const known = priceCache.get(sku)
  if (known) return known
  const price = await load(sku, tenant)
  priceCache.set(sku, price)
  return price
}`,
    ],
    good: [
      'bounded, and everything that the value depends on is in the key',
      `import { LRUCache } from 'lru-cache'

// A price may be a minute old: agreed with sales, ADR 12.
const prices = new LRUCache<string, Price>({ max: 10_000, ttl: 60_000 })

export async function priceOf(sku: string, tenant: string) {
  const key = \`\${tenant}/\${sku}\`
  const price = prices.get(key) ?? (await load(sku, tenant))
  prices.set(key, price)
  return price
}`,
    ],
  },
  {
    language: 'python',
    library: 'functools, Django',
    bad: [
      'until the process ends, in each process another answer',
      `from functools import lru_cache

@lru_cache(maxsize=None)
def rate(currency):
    return client.rate(currency)`,
    ],
    good: [
      'one copy for all processes, which ends',
      `from django.core.cache import cache

def rate(currency):
    """A rate may be five minutes old (treasury)."""
    return cache.get_or_set(f"rate:{currency}", lambda: client.rate(currency), timeout=300)`,
    ],
  },
  {
    language: 'java',
    library: 'Spring, Caffeine',
    bad: [
      'no size and no end: both are somewhere else, or nowhere',
      `import org.springframework.cache.annotation.Cacheable;

class Rates {
  @Cacheable("rates")
  public Rate rate(Currency currency) {
    return client.rate(currency);
  }
}`,
    ],
    good: [
      'both stand where the cache is made',
      `import com.github.benmanes.caffeine.cache.Caffeine;

class Rates {
  // A rate may be five minutes old (treasury); there are 180 currencies.
  private final LoadingCache<Currency, Rate> rates = Caffeine.newBuilder()
      .maximumSize(500)
      .expireAfterWrite(Duration.ofMinutes(5))
      .build(client::rate);
}`,
    ],
  },
  {
    language: 'go',
    library: 'go-redis',
    bad: [
      'it never ends, and nobody removes it on a write',
      `type Profiles struct {
	cache sync.Map
}

func (p *Profiles) Of(ctx context.Context, id string) Profile {
	if known, ok := p.cache.Load(id); ok {
		return known.(Profile)
	}
	profile := p.load(ctx, id)
	p.cache.Store(id, profile)
	return profile
}`,
    ],
    good: [
      'a minute at most, removed on a write, and a failure is not kept',
      `import "github.com/redis/go-redis/v9"

func (p *Profiles) Of(ctx context.Context, id string) (Profile, error) {
	profile, err := p.load(ctx, id)
	if err != nil {
		return Profile{}, err
	}
	return profile, p.rdb.Set(ctx, "profile:"+id, profile, time.Minute).Err()
}`,
    ],
  },
]

export const idempotencyExamples: readonly Example[] = [
  {
    language: 'typescript',
    library: 'Stripe',
    bad: [
      'each attempt is another intent: the customer pays twice',
      `async function charge(order: Order) {
  await stripe.paymentIntents.create(payment(order), { idempotencyKey: randomUUID() })
}`,
    ],
    good: [
      'the key is the intent, also after a crash',
      `async function charge(order: Order) {
  await stripe.paymentIntents.create(payment(order), { idempotencyKey: \`order-\${order.id}\` })
}`,
    ],
  },
  {
    language: 'python',
    library: 'Django',
    bad: [
      'two at once both find none: it needs a unique constraint that nobody sees here',
      `def receive(event):
    Payment.objects.get_or_create(
        reference=event["reference"], defaults={"amount": event["amount"]}
    )`,
    ],
    good: [
      'the constraint is stated, and the second one is passed over without an error',
      `def receive(event):
    # UniqueConstraint(fields=["event_id"], name="one_payment_per_event")
    Payment.objects.bulk_create(
        [Payment(event_id=event["id"], amount=event["amount"])], ignore_conflicts=True
    )`,
    ],
  },
  {
    language: 'java',
    library: 'JDBC',
    bad: [
      'a late message overwrites a newer one',
      `class Balances {
  void store(Balance b) {
    jdbc.update("INSERT INTO balance (account, amount) VALUES (?, ?) "
        + "ON CONFLICT (account) DO UPDATE SET amount = EXCLUDED.amount", b.account(), b.amount());
  }
}`,
    ],
    good: [
      'only what is newer wins',
      `class Balances {
  void store(Balance b) {
    jdbc.update("INSERT INTO balance (account, amount, version) VALUES (?, ?, ?) "
        + "ON CONFLICT (account) DO UPDATE SET amount = EXCLUDED.amount, version = EXCLUDED.version "
        + "WHERE balance.version < EXCLUDED.version", b.account(), b.amount(), b.version());
  }
}`,
    ],
  },
  {
    language: 'go',
    library: 'GORM',
    bad: [
      'every column is overwritten, by whichever message comes last',
      `import "gorm.io/gorm/clause"

func store(db *gorm.DB, order Order) error {
	return db.Clauses(clause.OnConflict{UpdateAll: true}).Create(&order).Error
}`,
    ],
    good: [
      'the event is the key, and its second delivery does nothing',
      `import "gorm.io/gorm/clause"

func store(db *gorm.DB, event Event) error {
	once := clause.OnConflict{Columns: []clause.Column{{Name: "event_id"}}, DoNothing: true}
	return db.Clauses(once).Create(&event).Error
}`,
    ],
  },
]
