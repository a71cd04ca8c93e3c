import { describe, expect, it } from 'vitest'
import type { Language } from '../../model'
import { assembledOf } from '../testing'
import { entries, outgoing } from './testing'

describe('servers and clients of the standard libraries', () => {
  const servers: [Language, string, string[]][] = [
    [
      'python',
      'from http.server import BaseHTTPRequestHandler\nclass A(BaseHTTPRequestHandler):\n    def do_GET(self):\n        load()\n    def log_message(self):\n        pass\n',
      ['http =GET /** A.do_GET'],
    ],
    ['python', 'class A(Base):\n    def do_GET(self):\n        load()\n', []],
    [
      'java',
      'import com.sun.net.httpserver.*;\nclass A { void main(HttpServer server) { server.createContext("/charges/", this::charge); } }',
      ['http =ANY /charges/** A.main'],
    ],
    [
      'java',
      'import com.acme.HttpServer;\nclass A { void main(HttpServer server) { server.createContext("/charges", this::charge); } }',
      [],
    ],
    [
      'javascript',
      "import { createServer } from 'node:http'\ncreateServer(answer).listen(1)",
      ['http =ANY /** '],
    ],
    [
      'javascript',
      "import PgBoss from 'pg-boss'\nconst boss = new PgBoss(url)\nboss.work('mail', { batchSize: 1 }, sendMail)",
      ['queue =mail '],
    ],
  ]
  it.each(servers)('%s entry: %s', async (language, source, expected) => {
    expect(await entries(language, source)).toEqual(expected)
  })

  const jdk = (body: string) =>
    `import java.net.http.*;\nclass A { HttpClient client; void f(HttpRequest given) { ${body} } }`
  const clients: [Language, string, string[]][] = [
    [
      'python',
      'import os, urllib.request\nURL = os.environ.get("LEDGER_URL", "http://ledger")\ndef f(id):\n    urllib.request.urlopen(f"{URL}/entries/{id}")\n',
      ['http GET {env:LEDGER_URL|http://ledger}/entries/{}'],
    ],
    [
      'python',
      'from urllib.request import Request, urlopen\ndef f(body):\n    r = Request("http://ledger/entries", data=body)\n    for _ in range(3):\n        urlopen(r)\n',
      ['http POST http://ledger/entries'],
    ],
    [
      'python',
      'from urllib.request import Request\ndef f():\n    return Request("http://ledger/entries", method="DELETE")\n',
      ['http DELETE http://ledger/entries'],
    ],
    [
      'java',
      jdk('client.send(HttpRequest.newBuilder(URI.create("http://a/b")).PUT(x).build(), y);'),
      ['http PUT http://a/b'],
    ],
    [
      'java',
      jdk(
        'var request = HttpRequest.newBuilder().uri(URI.create("http://a/b")).build(); client.send(request, y);',
      ),
      ['http GET http://a/b'],
    ],
    ['java', jdk('client.send(given, y);'), ['http ? client.send']],
    [
      'java',
      'import org.apache.http.client.methods.*;\nimport org.apache.http.impl.client.CloseableHttpClient;\nclass A { CloseableHttpClient client; void f(String id) { HttpPost request = new HttpPost("http://cart/shipping/" + id); client.execute(request); } }',
      ['http POST http://cart/shipping/{}'],
    ],
    [
      'java',
      'import okhttp3.*;\nclass A { OkHttpClient client; void f() { Request request = new Request.Builder().url("http://a/b").post(body).build(); client.newCall(request).execute(); } }',
      ['http POST http://a/b'],
    ],
    [
      'python',
      "import os, requests\nUSER = os.getenv('USER_HOST', 'user')\ndef f(id):\n    requests.get('http://{user}:8080/check/{id}'.format(user=USER, id=id))\n    requests.get('http://{}/b'.format('a'))\n",
      ['http GET http://{env:USER_HOST}:8080/check/{}', 'http GET http://a/b'],
    ],
    [
      'javascript',
      "const request = require('request')\nfunction f(sku) { request('http://catalogue:8080/product/' + sku, (err, res) => done(res)) }",
      ['http GET http://catalogue:8080/product/{}'],
    ],
    [
      'javascript',
      "const axios = require('axios')\nconst f = () => axios({ method: 'post', url: 'http://pay/charge' })",
      ['http POST http://pay/charge'],
    ],
    [
      'java',
      'import java.net.http.*;\nclass A { static final String URL = System.getenv().getOrDefault("PAY_URL", "http://pay"); void f() { g(HttpRequest.newBuilder(URI.create(URL + "/x")).POST(b).build()); } }',
      ['http POST {env:PAY_URL|http://pay}/x'],
    ],
  ]
  it.each(clients)('%s call: %s', async (language, source, expected) => {
    expect(await outgoing(language, source)).toEqual(expected)
  })

  it('a request is sent where it is sent, so that a loop around that repeats it', async () => {
    const source = `from urllib.request import Request, urlopen
def send():
    request = Request("http://ledger/entries", data=b"x")
    for attempt in range(3):
        try:
            return urlopen(request)
        except OSError:
            if attempt == 2:
                raise
`
    const found = await assembledOf({ 'app.py': source })
    const segments = found.flatMap((one) => (one.rule === 'flow/segment' ? [one.data?.flow] : []))
    expect(segments).toMatchObject([{ naive: 3, outgoing: { method: 'POST' } }])
  })
})
