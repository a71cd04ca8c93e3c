import { describe, expect, it } from 'vitest'
import { assembledOf, findingsOf } from '../testing'

const actor = (more = '') => `import dramatiq
from dramatiq import actor as _actor

def actor(actor_name=None, **options):
    def decorator(fn):
        async def wrapped(*args):
            return await fn(*args)
        _actor(wrapped, actor_name=actor_name${more}, **options)
        return wrapped
    return decorator
`
const job = (mark: string, module = 'shop.worker') => `from ${module} import actor
import stripe

@actor(${mark})
async def charge(order):
    stripe.Customer.create(email=order)
`
const files = (mark: string, more = '') => ({
  'shop/worker/__init__.py': actor(more),
  'shop/tasks.py': job(mark),
})
const lock = { 'requirements.txt': 'stripe==12.0.0\ndramatiq==1.17.0\n' }

describe("a repository's own decorator around Dramatiq's", () => {
  it.each([
    ['actor_name="order.charge"', '', '21 job × 3 SDK = 63'],
    ['actor_name="order.charge", max_retries=4', '', '5 job × 3 SDK = 15'],
    ['actor_name="order.charge", max_retries=LIMIT', '', 'unknown job × 3 SDK = unknown'],
    ['actor_name="order.charge", max_retries=0', '', undefined],
    ['actor_name="order.charge", max_retries=-1', '', 'unbounded job × 3 SDK = unbounded'],
    ['actor_name="order.charge"', ', max_retries=1', '2 job × 3 SDK = 6'],
  ])('%s%s', async (mark, more, expected) => {
    const found = await findingsOf(files(mark, more), lock)
    const path = found.find(({ rule }) => rule === 'retry-path/duplicated')
    expect(path?.data?.arithmetic).toBe(expected)
    if (expected) expect(path?.data?.entry).toBe('charge')
  })

  it('is told as a repeated POST where somebody chose the number', async () => {
    const posts = async (mark: string) => {
      const tasks = job(mark).replace('import stripe', 'import requests')
      const sent = tasks.replace(
        'stripe.Customer.create(email=order)',
        'requests.post("https://mail/send")',
      )
      const found = await findingsOf({ ...files(mark), 'shop/tasks.py': sent }, lock)
      return found.filter(({ rule }) => rule === 'retry-path/non-idempotent').length
    }
    expect([await posts('"a"'), await posts('"a", max_retries=2')]).toEqual([0, 1])
  })

  it('is a decision where it says a number', async () => {
    const decisions = async (mark: string) =>
      (await findingsOf(files(mark), lock)).filter(({ rule }) => rule === 'decision/retry').length
    expect([await decisions('"a", max_retries=4'), await decisions('"a"')]).toEqual([1, 0])
  })

  it('is handed on by another module', async () => {
    const all = {
      'shop/jobs/_actor.py': actor(),
      'shop/jobs/__init__.py': 'from ._actor import actor\n__all__ = ["actor"]\n',
      'shop/tasks.py': job('', 'shop.jobs'),
    }
    const path = (await findingsOf(all, lock)).find(({ rule }) => rule === 'retry-path/duplicated')
    expect(path?.data).toMatchObject({ attempts: 63, entry: 'charge' })
  })

  it('is none where the name means something else', async () => {
    const other = {
      ...files(''),
      'shop/worker/__init__.py': 'def actor(*a):\n    return register(a)\n',
    }
    expect((await findingsOf(other, lock)).map(({ rule }) => rule)).not.toContain(
      'retry-path/duplicated',
    )
  })
})

describe("a repository's own decorator around Celery's", () => {
  const celery = (inner: string) => ({
    'shop/base.py': `from celery import shared_task
def shop_task(**kwargs):
    return ${inner}
`,
    'shop/tasks.py': `from shop.base import shop_task
import stripe
@shop_task(name="charge")
def charge(self, order):
    stripe.Customer.create(email=order)
@app.get("/")
def send():
    charge.delay(1)
`,
  })
  it.each([
    ['shared_task(autoretry_for=(IOError,), max_retries=2, **kwargs)', '3 job × 3 SDK = 9'],
    ['shared_task(max_retries=2, **kwargs)', undefined],
  ])('%s', async (inner, expected) => {
    const all = await assembledOf(celery(inner), lock)
    expect(all.find(({ rule }) => rule === 'retry-path/duplicated')?.data?.arithmetic).toBe(
      expected,
    )
    const flows = all.flatMap(({ data }) => data?.flow ?? []) as { entry: { keys: string[] } }[]
    expect(flows.map(({ entry }) => entry.keys[0])).toContain('task:charge')
  })
})

describe("annotations of a repository's own that carry a library's", () => {
  const files = (mark: string, use: string, element = 'String attempts() default "4";') => ({
    'lib/src/main/java/com/acme/lib/RetriedTopic.java': `package com.acme.lib;
import org.springframework.kafka.annotation.RetryableTopic;
import org.springframework.retry.annotation.Retryable;
${mark}
public @interface RetriedTopic { ${element} }`,
    'shop/src/main/java/com/acme/shop/Listener.java': `package com.acme.shop;
import com.acme.lib.RetriedTopic;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.web.client.RestClient;
class Listener {
  private final RestClient rest;
  @KafkaListener(topics = "orders")
  @RetriedTopic${use}
  void on(String message) { rest.get().uri("http://stock/items").retrieve(); }
}`,
  })
  const naive = async (all: Record<string, string>) =>
    (await assembledOf(all)).flatMap(({ data }) => {
      const flow = data?.flow as { naive: unknown; outgoing: { label: string } } | undefined
      return flow?.outgoing.label.includes('stock') ? [flow.naive] : []
    })

  it.each([
    ['its element', '@RetryableTopic', '', undefined, 4],
    ['where it is used', '@RetryableTopic', '(attempts = "6")', undefined, 6],
    ['its own annotation, inside ten deliveries', '@Retryable(maxAttempts = 5)', '', '', 50],
    ["the library's default", '@RetryableTopic', '', '', 3],
    ['the container, where it carries none', '@Documented', '', undefined, 10],
  ])('repeat as often as is said by %s', async (_, mark, use, element, attempts) => {
    expect(await naive(files(mark, use, element))).toEqual([attempts])
  })
})
