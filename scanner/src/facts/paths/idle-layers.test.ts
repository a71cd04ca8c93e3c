import { describe, expect, it } from 'vitest'
import { assembledOf, findingsOf, retriesDecided } from '../testing'

interface Flow {
  outgoing: { label: string }
  naive: unknown
  gated: unknown
  gates: { reason: string; removes?: string }[]
}

const flows = async (source: string) =>
  (await assembledOf({ 'a.py': source }))
    .filter(({ rule }) => rule === 'flow/segment')
    .map(({ data }) => (data as { flow: Flow }).flow)

const sums = async (source: string) =>
  (await flows(source)).map(({ outgoing, naive, gated }) => `${outgoing.label}: ${naive}, ${gated}`)

const duplicated = async (source: string) =>
  (await findingsOf({ 'a.py': source }))
    .filter(({ rule }) => rule === 'retry-path/duplicated')
    .map(({ data }) => data?.arithmetic)

const tenacity = (body: string, fn = 'def ask(text):') => `import openai
from tenacity import retry, stop_after_attempt
client = openai.OpenAI()

@retry(stop=stop_after_attempt(4))
${fn}
${body}
`
const STREAMED = `    for part in client.responses.create(input=text):
        yield part`
const WHOLE = '    return client.responses.create(input=text)'

describe('a decorator that calls what it stands on and no more', () => {
  it('repeats nothing of a generator, whose errors come later', async () => {
    expect(await sums(tenacity(STREAMED))).toEqual(['openai responses.create: 12, 3'])
    expect(await duplicated(tenacity(STREAMED))).toEqual([])
    const [flow] = await flows(tenacity(STREAMED, 'async def ask(text):'))
    expect(flow?.gates).toMatchObject([
      { reason: 'it stands on a generator and sees none of its errors', removes: '4 decorator' },
    ])
    expect(await retriesDecided({ 'a.py': tenacity(STREAMED) })).toEqual([
      'a.py: tenacity makes a failing call again, up to 4 times in all, but it stands on a generator and sees none of its errors.',
    ])
  })

  it.each([
    ['what gives all at once', WHOLE],
    ['what makes a generator inside', `    def parts():\n        yield 1\n${WHOLE}`],
  ])('repeats %s', async (_, body) => {
    expect(await duplicated(tenacity(body))).toEqual(['4 decorator × 3 SDK = 12'])
  })

  it.each(['@gen.coroutine', '@as_list'])('repeats what %s makes of one', async (between) => {
    expect(await duplicated(tenacity(STREAMED, `${between}\ndef ask(text):`))).toEqual([
      '4 decorator × 3 SDK = 12',
    ])
    const outside = tenacity(STREAMED).replace('@retry', `${between}\n@retry`)
    expect(await duplicated(outside)).toEqual([])
  })

  it('is not the one of a job, which is done again as a whole', async () => {
    const job = `import openai
from celery import shared_task
client = openai.OpenAI()

@shared_task(autoretry_for=(Exception,), max_retries=3)
def ask(text):
${STREAMED}
`
    expect(await duplicated(job)).toEqual(['4 job × 3 SDK = 12'])
  })
})

describe('a layer that repeats on errors of packages alone', () => {
  const on = (condition: string, client = 'openai.OpenAI()') => `import anthropic
import openai
import requests
from tenacity import retry, retry_if_exception_type, stop_after_attempt
client = ${client}

@retry(retry=${condition}, stop=stop_after_attempt(5))
def ask(text):
    return client.embeddings.create(input=text)
`
  const HTTP = 'retry_if_exception_type(requests.HTTPError)'
  const CALL = 'client.embeddings.create(input=text)'
  const doing = (...body: string[]) =>
    on(HTTP).replace(`return ${CALL}`, body.join('\n    ')).concat(INNER)
  const INNER = `
def inner(text):
    try:
        return ${CALL}
    except openai.APIError:
        raise requests.HTTPError()

def made():
    return openai.OpenAI()
`

  it.each([
    [
      'throws another',
      ['try:', `    ${CALL}`, 'except openai.APIError:', '    raise requests.HTTPError()'],
    ],
    ['goes on', [`keep(${CALL})`]],
    ['asks others before', ['found = requests.get(text)', CALL]],
    ['goes round', ['for text in load():', `    ${CALL}`]],
    ['goes round as long as others say', ['while more():', `    ${CALL}`]],
    ['asks another function', ['inner(text)']],
  ])('repeats a function that %s', async (_, body) => {
    const found = await flows(doing(...body))
    expect(found.find(({ naive }) => naive === 15)).toMatchObject({ gated: 15, gates: [] })
  })

  it('repeats what another decorator makes of its errors', async () => {
    const source = on(HTTP).replace('def ask', '@in_terms_of_requests\ndef ask')
    expect(await duplicated(source)).toEqual(['5 decorator × 3 SDK = 15'])
  })

  it.each([
    ['import openai as grpc', 'grpc.APIError'],
    ['from app import stripe', 'stripe.UpstreamError'],
    ['from app.clients import requests', 'requests.RetryMe'],
  ])('knows packages by what is imported: %s', async (line, error) => {
    const source = on(`retry_if_exception_type(${error})`).replace('import requests', line)
    expect(await duplicated(source)).toEqual(['5 decorator × 3 SDK = 15'])
  })

  it('repeats nothing of a function that makes its client, too', async () => {
    const found = await flows(doing('own = made()', `own.${CALL.slice(7)}`))
    expect(found.find(({ naive }) => naive === 15)).toMatchObject({ gated: 3 })
  })

  it.each([
    ['retry_if_exception_type(requests.exceptions.HTTPError)', 'openai.OpenAI()'],
    ['retry_if_exception_type((requests.Timeout, requests.HTTPError))', 'openai.OpenAI()'],
    ['retry_if_exception_type(openai.APIError)', 'anthropic.Anthropic()'],
  ])('repeats none of an SDK that lets no such error out: %s, %s', async (condition, client) => {
    const [flow] = await flows(on(condition, client))
    expect([flow?.naive, flow?.gated]).toEqual([15, 3])
    expect(flow?.gates[0]?.reason).toMatch(/^it repeats only on .*, in which the call never ends$/)
  })

  it.each([
    'retry_if_exception_type(openai.APIError)',
    'retry_if_exception_type(httpx.ReadTimeout)',
    'retry_if_exception_type(HTTPError)',
    'retry_if_exception_type(Exception)',
    'retry_if_exception_type(requests.HTTPError) | retry_if_exception_type(openai.APIError)',
    'retry_if_exception_type(requests.HTTPError) | retry_if_result(is_empty)',
    'retry_if_exception_type((requests.exceptions.ConnectionError, openai.APIError))',
  ])('repeats where one of them may be its error: %s', async (condition) => {
    expect(await duplicated(on(condition))).toEqual(['5 decorator × 3 SDK = 15'])
  })
})
