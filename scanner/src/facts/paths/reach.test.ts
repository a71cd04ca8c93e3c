import { describe, expect, it } from 'vitest'
import { extractFacts, initParsers } from '../extract'
import { findingsOf } from '../testing'
import { Assembly } from '.'
import { MAX_PLACES } from './reach'

/** A retried call to a client that repeats too, so many functions further in. */
const chain = (functions: number) => `import { backOff } from 'exponential-backoff'
import Stripe from 'stripe'
const stripe = new Stripe(key)
export async function start() { await backOff(() => f1(), { numOfAttempts: 3 }) }
${Array.from({ length: functions }, (_, i) => `async function f${i + 1}() { await f${i + 2}() }`).join('\n')}
async function f${functions + 1}() { await stripe.charges.create(x) }
`
const manifests = { 'package.json': '{"dependencies":{"stripe":"^17.4.0"}}' }

const notesOf = (source: string) => {
  const assembly = new Assembly()
  const texts = Object.entries(manifests).map(([path, text]) => ({ path, text }))
  assembly.findings(new Map([['a.ts', extractFacts('typescript', source)]]), texts)
  return assembly.notes
}

describe('ways through many functions', () => {
  it('are followed', async () => {
    const found = await findingsOf({ 'a.ts': chain(20) }, manifests)
    expect(found.map(({ data }) => data?.arithmetic)).toEqual(['3 wrapper × 3 SDK = 9'])
    expect(notesOf(chain(20))).toEqual([])
  })

  it('and where they are not, it is said from where', async () => {
    await initParsers(['typescript'])
    expect(notesOf(chain(MAX_PLACES))).toEqual([
      'Calls are followed through 40 functions; from start in a.ts they go on, and retry layers further in are not known',
    ])
  })
})
