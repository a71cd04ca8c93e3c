import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { FileFacts } from '../../model'
import { turnKeyOf } from '../../sarif/fingerprint'
import { shapeOf, shapesOf } from '../../sarif/shape'
import { languageOf } from '../languages'
import { read } from '../testing'
import { Assembly } from './index'

/** Forms that each file may have, or (null) not be there: what they say hangs on each other. */
const FORMS: Record<string, (string | null)[]> = {
  'src/early.ts': [
    `import { Worker } from 'bullmq'
import { circle } from './other'
new Worker('early', async (job) => { await circle(job) })`,
    null,
  ],
  // As after a rename.
  'src/late.ts': [
    null,
    `import { Worker } from 'bullmq'
import { circle } from './other'
new Worker('early', async (job) => { await circle(job) })`,
  ],
  'src/jobs.ts': [
    `import { Worker } from 'bullmq'
import { pay, Names } from './all'
new Worker(Names.Mail, async (job) => { await pay(job) })`,
    `import { Worker } from 'bullmq'
import { retried } from './retry'
import { pay } from './pay'
new Worker('bills', async (job) => { await retried(() => pay(job)) })`,
    `import { Worker } from 'bullmq'
import { pay, Names } from './all'
new Worker(Names.Mail, async (job) => { for (const one of job.data) await pay(one) })`,
    null,
  ],
  'src/all.ts': [
    `export * from './pay'\nexport * from './names'`,
    `export { other as pay } from './other'\nexport * from './names'\nexport * from './all'`,
    null,
  ],
  'src/names.ts': [
    `export const Names = { Mail: 'mail' }`,
    `export const Names = { Mail: 'post' }`,
  ],
  'src/pay.ts': [
    `import { backOff } from 'exponential-backoff'
import Stripe from 'stripe'
import { circle } from './other'
const stripe = new Stripe('x')
export async function pay(job) {
  await backOff(() => stripe.charges.create(job), { numOfAttempts: 3 })
  await backOff(() => circle(job), { numOfAttempts: 2 })
}`,
    `import Stripe from 'stripe'
const stripe = new Stripe('x')

export async function pay(job) { return stripe.charges.create(job) }`,
    null,
  ],
  'src/other.ts': [
    `import { pay } from './pay'
export async function circle(job) { await fetch('http://ledger/entries', { method: 'POST' }); return Promise.all(job.parts.map((part) => pay(part))) }
export async function other(job) { await circle(job) }`,
    `export async function other(job) { for (let i = 0; i < 4; i++) { try { return await fetch('http://ledger/entries') } catch (e) { console.log(e) } } }`,
    null,
  ],
  'src/retry.ts': [
    `export async function retried(fn) { for (let i = 0; i < 5; i++) { try { return await fn() } catch (e) { console.log(e) } } throw new Error() }`,
    null,
  ],
  'src/retry/index.ts': [`export async function retried(fn) { return fn() }`, null],
}
const LOCKS = ['17.4.0', '16.8.0'].map((version) => [
  { path: 'package.json', text: `{"name":"shop","dependencies":{"stripe":"${version}"}}` },
])

let facts: Record<string, (FileFacts | undefined)[]>
beforeAll(async () => {
  facts = {}
  for (const [path, forms] of Object.entries(FORMS)) {
    const language = languageOf(path) ?? 'typescript'
    facts[path] = await Promise.all(
      forms.map(async (one) => (one ? read(language, one) : undefined)),
    )
  }
})

const state = fc.record({
  lock: fc.nat(LOCKS.length - 1),
  forms: fc.record(
    Object.fromEntries(
      Object.entries(FORMS).map(([path, { length }]) => [path, fc.nat(length - 1)]),
    ),
  ),
})

interface State {
  lock: number
  forms: Record<string, number>
}

function at({ lock, forms }: State) {
  const files = new Map<string, FileFacts>()
  for (const [path, form] of Object.entries(forms)) {
    const own = facts[path]?.[form]
    if (own) files.set(path, own)
  }
  return [files, LOCKS[lock] ?? []] as const
}

test('a commit says the same whichever commits were looked at before it', () => {
  fc.assert(
    fc.property(fc.array(state, { minLength: 2, maxLength: 5 }), (states) => {
      const remembering = new Assembly()
      for (const one of states) {
        const [files, manifests] = at(one)
        const said = remembering.findings(files, manifests)
        expect(said).toEqual(new Assembly().findings(files, manifests))
      }
    }),
    { numRuns: 60 },
  )
})

test('what is asked about alone is told as among all, at whatever commit', () => {
  fc.assert(
    fc.property(state, state, (one, other) => {
      const assembly = new Assembly()
      const seen = [other, one].flatMap((each) => assembly.findings(...at(each)))
      const all = shapesOf(new Assembly().findings(...at(other)))
      for (const finding of seen) {
        const { rule, identity } = finding
        const { entry } = shapeOf(finding)
        if (identity === undefined || entry === undefined) continue
        const told = assembly.findings(...at(other), {
          rule: (id) => id === rule,
          one: (id, name) => id === rule && name === identity,
          entries: new Set([entry]),
        })
        const key = turnKeyOf(rule, identity)
        expect(shapesOf(told).get(key)).toEqual(all.get(key))
      }
    }),
    { numRuns: 100 },
  )
})

test('the forms above say something, and not all the same', () => {
  const all = new Map(Object.entries(facts).flatMap(([path, [own]]) => (own ? [[path, own]] : [])))
  const findings = new Assembly().findings(all, LOCKS[0] ?? [])
  expect(findings.map(({ rule }) => rule)).toContain('retry-path/duplicated')
})
