import { describe, expect, it } from 'vitest'
import { assembledOf, read } from '../testing'
import { Assembly } from './index'

const task = `import stripe
import backoff
@backoff.on_exception(backoff.expo, stripe.error.APIConnectionError, max_tries=2)
def charge(order):
    return stripe.Customer.create(email=order.email)
`
const lock = (version: string) => ({ 'requirements.txt': `stripe==${version}\nbackoff==2.2.1\n` })
const arithmetic = async (sources: Record<string, string>, version = '12.0.0') =>
  (await assembledOf(sources, lock(version))).find(({ rule }) => rule === 'retry-path/duplicated')
    ?.data?.arithmetic

describe("functions of a library's module, as Stripe has them in Python", () => {
  it('repeat by the default of the version in use', async () => {
    expect(await arithmetic({ 'pay.py': task })).toBe('2 decorator × 3 SDK = 6')
    expect(await arithmetic({ 'pay.py': task }, '10.0.0')).toBeUndefined()
  })

  it.each([
    ['5', '2 decorator × 6 client = 12'],
    ['settings.RETRIES', '2 decorator × unknown client = unknown'],
    ['0', undefined],
  ])('repeat as any file sets it on the module: %s', async (value, expected) => {
    const setup = `import stripe as api\nfrom django.conf import settings\ndef ready():\n    api.max_network_retries = ${value}\n`
    expect(await arithmetic({ 'pay.py': task, 'apps.py': setup })).toBe(expected)
  })

  it('are calls out of the repository also where the library repeats nothing', async () => {
    const hook = task.replace(
      'stripe.Customer.create(email',
      'stripe.Webhook.construct_event(email',
    )
    const ends = async (source: string) =>
      (await assembledOf({ 'pay.py': source }, lock('10.0.0'))).flatMap(
        ({ data }) => data?.flow ?? [],
      )
    expect(await ends(task)).toEqual([
      expect.objectContaining({
        outgoing: expect.objectContaining({ label: 'stripe Customer.create', kind: 'sdk' }),
        naive: 2,
      }),
    ])
    expect(await ends(hook)).toEqual([
      expect.objectContaining({
        outgoing: expect.objectContaining({ kind: 'call', confidence: 'low' }),
      }),
    ])
  })

  it('are asked again at a commit that sets it otherwise', async () => {
    const files = async (value: number) =>
      new Map([
        ['apps.py', await read('python', `import stripe\nstripe.max_network_retries = ${value}`)],
        ['pay.py', pay],
      ])
    const pay = await read('python', task)
    const assembly = new Assembly()
    for (const value of [1, 4, 1]) {
      const found = assembly.findings(await files(value), [])
      const path = found.find(({ rule }) => rule === 'retry-path/duplicated')
      expect(path?.data?.attempts).toBe(2 * (value + 1))
    }
  })
})
