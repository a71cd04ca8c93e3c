import { describe, expect, it } from 'vitest'
import { assembledOf } from '../testing'

interface Flow {
  entry: { label: string }
  outgoing: { label: string }
  naive: unknown
}
/** Ways in, where requests go from there, and attempts as written. */
const ends = async (sources: Record<string, string>) =>
  (await assembledOf(sources))
    .filter(({ rule }) => rule === 'flow/segment')
    .map(({ data }) => (data as { flow: Flow }).flow)
    .map(({ entry, outgoing, naive }) => `${entry.label} > ${outgoing.label}: ${naive}`)
    .sort()

const lines = (...all: string[]) => `${all.join('\n')}\n`
const asked = (...body: string[]) => ({
  'ask.py': lines(
    'import openai',
    'from tenacity import retry, stop_after_attempt',
    ...body.map((line) =>
      line
        .replace('RETRIED', '@retry(stop=stop_after_attempt(4))')
        .replace('SEND', 'responses.create(input=text)'),
    ),
  ),
})
const uploads = (first: string, second: string) => ({
  'a.ts': lines(
    "import { S3Client } from '@aws-sdk/client-s3'",
    "import { Upload } from '@aws-sdk/lib-storage'",
    "import express from 'express'",
    'const app = express()',
    'const a = new S3Client({ maxAttempts: 5 })',
    'const b = new S3Client({ maxAttempts: 2 })',
    `async function first() { ${first} }`,
    `async function second() { ${second} }`,
    "app.put('/a', first)",
    "app.put('/b', second)",
  ),
})

describe('numbers of a client', () => {
  it.each([
    ['openai.OpenAI(max_retries=0) if fast else openai.OpenAI(max_retries=0)', '4'],
    ['openai.AzureOpenAI(max_retries=2) if azure else openai.OpenAI()', '12'],
    ['openai.OpenAI(max_retries=0) if fast else openai.OpenAI(max_retries=5)', 'unknown'],
    ['openai.OpenAI(max_retries=5) if slow else openai.OpenAI(max_retries=0)', 'unknown'],
    ['given if given else openai.OpenAI(max_retries=0)', '4'],
    ['openai.OpenAI(max_retries=2) if client else None', '12'],
  ])('are those of either branch, where they agree: %s', async (made, sum) => {
    const file = asked(`client = ${made}`, 'RETRIED', 'def ask(text):', '    return client.SEND')
    expect(await ends(file)).toEqual([`ask > openai responses.create: ${sum}`])
    const field = asked(
      'class Asking:',
      '    def __init__(self, given=None, client=None):',
      `        self.client = ${made}`,
      '    RETRIED',
      '    def ask(self, text):',
      '        return self.client.SEND',
    )
    expect(await ends(field)).toEqual([`Asking.ask > openai responses.create: ${sum}`])
  })

  it('are those of the function in which it is made and held', async () => {
    const source = asked(
      'RETRIED',
      'def many(text):',
      '    with openai.OpenAI(max_retries=5) as client:',
      '        return client.SEND',
      'RETRIED',
      'def once(text):',
      '    with openai.OpenAI(max_retries=0) as client:',
      '        return client.SEND',
    )
    expect(await ends(source)).toEqual([
      'many > openai responses.create: 24',
      'once > openai responses.create: 4',
    ])
  })

  it('are those of a function that sets the variable of the file', async () => {
    const source = asked(
      'client = None',
      'def start():',
      '    global client',
      '    client = openai.OpenAI(max_retries=0)',
      'RETRIED',
      'def ask(text):',
      '    return client.SEND',
    )
    expect(await ends(source)).toEqual(['ask > openai responses.create: 4'])
  })

  it('are those of the client that the upload of the same function is given', async () => {
    const send = (client: string) =>
      `const sent = new Upload({ client: ${client} }); await sent.done()`
    const [a, b] = await ends(uploads(send('a'), send('b')))
    expect(a).toMatch(/^PUT \/a > .* done: 5$/)
    expect(b).toMatch(/^PUT \/b > .* done: 2$/)
  })
})

describe('the base of a client', () => {
  const served = (first: string, second: string) => ({
    'app.py': lines(
      'import httpx',
      'from flask import Flask',
      'app = Flask(__name__)',
      '@app.route("/1")',
      'def one():',
      `    with ${first} as client:`,
      '        client.get("/x")',
      '@app.route("/2")',
      'def two(host):',
      `    with ${second} as client:`,
      '        client.get("/y")',
    ),
  })
  const based = (base: string) => `httpx.Client(base_url=${base})`

  it.each([
    [based('"https://orders"'), 'GET /2 > GET https://orders/y: 1'],
    [based('host'), 'GET /2 > no further call: 1'],
    ['httpx.Client()', 'GET /2 > no further call: 1'],
  ])('is the one that its own function gives it: %s', async (made, expected) => {
    const sources = served(based('"https://users"'), made)
    expect(await ends(sources)).toEqual(['GET /1 > GET https://users/x: 1', expected])
  })
})
