import { describe, expect, it } from 'vitest'
import { assembledOf } from '../testing'

const segments = async (sources: Record<string, string>) =>
  (await assembledOf(sources))
    .filter((one) => one.rule === 'flow/segment')
    .map((one) => (one.data as { flow: { entry: End; outgoing: End; layers: unknown[] } }).flow)
    .map(({ entry, outgoing, layers }) => `${entry.keys[0]} ${outgoing.kind} ${layers.length}`)
    .toSorted()

interface End {
  label: string
  kind: string
  keys: string[]
}

const APP = "import express from 'express'\nconst app = express()\n"

describe('entry points from which nothing goes out', () => {
  it('are told, so that calls of others end at a known service', async () => {
    const source = `${APP}app.get('/items', (req, res) => res.json(read()))
app.post('/items', async (req, res) => { await fetch('http://stock/x') })`
    expect(await segments({ 'a.ts': source })).toEqual([
      'http:GET /items none 0',
      'http:POST /items http 0',
    ])
  })

  it('are told once, and not for what nobody else can call', async () => {
    const source = `${APP}app.get('/items', one)\napp.get('/items', two)
export function one(req, res) { res.json(read()) }
export function two(req, res) { res.json(read()) }`
    const job = `import { Cron } from '@nestjs/schedule'
export class Jobs { @Cron('* * * * *') run() { return this.clean() } }`
    expect(await segments({ 'a.ts': source, 'b.ts': job })).toEqual(['http:GET /items none 0'])
  })

  it('are told where the function that answers is not found', async () => {
    const go = `package a
import "net/http"
func main() {
	svc := new(server)
	http.HandleFunc("/home", svc.home)
	http.HandleFunc("/far", other.Far)
}
func (s *server) home(w http.ResponseWriter, r *http.Request) { http.Get("http://stock/x") }`
    expect(await segments({ 'a.go': go })).toEqual([
      'http:ANY /far none 0',
      'http:ANY /home http 0',
    ])
  })

  it('are not the helpers beside the methods of a route', async () => {
    const source = `export async function GET() { return Response.json(await all()) }
function all() { return db.find() }`
    expect(await segments({ 'app/items/route.ts': source })).toEqual(['http:GET /items none 0'])
  })
})

it('what prepares a request or reads its answer is no end', async () => {
  const source = `package a
import "net/http"
func send(c *http.Client) error {
  for attempt := 0; attempt < 3; attempt++ {
    req, err := http.NewRequest("GET", "http://stock/x", nil)
    req.Header.Set("a", "b")
    resp, err := c.Do(req)
    if err != nil {
      time.Sleep(time.Second)
      continue
    }
    resp.Body.Close()
    return nil
  }
  return nil
}`
  const found = await assembledOf({ 'a.go': source })
  const labels = found.map(
    ({ data }) => (data as { flow: { outgoing: { label: string } } }).flow.outgoing.label,
  )
  expect(labels.toSorted()).toEqual(['GET http://stock/x', 'net/http Do'])
})

it.each([
  ['getattr(client, func)(**kwargs).execute()', 'from googleapiclient.errors import HttpError', 1],
  ['client.files().get(fileId=func).execute()', 'from googleapiclient.errors import HttpError', 1],
  ['conn.cursor().execute(func)', 'from googleapiclient.errors import HttpError', 0],
  ['engine.connect().execute(func)', 'from googleapiclient.errors import HttpError', 0],
  ['client.files().get(fileId=func)', 'from googleapiclient.errors import HttpError', 0],
  ['getattr(client, func)(**kwargs).execute()', 'from statements import HttpError', 0],
])(
  'a request of the Google API client is sent by its last call: %s, %s',
  async (call, imports, ends) => {
    const found = await assembledOf({
      'a.py': `from tenacity import retry, stop_after_attempt
${imports}

@retry(stop=stop_after_attempt(5))
def make_call(client, func, **kwargs):
    return ${call}
`,
    })
    const flows = found.flatMap(
      ({ data }) => (data?.flow as { outgoing: End; naive: unknown }) ?? [],
    )
    const sent = flows.filter(({ outgoing }) => outgoing.kind === 'sdk')
    expect(sent.map(({ naive }) => naive)).toEqual(ends === 1 ? [5] : [])
  },
)

it("what Go's gRPC says of errors and connections is no end", async () => {
  const found = await assembledOf({
    'a.go': `package a
import (
  "github.com/cenkalti/backoff/v4"
  "google.golang.org/grpc"
  "google.golang.org/grpc/status"
)
type client struct { conn *grpc.ClientConn }
func (c *client) wait() error {
  return backoff.Retry(func() error {
    if c.conn.GetState() == ready { return nil }
    return errors.New(status.Code(err).String())
  }, backoff.NewExponentialBackOff())
}`,
  })
  expect(found.filter(({ rule }) => rule === 'flow/segment')).toEqual([])
})

it.each([
  ['client.beta.messages.stream(model=model)', ['anthropic beta.messages.stream: 3']],
  ['items.stream()', []],
])('an answer that comes in parts is asked for, too: %s', async (call, expected) => {
  const found = await assembledOf({
    'clients.py': 'import anthropic\ndef make_client():\n    return anthropic.Anthropic()\n',
    'a.py': `from clients import make_client
from flask import Flask
app = Flask(__name__)
@app.route("/a")
def ask(model, items):
    client = make_client()
    with ${call} as parts:
        return parts
`,
  })
  const flows = found.flatMap(({ data }) => (data?.flow as { outgoing: End; naive: number }) ?? [])
  const sdk = flows.filter(({ outgoing }) => outgoing.kind === 'sdk')
  expect(sdk.map(({ outgoing, naive }) => `${outgoing.label}: ${naive}`)).toEqual(expected)
})

it.each([
  ['.map(ConsumerRecord::value)', []],
  ['.map(one -> rest.getForObject("http://stock/x", String.class))', ['GET http://stock/x']],
])('what is asked of a record that came is no end: %s', async (step, expected) => {
  const found = await assembledOf({
    'Mails.java': `package shop;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.web.client.RestTemplate;
class Mails {
  private RestTemplate rest;
  @KafkaListener(topics = "orders") void sent(List<ConsumerRecord<String, Order>> all) {
    all.stream()${step}.toList();
  }
}`,
  })
  const ends = found.flatMap(({ data }) => (data?.flow as { outgoing: End })?.outgoing ?? [])
  expect(ends.filter(({ kind }) => kind !== 'none').map(({ label }) => label)).toEqual(expected)
})
