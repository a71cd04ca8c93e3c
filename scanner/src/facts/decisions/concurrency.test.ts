import { describe, expect, it } from 'vitest'
import { decide, shapes } from './testing/decide'

describe('decision/concurrency-control', () => {
  it('Go: is silent on a harness that tests are made of, wherever it lies', async () => {
    const source = (module: string) => `package harness
import (
	"sync"
	"${module}"
)
type Harness struct {
	mu sync.Mutex
}
`
    expect(await shapes('go', source('testing'))).toEqual([])
    expect(await shapes('go', source('net/http'))).toHaveLength(1)
  })

  it.each([
    ['an imported limiter', "import pLimit from 'p-limit'\nconst limit = pLimit(5)", 'p-limit'],
    ['a set-if-absent in Redis', "await this.redis.set(key, '1', 'EX', 60, 'NX')", 'redis SET NX'],
    [
      'a worker that states its concurrency',
      'new Worker(name, run, { connection, concurrency: 5 })',
      'worker concurrency(concurrency)',
    ],
    [
      'a registered worker with a rate limit',
      'WorkerManager.register(Queue.Trace, run, { concurrency: 1, limiter: { max: 1 } })',
      'worker concurrency(concurrency, limiter)',
    ],
    [
      'SQL in a tagged template',
      'await tx.$queryRaw`SELECT id FROM jobs WHERE id = 1 FOR UPDATE SKIP LOCKED`',
      'SELECT … FOR UPDATE SKIP LOCKED',
    ],
    [
      'a row lock at the end of a line',
      'await tx.query(`\n  SELECT id\n  FROM organizations\n  FOR UPDATE\n`)',
      'SELECT … FOR UPDATE',
    ],
  ])('TypeScript: reports %s', async (_, source, shape) => {
    expect(await shapes('typescript', source)).toEqual([`concurrency-control: ${shape}`])
  })

  it.each([
    ['a local function of the same name', 'const limit = pLimit(5)'],
    ['a schema that has a field concurrency', 'const s = z.object({ concurrency: z.number() })'],
    ['a sentence about locks', "log('we wait for update of the chart')"],
    ['a lock that is commented out', 'q(`SELECT id FROM a -- FOR UPDATE\n`)'],
  ])('TypeScript: is silent on %s', async (_, source) => {
    expect(await shapes('typescript', source)).toEqual([])
  })

  it.each([
    [
      'a row lock',
      'Order.objects.filter(a=1).select_for_update(of=("self",))',
      'select_for_update(of)',
    ],
    ['a lock of threads', 'import threading\nlock = threading.Lock()', 'threading lock'],
    ['a semaphore', 'from asyncio import Semaphore\nlimit = Semaphore(4)', 'asyncio lock'],
    [
      'an advisory lock',
      'cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])',
      'pg_advisory_lock',
    ],
    [
      'add to the cache',
      'from django.core.cache import cache\ncache.add(key, 1, timeout=5)',
      'cache.add(timeout)',
    ],
  ])('Python: reports %s', async (_, source, shape) => {
    expect(await shapes('python', source)).toEqual([`concurrency-control: ${shape}`])
  })

  it('Python: is silent on sets, docstrings and its own Lock', async () => {
    const source =
      'from .keys import Lock\nseen.add(key)\nlock = Lock()\n"""SELECT a FROM b FOR UPDATE"""'
    expect(await shapes('python', source)).toEqual([])
  })

  it('Java: reports locked queries, versions, pools and monitors', async () => {
    const source = `
      import jakarta.persistence.Version;
      import org.springframework.data.jpa.repository.Lock;
      import java.util.concurrent.locks.ReentrantLock;
      class Account {
        @Version private int version;
        private final Object lock = new ReentrantLock();
        @Lock(LockModeType.PESSIMISTIC_WRITE) Account findLocked(Long id) { return null; }
        synchronized void add() { synchronized (lock) { run(); } }
      }`
    expect((await shapes('java', source)).sort()).toEqual([
      'concurrency-control: @Lock(value=PESSIMISTIC_WRITE)',
      'concurrency-control: @Version',
      'concurrency-control: java.util.concurrent lock',
      'concurrency-control: synchronized',
      'concurrency-control: synchronized',
    ])
  })

  it('Java: is silent on a Version or Lock of another library', async () => {
    const source = `
      import com.acme.api.Version;
      class A { @Version int v; List<A> all = Collections.synchronizedList(x); }`
    expect(await shapes('java', source)).toEqual([])
  })

  it('Go: reports mutex fields, weighted semaphores and set-if-absent', async () => {
    const source = `package a
      import ("sync"; "golang.org/x/sync/semaphore")
      type Store struct { mu sync.RWMutex; n int }
      var sem = semaphore.NewWeighted(8)
      func f() { rdb.SetNX(ctx, key, 1, ttl) }`
    expect((await shapes('go', source)).sort()).toEqual([
      'concurrency-control: redis SET NX',
      'concurrency-control: semaphore.Weighted',
      'concurrency-control: sync.Mutex',
    ])
  })

  it('Go: is silent on waiting and on once', async () => {
    const source = 'package a\ntype S struct { wg sync.WaitGroup; once sync.Once }'
    expect(await shapes('go', source)).toEqual([])
  })

  it('sees the order in which rows are locked', async () => {
    const [found] = await decide('python', 'q.order_by("pk").select_for_update().filter(a=1)')
    expect(found?.message).toBe(
      'Row lock held until the transaction ends, rows locked in a stated order',
    )
  })

  it('says what is stated and what is left open', async () => {
    const [found] = await decide('python', 'q.select_for_update(skip_locked=True)')
    expect(found?.message).toBe(
      'Row lock held until the transaction ends, skip_locked True, order of locking is not stated before it',
    )
  })
})
