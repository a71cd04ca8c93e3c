import type { Rule } from '../../model'

/**
 * Definition after ruff ASYNC210/220/221/222/251 and sonar-python S7487/S7488/S7499, ESLint n/no-sync
 * and, for reactive Java, BlockHound; unlike them also through called functions.
 */
export const blockingInAsync: Rule = {
  id: 'pattern/blocking-in-async',
  name: 'BlockingInAsync',
  kind: 'pattern',
  level: 'warning',
  summary: 'A call that waits holds up the thread on which everything else of the process runs.',
  help: `**Why it matters.** An event loop serves all requests of a process on one thread. While a call waits there, no other request moves, timers are late, and health checks fail: one slow answer of another system, or one large body to compress, becomes a pause for everybody. Under load the pauses queue up, callers time out and retry, and the process that is restarted for being unhealthy was only waiting. It hides well when it is two functions further down.

**Instead.** Use the call that does not wait, or hand the work to a thread.

TypeScript, Node:
\`\`\`ts
app.post('/login', (req, res) => {
  const ok = bcrypt.compareSync(req.body.password, hash)          // bad: 100 ms for everybody
})
const ok = await bcrypt.compare(req.body.password, hash)          // good
\`\`\`
Python, asyncio:
\`\`\`python
async def profile(user_id):
    return requests.get(f"{USERS}/{user_id}").json()              # bad

async def profile(user_id):
    return (await client.get(f"{USERS}/{user_id}")).json()        # good: httpx.AsyncClient
    # or: await asyncio.to_thread(requests.get, url, timeout=3)
\`\`\`
Java, Reactor:
\`\`\`java
Mono<Order> order(String id) {
  User user = users.find(id).block();                             // bad: on an event loop thread
  return orders.of(user);
}
Mono<Order> order(String id) { return users.find(id).flatMap(orders::of); }   // good
// or: Mono.fromCallable(() -> jdbc.load(id)).subscribeOn(Schedulers.boundedElastic())
\`\`\`

**Fine when** it runs before the first request or in a process that serves nobody else: start-up, command line, build. Those are left out as far as they can be told by name and path, as are small looks at the file system (\`existsSync\`, \`statSync\`), and work that is handed to a thread (\`to_thread\`, \`run_in_executor\`, \`sync_to_async\`, \`boundedElastic\`).`,
}
