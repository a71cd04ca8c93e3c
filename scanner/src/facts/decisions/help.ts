import type { AnchoredKind } from './rules'

/** Rule help in Markdown: what is decided, what the owner answers, when it is fine. */
export const help: Record<AnchoredKind, string> = {
  'concurrency-control': `## Who may run at the same time

A lock, a semaphore, a worker's concurrency or a version column decides what is allowed to overlap.
The code compiles and passes its tests with any of them; whether it is right depends on what every
*other* writer of the same data does, which no single file shows.

### The owner answers
- Which invariant does it protect, and do **all** writers of that data take the same lock, in the same order?
- Does it hold across processes and hosts, or only inside this one?
- What happens when the holder dies: timeout, lease, fencing token, nothing?
- What does a caller do that does not get it: wait (how long), fail, skip?
- For limits of parallelism: what is the scarce resource behind the number, and who else uses it?

### It is fine when
the lock guards private memory for a few instructions, or the limit is derived from the resource it
protects (pool size, quota) and says so. Then own it and write that one sentence down.`,

  'transaction-boundary': `## What commits or rolls back together

A transaction boundary states which changes are one fact. Too small, and a crash leaves half of it;
too large, and locks are held across slow work. Defaults (propagation, isolation, which exceptions
roll back) are decisions as well: somebody just did not make them.

### The owner answers
- Which statements must be atomic with each other, and which must not be in here?
- Which isolation level does the invariant need, and is it stated?
- Are there remote calls, messages or e-mails inside? They do not roll back.
- What if this is called inside another transaction: join, nest, or a new one?
- Which errors roll back, and who retries on a serialization failure or deadlock?

### It is fine when
the boundary holds only statements on one database, is short, and the default isolation has been
looked at. Own all places of the same shape together.`,

  caching: `## How stale an answer may be

Every cache is a second copy of the truth. Its time to live, its key and its eviction decide who
sees old data, for how long, and whether one tenant can see another's.

### The owner answers
- How stale may the value be, and who agreed to that?
- Who invalidates it on a write, and what if that message is lost?
- Is everything the value depends on in the key (tenant, user, locale, version)?
- What bounds its size, and what happens at a cold start or when the cache is down?
- Are failures and empty results cached too?

### It is fine when
the value never changes for its key (content hash, compiled pattern), or the expiry is shorter than
anybody could notice and the size is bounded.`,

  idempotency: `## What happens the second time

Queues deliver twice, clients retry, people double-click. An idempotency key, an upsert or a
conflict clause decides whether the second time is harmless.

### The owner answers
- What makes two requests *the same*: which fields form the key, and who chooses it?
- How long is it remembered, and what if the retry comes later?
- What does the second caller get: the first answer, an error, a silent nothing?
- Is the unique constraint that it relies on really there?
- On conflict: is it right to overwrite, or does an older message now win over a newer one?

### It is fine when
the key comes from the intent (order id, event id) rather than from the attempt (a random id or the
time of day), and a database constraint enforces it.`,

  'api-contract': `## What others depend on

Routes, controllers, GraphQL roots and service definitions are promises to code that is deployed
at another time by other people. A field renamed in here breaks something that no test here runs.

### The owner answers
- Who calls this (own front end, other services, customers), and how do they learn of a change?
- What may change without a new version, and which version policy holds?
- Which errors and status codes are part of the promise?
- Are limits part of it: page size, payload, rate, timeouts?
- Who may call it, and is that checked here or somewhere else?

### It is fine when
the contract is written down (OpenAPI, SDL, protobuf), checked for breaking changes in CI, and this
place is on that list.`,

  'state-machine': `## What may follow what

A set of states is a machine whether or not anybody drew it. A new state added in one place and
forgotten in another is how orders get stuck and jobs run twice.

### The owner answers
- Which transitions are legal, who may trigger them, and where is that enforced?
- Which states are final, and can anything leave them?
- What gets a thing out of an in-between state after a crash?
- Two triggers at once: which wins, and what holds the other back?
- Are the states stored, sent to others or shown to customers? Then they cannot just be renamed.

### It is fine when
all transitions go through one function or table, and anything else that reads the states handles an
unknown one.`,
}
