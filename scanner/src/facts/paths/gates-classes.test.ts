import { describe, expect, it } from 'vitest'
import type { Finding } from '../../model'
import { assembledOf } from '../testing'

interface Said {
  naive: unknown
  gated: unknown
  gates: { reason: string }[]
}

const flowTo = (found: Finding[], label: string): Said | undefined =>
  found
    .filter(({ rule }) => rule === 'flow/segment')
    .map(({ data }) => data?.flow as Said & { outgoing: { label: string } })
    .find(({ outgoing }) => outgoing.label.includes(label))

describe('a handler that lets out errors of some classes only', () => {
  const job = (handler: string, sent = 'if (!answer.ok) throw new Error("no")') => ({
    'errors.ts': `export class Base extends Error {}
export class Missing extends Base {}
export class Broken extends Base {}`,
    'w.ts': `import { Queue, Worker } from 'bullmq'
import { HttpError } from 'somewhere'
import { backOff } from 'exponential-backoff'
import { Base, Broken, Missing } from './errors'
import { deliver } from './deliver'
const hooks = new Queue('hooks', { defaultJobOptions: { attempts: 5 } })
async function run({ job, config, open }: { job: Job; config: Config; open?: Config }) {
  const settings = await load(job.id)
  try {
    await backOff(() => deliver(job), { numOfAttempts: 4 })
  } catch (error) {
    ${handler}
    await note(job)
  }
}
new Worker('hooks', async (job) => run({ job, config, open }))`,
    'deliver.ts': `import { Broken, Broken as Renamed } from './errors'
import { check, checkAll } from './check'
export async function deliver(job) {
  const answer = await fetch('http://partner/hook', { method: 'PUT' })
  ${sent}
}`,
    'check.ts': `import { Broken } from './errors'
export function check(answer) { if (!answer.ok) throw new Broken() }
export function checkAll(answers) { for (const one of answers) check(one) }`,
  })
  const both = 'error instanceof Missing || error instanceof Broken'

  it.each([
    [`if (${both}) throw error`],
    [
      `const again =\n      error instanceof Missing ||\n      error instanceof Broken\n    if (again) { log(error); throw error }`,
    ],
    [`if (${both}) throw error\n    if (!config) throw error`],
    ['if (error instanceof Missing) { throw new Broken() }'],
  ])('keeps the others from the queue: %s', async (handler) => {
    const said = flowTo(await assembledOf(job(handler)), 'partner')
    expect(said).toMatchObject({ naive: 20, gated: 4 })
    expect(said?.gates[0]?.reason).toMatch(/lets out only .*, which it does not throw$/)
  })

  it.each([
    ['that come from elsewhere', 'if (error instanceof HttpError) throw error', undefined],
    ['that another condition holds for', 'if (error.status > 499) throw error', undefined],
    ['that it does not name', `if (!(${both})) throw error`, undefined],
    ['where something else is asked too', `if (${both} || late) throw error`, undefined],
    [
      'where something may be missing',
      `if (${both}) throw error\n    if (!open) throw error`,
      undefined,
    ],
    ['that the way throws', `if (${both}) throw error`, 'if (!answer.ok) throw new Broken()'],
    ['of a class below', 'if (error instanceof Base) throw error', 'throw new Broken()'],
    ['that a helper on the way throws', `if (${both}) throw error`, 'check(answer)'],
    ['that a helper of a helper throws', `if (${both}) throw error`, 'checkAll([answer])'],
    ['by another name', `if (${both}) throw error`, 'throw new Renamed()'],
    ['that nobody can tell', `if (${both}) throw error`, 'throw failureOf(answer)'],
  ])('lets out those %s', async (_, handler, sent) => {
    const said = flowTo(await assembledOf(job(handler, sent)), 'partner')
    expect(said).toMatchObject({ naive: 20, gated: 20, gates: [] })
  })

  it.each([
    ['if isinstance(error, Late):\n            raise', 1],
    ['if isinstance(error, (Late, requests.Timeout)):\n            raise', 3],
  ])('is read in Python too: %s', async (handler, gated) => {
    const found = await assembledOf({
      'a.py': `import requests
from tenacity import retry, stop_after_attempt

class Late(Exception):
    pass

@retry(stop=stop_after_attempt(3))
def pay():
    try:
        requests.get("http://ledger/book")
    except Exception as error:
        ${handler}
        note(error)
`,
    })
    expect(flowTo(found, 'ledger/book')).toMatchObject({ naive: 3, gated })
  })

  it.each([
    ['Late', 1],
    ['(Late, Early)', 1],
    ['(*NETWORK, Late)', 3],
    ['NETWORK + (Late,)', 3],
    ['NETWORK[0]', 3],
  ])('may catch what it lets out apart in Python: %s', async (caught, gated) => {
    const found = await assembledOf({
      'a.py': `import requests
from tenacity import retry, stop_after_attempt

class Late(Exception):
    pass

class Early(Exception):
    pass

NETWORK = (requests.Timeout,)

@retry(stop=stop_after_attempt(3))
def pay():
    try:
        requests.get("http://ledger/book")
    except ${caught}:
        raise
    except Exception as error:
        note(error)
`,
    })
    expect(flowTo(found, 'ledger/book')).toMatchObject({ naive: 3, gated })
  })

  it.each([
    ['nothing', 'pass', 1],
    ['another', 'raise ValueError', 1],
    ['without making it', 'raise Late', 3],
    ['by another name', 'raise Slow("x")', 3],
    ['by a name that a variable has', 'raise Again("x")', 3],
    ['one below it', 'raise Later()', 3],
    ['what another made', 'raise made()', 3],
    [
      'what it caught',
      'try:\n        answer.check()\n    except ValueError as error:\n        raise error',
      1,
    ],
    ['two calls below', 'deep(answer)', 3],
    ['in a method of an unknown object', 'boxes[0].settle(answer)', 3],
    ['in a method of what a package gave', 'answer.settle()', 1],
    ['in making an object', 'Order(answer)', 3],
    ['in what it is given', 'given(answer)', 3],
  ])('tells what the way throws: %s', async (_, thrown, gated) => {
    const found = await assembledOf({
      'errors.py': 'class Late(Exception):\n    pass\n',
      'below.py': `from errors import Late

def deep(answer):
    deeper(answer)

def deeper(answer):
    if not answer:
        raise Late

class Order:
    def __init__(self, answer):
        deep(answer)

    def settle(self):
        raise Late
`,
      'send.py': `import requests
from errors import Late as Slow, Late
from below import deep, Order

Again = Late

class Later(Late):
    pass

def send(given=deep):
    answer = requests.get("http://ledger/book")
    ${thrown}
`,
      'a.py': `from tenacity import retry, stop_after_attempt
from errors import Late
from send import send

@retry(stop=stop_after_attempt(3))
def pay():
    try:
        send()
    except Late:
        raise
    except Exception as error:
        note(error)
`,
    })
    expect(flowTo(found, 'ledger/book')).toMatchObject({ naive: 3, gated })
  })

  it.each([
    ['Late', 1],
    ['HttpServerErrorException', 4],
  ])('may catch them apart: %s', async (name, gated) => {
    const found = await assembledOf({
      'src/shop/Payments.java': `package shop;
import org.springframework.retry.annotation.Retryable;
import org.springframework.web.client.RestTemplate;
class Payments {
  private RestTemplate rest;
  @Retryable(maxAttempts = 4)
  public void pay() {
    try {
      rest.getForObject("http://ledger/book", String.class);
    } catch (${name} e) {
      throw e;
    } catch (Exception e) {
      log.warn("no", e);
    }
  }
}`,
      'src/shop/Late.java': 'package shop;\nclass Late extends RuntimeException {}',
    })
    expect(flowTo(found, 'ledger/book')).toMatchObject({ naive: 4, gated })
  })

  const beside = (before: string, after: string, given = '') => ({
    'errors.ts': 'export class Missing extends Error {}',
    'sent.ts': `import { Missing } from './errors'
import { ledger } from 'ledger'
export function take(answer) { if (!answer.ok) throw new Missing() }
export function find(id) { if (!ledger[id]) throw new Missing() }
export async function failing(work) {
  try { return await work() } catch (error) { throw new Missing() }
}`,
    'w.ts': `import { Queue, Worker } from 'bullmq'
import { Missing } from './errors'
import { failing, find, take } from './sent'
import { deliver } from './deliver'
const hooks = new Queue('hooks', { defaultJobOptions: { attempts: 5 } })
const shown = (text) => text.replace(/x/, '')
async function run({ job, validate }) {
  if (!job.id) throw new Missing()
  try {
    ${given || 'const sent = await deliver(job, { validate })'}
    ${after}
  } catch (error) {
    if (error instanceof Missing) throw error
    await note(job)
  }
}
new Worker('hooks', async (job) => run({ job, validate }))`,
    'deliver.ts': `import { Missing } from './errors'
import { find, take } from './sent'
export async function deliver(job, { validate }) {
  ${before}
  const answer = await fetch('http://partner/hook', { method: 'PUT' })
  return answer
}`,
  })

  it.each([
    ['asks something before it', 'await find(job.id)', ''],
    ['calls what it is given', 'await validate(job.url)', ''],
    ['notes it afterwards', '', 'await store.execution.update({ id: job.id, at: new Moment() })'],
    ['asks something afterwards', '', 'await find(job.id)'],
    ['asks in its own handler', '', 'await note(job)'],
    ['makes what everybody has', '', 'new URL(sent.url)'],
    ['calls what does nothing', '', 'try { await sent.more() } catch (e) { shown(e) }'],
    ['reads a part of the answer', 'const head = (await fetch(job.head)).headers.get("x")', ''],
  ])('lets out none that another call beside it throws: it %s', async (_, before, after) => {
    const said = flowTo(await assembledOf(beside(before, after)), 'partner')
    expect(said).toMatchObject({ naive: 5, gated: 1 })
  })

  it.each([
    ['with the answer', '', 'take(sent)', ''],
    ['with a part of the answer', '', 'const { status } = sent\n    take(status)', ''],
    ['with what a part of it is', '', 'const part = sent.body\n    take([part])', ''],
    ['with what is read from it', '', 'const body = await sent.json()\n    take({ body })', ''],
    ['that is given it at once', '', '', 'take(await deliver(job, {}))'],
    ['that is given it to do', '', '', 'await failing(() => deliver(job, {}))'],
    ['that goes on with it', '', '', 'await deliver(job, {}).then((one) => take(one))'],
    ['when it has failed', '', '', 'await deliver(job, {}).catch(() => find(job))'],
    ['of a handler inside', '', '', 'try { await deliver(job, {}) } catch (e) { find(job) }'],
    ['made on the answer', '', 'await sent.unknown()', ''],
  ])('lets out those of a call %s', async (_, before, after, given) => {
    const files = { ...beside(before, after, given), 'more.ts': MANY }
    expect(flowTo(await assembledOf(files), 'partner')).toMatchObject({ naive: 5, gated: 5 })
  })
})

/** More functions of one name than can be told apart. */
const MANY = Array.from({ length: 13 }, (_, n) => `class C${n} { unknown() { go() } }`).join('\n')
