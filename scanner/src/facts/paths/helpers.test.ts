import { describe, expect, it } from 'vitest'
import { assembledOf } from '../testing'

const RETRY = `package retry
type Retry struct {
\tattempts int
\tshouldRetry func(error) bool
}
type Apply func(r *Retry) *Retry
func New(applies ...Apply) *Retry {
\tr := &Retry{attempts: 3, shouldRetry: nil}
\tfor _, a := range applies {
\t\tr = a(r)
\t}
\treturn r
}
func Attempts(attempts int) Apply {
\treturn func(r *Retry) *Retry { r.attempts = attempts; return r }
}
func (r *Retry) Do(ctx context.Context, fn func() error) error {
\tvar err error
\tfor i := 1; i <= r.attempts; i++ {
\t\terr = fn()
\t\tif err == nil {
\t\t\treturn nil
\t\t}
\t\ttime.Sleep(time.Second)
\t}
\treturn err
}
func DoWithResult[T any](r *Retry, ctx context.Context, fn func() (T, error)) (T, error) {
\tvar result T
\terr := r.Do(ctx, func() error {
\t\tvar again error
\t\tresult, again = fn()
\t\treturn again
\t})
\treturn result, err
}
`
const DB = `package db
import "acme.dev/shop/pkg/retry"
const DefaultAttempts = 4
func Tx(ctx context.Context, fn func(context.Context) error) error {
\t_, err := TxWithResult(ctx, func(ctx context.Context) (any, error) {
\t\treturn nil, fn(ctx)
\t})
\treturn err
}
func TxRetry(ctx context.Context, fn func(context.Context) error) error {
\t_, err := retry.DoWithResult(
\t\tretry.New(retry.Attempts(DefaultAttempts), retry.ShouldRetry(isTransient)),
\t\tctx,
\t\tfunc() (any, error) { return nil, once(ctx, fn) },
\t)
\treturn err
}
`
const use = (work: string) => `package orders
import (
\t"net/http"
\t"acme.dev/shop/pkg/db"
\t"acme.dev/shop/pkg/retry"
)
func Create(ctx context.Context) error {
\treturn ${work}
}
`
const GET = 'http.Get("http://stock/x")'
const files = (work: string) => ({
  'pkg/retry/retry.go': RETRY,
  'pkg/db/retry.go': DB,
  'svc/orders/create.go': use(work),
})
const GO_MOD = { 'go.mod': 'module acme.dev/shop\n' }

interface Flow {
  layers: { attempts: unknown; path: string }[]
}

const layers = async (work: string) => {
  const all = await assembledOf(files(work), GO_MOD)
  const flows = all.flatMap(({ data }) =>
    (data as { flow?: Flow }).flow ? [(data as { flow: Flow }).flow] : [],
  )
  return flows.flatMap((flow) => flow.layers.map(({ attempts, path }) => `${attempts} ${path}`))
}

describe('what a repository repeats by packages of its own', () => {
  it.each([
    [
      'a value that is made in place and told a number',
      `retry.New(retry.Attempts(5)).Do(ctx, func() error { _, err := ${GET}; return err })`,
      ['5 svc/orders/create.go'],
    ],
    [
      'one that is told none: its own default',
      `retry.New().Do(ctx, func() error { _, err := ${GET}; return err })`,
      ['3 pkg/retry/retry.go'],
    ],
    [
      'a wrapper around a wrapper around it, with a constant of its own',
      `db.TxRetry(ctx, func(ctx context.Context) error { _, err := ${GET}; return err })`,
      ['4 pkg/db/retry.go'],
    ],
    [
      'one inside the other',
      `retry.New(retry.Attempts(5)).Do(ctx, func() error { return db.TxRetry(ctx, func(ctx context.Context) error { _, err := ${GET}; return err }) })`,
      ['5 svc/orders/create.go', '4 pkg/db/retry.go'],
    ],
    [
      'what only looks like it repeats nothing',
      `db.Tx(ctx, func(ctx context.Context) error { _, err := ${GET}; return err })`,
      [],
    ],
  ])('%s', async (_, work, expected) => {
    expect(await layers(work)).toEqual(expected)
  })

  it('is decided on where a number is given', async () => {
    const work = `retry.New(retry.Attempts(5)).Do(ctx, func() error { _, err := ${GET}; return err })`
    const found = (await assembledOf(files(work), GO_MOD)).filter(
      ({ rule }) => rule === 'decision/retry',
    )
    expect(found.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'pkg/db/retry.go: retry.DoWithResult makes a failing call again, up to 4 times in all.',
      'svc/orders/create.go: retry.New().Do makes a failing call again, up to 5 times in all.',
    ])
  })

  it.each([
    ['retry.ShouldRetry(isConflict)', []],
    ['retry.ShouldRetry(db.isTransient)', ['5 × 4']],
    ['retry.Quietly()', ['5 × 4']],
  ])(
    'multiplies unless both choose their errors by another question: %s',
    async (option, expected) => {
      const work = `retry.New(retry.Attempts(5), ${option}).Do(ctx, func() error { return db.TxRetry(ctx, func(ctx context.Context) error { _, err := ${GET}; return err }) })`
      const found = (await assembledOf(files(work), GO_MOD)).filter(
        ({ rule }) => rule === 'retry-path/duplicated',
      )
      const told = found.map(({ data }) => (data as { layers: { attempts: number }[] }).layers)
      expect(told.map((all) => all.map(({ attempts }) => attempts).join(' × '))).toEqual(expected)
    },
  )

  it.each([
    [5, 5, 'the layer around it what isConflict says'],
    [2, 4, 'the layer inside what isTransient says'],
  ])(
    'comes to what the one with most attempts does: %d around 4',
    async (attempts, gated, reason) => {
      const work = `retry.New(retry.Attempts(${attempts}), retry.ShouldRetry(isConflict)).Do(ctx, func() error { return db.TxRetry(ctx, func(ctx context.Context) error { _, err := ${GET}; return err }) })`
      const flows = (await assembledOf(files(work), GO_MOD)).flatMap(
        ({ data }) => (data as { flow?: { gated: number; gates: unknown[] } }).flow ?? [],
      )
      expect(flows.map((flow) => flow.gated)).toEqual([gated])
      expect(JSON.stringify(flows[0]?.gates)).toContain(reason)
    },
  )

  it.each([
    ['Insert(ctx, tx)', []],
    ['Insert(ctx, nil)', ['5 × 4']],
    ['Save(ctx, tx)', []],
    ['Save(ctx, nil)', ['5 × 4']],
    ['Apart(ctx, tx)', []],
    ['Apart(ctx, nil)', ['5 × 4']],
  ])('not where only who gives nothing is repeated there: %s', async (call, expected) => {
    const work = `retry.New(retry.Attempts(5)).Do(ctx, func() error { return ${call} })`
    const insert = `
func Save(ctx context.Context, tx *Tx) error {
\treturn Insert(ctx, tx)
}
func Insert(ctx context.Context, tx *Tx) error {
\tif tx == nil {
\t\treturn db.TxRetry(ctx, func(ctx context.Context) error { return send(ctx) })
\t}
\treturn send(ctx)
}
func Apart(ctx context.Context, tx *Tx) error {
\tif tx == nil {
\t\treturn repeated(ctx)
\t}
\treturn send(ctx)
}
func repeated(ctx context.Context) error {
\treturn db.TxRetry(ctx, func(ctx context.Context) error { return send(ctx) })
}
func send(ctx context.Context) error { _, err := ${GET}; return err }
`
    const sources = { ...files(work), 'svc/orders/create.go': `${use(work)}${insert}` }
    const all = await assembledOf(sources, GO_MOD)
    const told = all
      .filter(({ rule }) => rule === 'retry-path/duplicated')
      .map(({ data }) => (data as { layers: { attempts: number }[] }).layers)
    expect(told.map((each) => each.map(({ attempts }) => attempts).join(' × '))).toEqual(expected)
    // It goes there in any case.
    const entries = all.map(({ data }) => (data as { flow?: { entry: { label: string } } }).flow)
    expect(entries.map((flow) => flow?.entry.label)).toContain('Create')
  })
})

const again = (name: string, attempts: number, work = 'fn()') => `
export async function ${name}(fn: () => Promise<void>) {
  for (let attempt = 0; attempt < ${attempts}; attempt++) {
    try { return await ${work} } catch (e) { await sleep(10) }
  }
  throw new Error('never')
}
`
const ROUTE = `
import express from 'express'
import { withRetry } from './retry'
const app = express()
app.get('/x', async (req, res) => {
  await withRetry(() => fetch('http://stock/x'))
  res.send('ok')
})
`

describe('layers of the helpers of a script', () => {
  it.each([
    ['one of a longer name beside it', again('withRetry', 3) + again('withRetryLong', 9), ['3']],
    [
      'one that hands its work to another',
      again('withRetry', 3, 'retryFast(() => fn())') + again('retryFast', 4),
      ['3', '4'],
    ],
    [
      'two that do the work one after the other',
      again('retryFast', 4) +
        again('retrySlow', 2) +
        `export async function withRetry(fn: () => Promise<void>) {
          await retryFast(() => fn())
          await retrySlow(() => fn())
        }`,
      ['4'],
    ],
  ])('%s', async (_, retry, expected) => {
    const all = await assembledOf({ 'src/retry.ts': retry, 'src/app.ts': ROUTE })
    const [flow] = all.flatMap(({ data, path }) =>
      path === 'src/app.ts' ? ((data as { flow?: Flow }).flow ?? []) : [],
    )
    expect(flow?.layers.map(({ attempts }) => `${attempts}`)).toEqual(expected)
  })
})

describe("marks of a repository's own", () => {
  const mark = (name: string, attempts: number) => `import time
def ${name}(fn):
    def wrapper(*args):
        for attempt in range(${attempts}):
            try:
                return fn(*args)
            except Exception:
                time.sleep(1)
        raise RuntimeError('never')
    return wrapper
`
  it.each([
    ['@retry_slow', ['5']],
    ['@retry_slow\n@retry_fast', ['5', '3']],
    ['@retry_fast\n@retry_slow', ['3', '5']],
  ])('multiply where several stand on a function: %j', async (marks, expected) => {
    const all = await assembledOf({
      'fast.py': mark('retry_fast', 3),
      'slow.py': mark('retry_slow', 5),
      'app.py': `import requests
from fast import retry_fast
from slow import retry_slow
${marks}
def send():
    return requests.post('http://pay/x')
`,
    })
    const flows = all.flatMap(({ data }) => (data as { flow?: Flow }).flow ?? [])
    expect(flows[0]?.layers.map(({ attempts }) => `${attempts}`)).toEqual(expected)
  })
})
