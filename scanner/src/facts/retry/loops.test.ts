import { describe, expect, it } from 'vitest'
import type { Language } from '../../model'
import { layersOf } from '../testing'

const CASES: [Language, string, string, string[]][] = [
  [
    'typescript',
    'a counted loop',
    `async function f() {
    for (let attempt = 1; attempt <= 3; attempt++) {
      try { return await api.send() } catch (e) { await sleep(100) }
    }
  }`,
    ['loop loop 3 -> api.send'],
  ],
  [
    'typescript',
    'what is asked again because the answer is not the one that is looked for: no failure comes back',
    `async function f() {
    let session = await stripe.sessions.create(params)
    for (let attempt = 0; attempt < 3; attempt++) {
      const live = await stripe.sessions.retrieve(session.id)
      if (live.status === 'open') return { kind: 'success', live }
      session = await stripe.sessions.create(params, { idempotencyKey: retryKey(live) })
    }
    return session
  }`,
    [],
  ],
  [
    'typescript',
    'polling that is left where the work failed',
    `async function f() {
    for (let attempt = 0; attempt < 60; attempt++) {
      const job = await api.job(id)
      if (job.status === 'failed' || job.error) throw new Error('failed')
      if (job.done) return job.result
      await sleep(1000)
    }
  }`,
    [],
  ],
  [
    'typescript',
    'a result that failed and is tried again',
    `async function f() {
    for (let attempt = 0; attempt < 3; attempt++) {
      const { data, error } = await api.send()
      if (!error) return data
      await sleep(1000)
    }
  }`,
    ['loop loop 3 -> api.send'],
  ],
  [
    'typescript',
    'a result that failed for good',
    `async function f() {
    for (let attempt = 0; attempt < 3; attempt++) {
      const res = await fetch(url)
      if (res.status !== 429) return res
      await sleep(1000)
    }
  }`,
    ['loop loop 3 -> fetch'],
  ],
  [
    'typescript',
    'a result that failed and goes on, before the one that went well is given back',
    `async function f() {
    for (let attempt = 0; attempt < 3; attempt++) {
      const res = await fetch(url)
      if (!res.ok) {
        await sleep(1000)
        continue
      }
      return res
    }
  }`,
    ['loop loop 3 -> fetch'],
  ],
  ...[
    'if res.StatusCode != http.StatusTooManyRequests {\nreturn nil\n}\ntime.Sleep(wait)',
    'if res.StatusCode >= 500 {\ntime.Sleep(wait)\ncontinue\n}\nreturn nil',
  ].map((rest): [Language, string, string, string[]] => [
    'go',
    `an answer that says failure, beside an error that leaves: ${rest}`,
    `package a
func f() error {
  for attempt := 0; attempt < 3; attempt++ {
    res, err := client.Do(req)
    if err != nil {
      return err
    }
    ${rest}
  }
  return errTooLate
}`,
    ['loop loop 3 -> client.Do'],
  ]),
  [
    'go',
    'polling: an answer that is not there yet is asked for again',
    `package a
func f() error {
  for attempt := 0; attempt < 3; attempt++ {
    res, err := client.Do(req)
    if err != nil {
      return err
    }
    if res.StatusCode == http.StatusAccepted {
      time.Sleep(wait)
      continue
    }
    return nil
  }
  return errTooLate
}`,
    [],
  ],
  [
    'go',
    'polling: an error leaves, what is not done yet is asked again',
    `package a
func f() error {
  for attempt := 0; attempt < 10; attempt++ {
    done, err := api.Check(ctx)
    if err != nil {
      return err
    }
    if done {
      return nil
    }
    time.Sleep(time.Second)
  }
  return errTooLate
}`,
    [],
  ],
  [
    'go',
    'an error of one kind that is waited out, under a name of its own',
    `package a
func f() error {
  for retry := 0; retry <= 3; retry++ {
    var sendErr error
    cert, sendErr = api.Send(ctx)
    if sendErr == nil {
      break // Sent.
    }
    if limit, ok := asLimit(sendErr); ok {
      if err := pause(ctx, limit); err != nil {
        return err
      }
      continue
    }
    return sendErr
  }
  return nil
}`,
    ['loop loop 4 -> api.Send, asLimit'],
  ],
  [
    'go',
    'an error that leaves only where trying again does not help',
    `package a
func f() error {
  for attempt := 0; attempt < 10; attempt++ {
    err := api.Send(ctx)
    if err != nil {
      if retryable(err) {
        time.Sleep(time.Second)
        continue
      }
      return err
    }
    return nil
  }
  return errTooLate
}`,
    ['loop loop 10 -> api.Send, retryable'],
  ],
  [
    'typescript',
    'a constant as bound',
    `const MAX = 5
  async function f() {
    let attempt = 0
    while (attempt < MAX) {
      try { return await api.send() } catch (e) { attempt++ ; if (attempt === MAX) throw e }
    }
  }`,
    ['loop loop 5 -> api.send'],
  ],
  [
    'typescript',
    'an endless loop',
    `async function f() {
    while (true) {
      try { return await api.send() } catch (e) { await sleep(1000) /* retry */ }
    }
  }`,
    ['loop loop unbounded -> api.send'],
  ],
  [
    'typescript',
    'an endless loop that is left when its time is spent',
    `async function f(budgetMs: number) {
    for (;;) {
      try { return await api.send() } catch (e) {
        if (e.waitMs > budgetMs) throw e
        await sleep(e.waitMs) // retry
        budgetMs -= e.waitMs
      }
    }
  }`,
    ['loop loop unknown -> api.send'],
  ],
  [
    'typescript',
    'a handler that goes on while some counter allows it, one for each kind of failure',
    `class Notes {
    private maxRetries = 3
    async ask(call) {
      let retries = 0
      let serverRetries = 0
      while (true) {
        try {
          await this.limiter()
          return await call()
        } catch (error) {
          if (error instanceof Late) {
            if (retries < this.maxRetries) { retries++; await sleep(retries); continue }
          }
          if (error.code === 429) {
            if (retries < this.maxRetries) { retries++; await sleep(error.after); continue }
          }
          if (error.status >= 500 && serverRetries < 8) { serverRetries++; await sleep(1); continue }
          throw error
        }
      }
    }
  }`,
    ['loop loop 12 -> this.limiter, call'],
  ],
  [
    'typescript',
    'a handler that leaves whatever comes',
    `async function f() {
    while (true) {
      try { return await api.send() } catch (e) { for (const one of retries) { if (one) continue } throw e }
    }
  }`,
    [],
  ],
  [
    'go',
    'a range over a number, left where there is no error',
    `package a
func f() error {
  const retryCount = 5
  var err error
  for range retryCount {
    err = run(ctx)
    if err != nil {
      time.Sleep(delay)
    } else {
      break
    }
  }
  return err
}`,
    ['loop loop 5 -> run'],
  ],
  [
    'go',
    'a range that is left where the error is another: which errors come that far nobody can tell',
    `package a
func f() error {
  const retryCount = 5
  for range retryCount {
    err = run(ctx)
    if code := status.Code(err); code == codes.Unavailable {
      time.Sleep(delay)
    } else {
      break
    }
  }
  return err
}`,
    [],
  ],
  [
    'go',
    'a limit in another type, left where there is no error',
    `package a
const maxRetries = 3
func f() (err error) {
  for i := 0; i < int(maxRetries); i++ {
    files, err = ffc.fetch(ctx)
    if err != nil {
      log.Trace().Err(err).Msg("attempt failed")
    } else {
      break
    }
  }
  return
}`,
    ['loop loop 3 -> ffc.fetch'],
  ],
  [
    'typescript',
    'a counter that is compared beside another thing',
    `async function f() {
    for (let attempt = 0; ; attempt++) {
      const res = await fetch(u)
      if (res.ok) return res.json()
      if (res.status === 409 && attempt < 4) { await sleep(100); continue }
      throw new Error('retries failed')
    }
  }`,
    ['loop loop 5 -> fetch, res.json'],
  ],
  [
    'typescript',
    'a counter that starts at nought and is looked at before it is raised',
    `async function f() {
    for (let attempt = 0; ; attempt++) {
      try { return await api.send() } catch (e) { if (attempt >= 3) throw e; await sleep(10) }
    }
  }`,
    ['loop loop 4 -> api.send'],
  ],
  [
    'typescript',
    'a counter that is compared with one less than the limit',
    `const MAX = 3
  async function f() {
    for (let attempt = 0; ; attempt++) {
      try { return await api.send() } catch (e) { if (attempt === MAX - 1) throw e; await sleep(10) }
    }
  }`,
    ['loop loop 3 -> api.send'],
  ],
  [
    'typescript',
    'a counter of its own, looked at before it is raised',
    `async function f() {
    let attempt = 0
    while (true) {
      try { return await api.send() } catch (e) { if (attempt === 3 - 1) throw e; attempt++; await sleep(10) }
    }
  }`,
    ['loop loop 3 -> api.send'],
  ],
  [
    'typescript',
    'a counter of its own, raised before it is looked at',
    `async function f() {
    let attempt = 0
    while (true) {
      attempt++
      try { return await api.send() } catch (e) { if (attempt >= 3) throw e; await sleep(10) }
    }
  }`,
    ['loop loop 3 -> api.send'],
  ],
  [
    'typescript',
    'a counter that goes down to one',
    `async function f() {
    for (let retries = 3; retries >= 1; retries--) {
      try { return await api.send() } catch (e) { await sleep(10) }
    }
  }`,
    ['loop loop 3 -> api.send'],
  ],
  [
    'go',
    'a number of rounds that is set elsewhere',
    `package m
func f(c *client) error {
  var err error
  for i := range c.maxTries {
    err = c.api.Send(i)
    if err == nil { break }
    time.Sleep(time.Second)
  }
  return err
}`,
    ['loop loop unknown -> c.api.Send'],
  ],
  [
    'go',
    'no loop that starts work at each tick and looks at its error elsewhere',
    `package m
func f(ctx context.Context) {
  for {
    go func() {
      err := prober.Probe(ctx)
      if err != nil { log.Printf("attempt failed") }
    }()
    select {
    case <-ctx.Done():
      return
    case <-time.After(period):
    }
  }
}`,
    [],
  ],
  [
    'java',
    'a loop that asks the next server where one fails',
    `class A { Object f() {
  for (ServiceDTO one : services) {
    try { return rest.exchange(one.url()); }
    catch (Throwable t) { if (canRetry(t)) { log(t); } else { span.setStatus(t); span.complete(); throw t; } }
  }
  throw new Down();
} }`,
    ['loop loop unknown -> rest.exchange, one.url'],
  ],
  [
    'python',
    'a loop that asks the next host after a pause',
    `def f():
    for host in self.hosts:
        try:
            return api.load(host)
        except IOError:
            time.sleep(1)
`,
    ['loop loop unknown -> api.load'],
  ],
  [
    'typescript',
    'a loop that asks the next endpoint',
    `async function f() {
    for (const endpoint of endpoints) {
      try { return await fetch(endpoint) } catch (error) { logger.warn('retrying elsewhere') }
    }
  }`,
    ['loop loop unknown -> fetch'],
  ],
  [
    'typescript',
    'no loop over the keys of an object',
    `async function f() {
    for (const key in instances) {
      try { return await fetch(instances[key]) } catch (error) { logger.warn('retrying elsewhere') }
    }
  }`,
    [],
  ],
  [
    'typescript',
    'no loop over what is inside one instance',
    `async function f() {
    for (const key of instance) {
      try { return await fetch(key) } catch (error) { logger.warn('retrying elsewhere') }
    }
  }`,
    [],
  ],
  [
    'typescript',
    'no loop that parses each of several addresses',
    `async function f() {
    for (const address of addresses) {
      try { return await parse(address) } catch (error) { logger.warn('attempt failed') }
    }
  }`,
    [],
  ],
  [
    'typescript',
    'no loop that asks all and is ended by something else',
    `async function f() {
    for (const host of hosts) {
      try { await api.ping(host) } catch (error) { logger.warn('attempt failed') }
      if (stopped) break
    }
  }`,
    [],
  ],
  [
    'go',
    'a loop that asks the next broker',
    `package m
func f() error {
  for _, broker := range c.brokers {
    err := broker.Send(m)
    if err == nil { return nil }
    retries.Inc()
    time.Sleep(pause)
  }
  return err
}`,
    ['loop loop unknown -> broker.Send, retries.Inc'],
  ],
  [
    'java',
    'no loop that does the work of each',
    `class A { void f() {
  for (Server server : servers) { try { rest.ping(server); } catch (E e) { retryLater(server); } }
  for (Parser parser : parsers) { try { return parser.read(text); } catch (E e) { attempt(parser); } }
} }`,
    [],
  ],
  [
    'go',
    'work of a goroutine is not repeated by a loop that never hears of it',
    `package m
func f() error {
  var err error
  for i := 0; i < 5; i++ {
    go func() {
      if err := audit.Write(i); err != nil { log.Printf("attempt failed") }
    }()
    go metrics.Push(i)
    done := make(chan error)
    go func() { done <- api.Send(i) }()
    if err = <-done; err == nil { return nil }
    time.Sleep(time.Second)
  }
  return err
}`,
    ['loop loop 5 -> api.Send'],
  ],
  [
    'typescript',
    'a result that says failure',
    `async function f() {
    for (let attempt = 0; attempt <= maxRetries; attempt++) {
      const r = await fetch(u)
      if (r.ok) return r
      if (r.status < 500) throw new Error('no')
      await sleep(100)
    }
  }`,
    ['loop loop unknown -> fetch'],
  ],
  [
    'typescript',
    'a loop over items',
    `async function f() {
    for (let i = 0; i < items.length; i++) {
      try { await api.send(items[i]); } catch (e) { log.warn(e) }
    }
  }`,
    [],
  ],
  [
    'typescript',
    'a poll',
    `async function f() {
    for (let i = 0; i < 30; i++) {
      const s = await api.status()
      if (s.ready) return s
      await sleep(1000)
    }
  }`,
    [],
  ],
  [
    'typescript',
    'pages',
    `async function f() {
    let cursor
    while (cursor) { const page = await api.list(cursor); cursor = page.next; if (!cursor) break }
  }`,
    [],
  ],
  [
    'typescript',
    'a consumer',
    `async function f() {
    while (running) {
      try { const m = await queue.receive(); await handle(m) } catch (e) { log.error(e) }
    }
  }`,
    [],
  ],
  [
    'python',
    'a counted loop',
    `def f():
    for attempt in range(3):
        try:
            return api.send()
        except ConnectionError:
            time.sleep(1)
`,
    ['loop loop 3 -> api.send'],
  ],
  [
    'python',
    'a loop over items',
    `def f(items):
    for item in items:
        try:
            return api.send(item)
        except ConnectionError:
            continue
`,
    [],
  ],
  [
    'java',
    'a counted loop',
    `class A { Data f() {
    for (int attempt = 0; attempt < 4; attempt++) {
      try { return api.send(); } catch (IOException e) { Thread.sleep(100); }
    }
    throw new IllegalStateException();
  } }`,
    ['loop loop 4 -> api.send'],
  ],
  [
    'java',
    'compare and set',
    `class A { void f() {
    while (true) { int old = value.get(); if (value.compareAndSet(old, next(old))) return; }
  } }`,
    [],
  ],
  [
    'go',
    'a counted loop',
    `package a
func f() error {
  for attempt := 0; attempt < 3; attempt++ {
    err := api.Send()
    if err == nil { return nil }
    time.Sleep(time.Second)
  }
  return errors.New("no")
}`,
    ['loop loop 3 -> api.Send'],
  ],
  [
    'go',
    'a range over items',
    `package a
func f(items []Item) error {
  for _, item := range items {
    if err := api.Send(item); err != nil { continue }
  }
  return nil
}`,
    [],
  ],
]

describe('hand-written retry loops', () => {
  it.each(CASES)('%s: %s', async (language, _, source, expected) => {
    expect(await layersOf(language, source)).toEqual(expected)
  })
})
