import { type Client, ORG } from '@/lib/db/database'
import { JOINED_RULE } from './changes'
import { joinedRuleId } from './joined-ids'

const NAME = 'Retries multiply across services'
const SUMMARY =
  'A request that fails is repeated in more than one service on its way: the attempts of all layers multiply.'

/** Google SRE book, ch. 22 (deadline propagation, retry budgets); RFC 9110, 10.2.3 (Retry-After). */
const HELP = `**Why it matters.** Each service is careful on its own, and none of them sees the others. While the last one struggles, every service before it multiplies what arrives there; callers that gave up long ago are still worked for.

**Instead.** Agree on one service that repeats: mostly the one next to the call that fails, as it knows what is safe to do twice. The others pass the failure on at once, hand down how much time is left, and heed \`Retry-After\`. Ask the owners of all layers together on the page of the path.

**Fine when** the layers repeat on errors that exclude each other, or a budget or deadline that all services share caps the whole.

TypeScript, got:
\`\`\`ts
// bad: this service repeats three times what orders repeats as well
const order = await got(\`\${orders}/orders/\${id}\`).json()

// good: orders repeats; here the failure rises, in the time that is left
const order = await got(\`\${orders}/orders/\${id}\`, {
  retry: { limit: 0 },
  timeout: { request: deadline - Date.now() },
}).json()
\`\`\`

Python, tenacity and requests:
\`\`\`python
# bad: three attempts around a service that has attempts of its own
@retry(stop=stop_after_attempt(3))
def load_order(id):
    return requests.get(f"{ORDERS}/orders/{id}", timeout=5)

# good: one attempt, in the time that is left
def load_order(id, deadline):
    return requests.get(f"{ORDERS}/orders/{id}", timeout=deadline - time.monotonic())
\`\`\`

Java, Spring:
\`\`\`java
// bad: three attempts here, more of them in orders
@Retryable(maxAttempts = 3)
Order load(String id) { return http.getForObject(ORDERS + id, Order.class); }

// good: the limit is shorter than the caller's, and the failure rises
Order load(String id) { return http.getForObject(ORDERS + id, Order.class); }

RestTemplate http = new RestTemplateBuilder().readTimeout(Duration.ofMillis(800)).build();
\`\`\`

Go, net/http:
\`\`\`go
// bad: the client repeats four times more what orders repeats as well
client := retryablehttp.NewClient()
res, err := client.Get(orders + id)

// good: one attempt; it ends when nobody waits any more
req, err := http.NewRequestWithContext(ctx, http.MethodGet, orders+id, nil)
res, err := http.DefaultClient.Do(req)
\`\`\``

/** Stores the rule of joined paths, which no scan describes, where it is not there. */
export async function ensureJoinedRule(client: Client): Promise<void> {
  await client.query(
    `INSERT INTO rule (org_id, id, tool, rule_key, kind, name, summary, help, level, described_at)
     VALUES ($1, $2, 'plumbline', $3, 'retry-path', $4, $5, $6, 'warning', 'epoch')
     ON CONFLICT DO NOTHING`,
    [ORG, joinedRuleId, JOINED_RULE, NAME, SUMMARY, HELP],
  )
}

/** After an upgrade the rule says what this version has to say of it. */
export async function describeJoinedRule(client: Client): Promise<void> {
  await client.query(
    `UPDATE rule SET name = $3, summary = $4, help = $5 WHERE org_id = $1 AND id = $2
       AND (name, summary, help) IS DISTINCT FROM ($3, $4, $5)`,
    [ORG, joinedRuleId, NAME, SUMMARY, HELP],
  )
}
