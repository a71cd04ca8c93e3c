import { describe, expect, it } from 'vitest'
import type { Language } from '../../model'
import { assembledOf, findingsOf, read } from '../testing'

const entries = async (language: Language, source: string) =>
  ((await read(language, source)).flow?.entries ?? []).map(
    (one) => `${one.kind} ${one.name} ${one.symbol}`,
  )

const outgoing = async (language: Language, source: string) =>
  ((await read(language, source)).flow?.outgoing ?? []).map(
    (one) => `${one.kind} ${one.method ?? '?'} ${one.url ?? one.callee}`,
  )

describe('entry points', () => {
  const cases: [Language, string, string, string[]][] = [
    [
      'typescript',
      'Express',
      `import express from 'express'\nconst app = express()\napp.post('/orders/:id', save)`,
      ['http =POST /orders/{} '],
    ],
    [
      'typescript',
      'a client is no router',
      `import axios from 'axios'\nconst client = axios.create()\nclient.get('/orders', { a: 1 })`,
      [],
    ],
    [
      'typescript',
      'Nest',
      `import { Controller, Get } from '@nestjs/common'\n@Controller('orders')\nexport class Orders {\n  @Get(':id')\n  one() { return this.load() }\n}`,
      ['http =GET /orders/{} Orders.one'],
    ],
    [
      'typescript',
      'Nest queue',
      `import { Processor, WorkerHost } from '@nestjs/bullmq'\n@Processor('mail')\nexport class Mail extends WorkerHost {\n  async process(job) { await this.send(job) }\n}`,
      ['queue =mail Mail.process'],
    ],
    [
      'python',
      'FastAPI',
      `from fastapi import APIRouter\nrouter = APIRouter()\n@router.get("/orders/{id}")\ndef one(id):\n    return load(id)\n`,
      ['http =GET /orders/{} one'],
    ],
    [
      'python',
      'Flask',
      `from flask import Flask\napp = Flask(__name__)\n@app.route("/orders/<int:id>", methods=["POST"])\ndef one(id):\n    return load(id)\n`,
      ['http =POST /orders/{} one'],
    ],
    [
      'python',
      'Celery',
      `from celery import shared_task\n@shared_task(name="mail.send")\ndef send():\n    post()\n`,
      ['job =mail.send send'],
    ],
    [
      'python',
      "Celery's own application",
      'from .celery import app\n@app.task(bind=True)\ndef send(self):\n    post()\n',
      ['job =send send'],
    ],
    [
      'java',
      'Spring',
      `import org.springframework.web.bind.annotation.*;\n@RequestMapping("/orders") class A { @PostMapping("/{id}") void save() { b.run(); } }`,
      ['http =POST /orders/{} A.save'],
    ],
    [
      'java',
      'Kafka',
      `import org.springframework.kafka.annotation.KafkaListener;\nclass A { @KafkaListener(topics = "orders") void on(String m) { b.run(m); } }`,
      ['topic =orders A.on'],
    ],
    [
      'java',
      'a schedule',
      `import org.springframework.scheduling.annotation.Scheduled;\nclass A { @Scheduled(fixedDelay = 1000) void tick() { b.run(); } }`,
      ['schedule =A.tick A.tick'],
    ],
    [
      'java',
      'JAX-RS',
      `import jakarta.ws.rs.*;\n@Path("/orders") class A { @GET @Path("/{id}") Order one() { return b.load(); } }`,
      ['http =GET /orders/{} A.one'],
    ],
    [
      'typescript',
      'kafkajs',
      `import { Kafka } from 'kafkajs'\nconst consumer = new Kafka({}).consumer({ groupId: 'a' })\nexport async function start() {\n  await consumer.subscribe({ topic: 'orders' })\n  await consumer.run({ eachMessage: async ({ message }) => { await save(message) } })\n}`,
      ['topic =orders start'],
    ],
    [
      'typescript',
      'sqs-consumer',
      `import { Consumer } from 'sqs-consumer'\nexport const start = () => Consumer.create({ queueUrl: 'https://sqs/orders', handleMessage: async (m) => { await save(m) } })`,
      ['queue =https://sqs/orders start'],
    ],
    [
      'typescript',
      'tRPC',
      `import { protectedProcedure, router } from './trpc'\nexport const ordersRouter = router({ byId: protectedProcedure.input(schema).query(async ({ input }) => load(input)), pay: protectedProcedure.mutation(async () => charge()) })`,
      ['http =GET /trpc/orders.byId ', 'http =POST /trpc/orders.pay '],
    ],
    [
      'python',
      'Django',
      `from django.urls import path\nfrom . import views\nurlpatterns = [path("orders/<int:id>/", views.one), path("a/", include("b"))]\n`,
      ['http =ANY /orders/{} '],
    ],
    [
      'go',
      'asynq',
      `package a\nimport "github.com/hibiken/asynq"\nfunc main() { mux := asynq.NewServeMux(); mux.HandleFunc("mail:send", send) }`,
      ['job =mail:send main'],
    ],
    [
      'go',
      'gRPC',
      `package a\nimport pb "acme/userspb"\ntype server struct {\n\tpb.UnimplementedUsersServer\n}\nfunc (s *server) GetUser(ctx context.Context, r *pb.GetUserRequest) (*pb.User, error) { return s.load(r) }\nfunc (s *server) load(r *pb.GetUserRequest) (*pb.User, error) { return nil, nil }`,
      ['grpc =Users/GetUser server.GetUser'],
    ],
    [
      'go',
      'gorilla/mux',
      `package a\nimport "github.com/gorilla/mux"\nfunc main() {\n\tr := mux.NewRouter()\n\tr.HandleFunc(base + "/cart", view).Methods(http.MethodGet, http.MethodHead)\n\tr.HandleFunc("/pay", pay)\n}`,
      ['http =GET /cart main', 'http =HEAD /cart main', 'http =ANY /pay main'],
    ],
    [
      'go',
      'gRPC by registration',
      `package a\nimport pb "acme/userspb"\nfunc main() {\n\tsvc := new(server)\n\tpb.RegisterUsersServer(srv, svc)\n}\nfunc (s *server) GetUser(r *pb.GetUserRequest) { s.load(r) }`,
      ['grpc =Users/* main', 'grpc =Users/GetUser server.GetUser'],
    ],
    [
      'typescript',
      'gRPC',
      `import grpc from '@grpc/grpc-js'\nconst server = new grpc.Server()\nserver.addService(pkg.shop.Users.service, { getUser: load, drop: (call, done) => { drop(call) } })\nserver.addService(OrdersService, { place })`,
      ['grpc =Users/GetUser ', 'grpc =Users/Drop ', 'grpc =Orders/Place '],
    ],
    [
      'typescript',
      'a boss of its own',
      `import { boss } from './people'\nexport const start = () => boss.work('mail', async () => { await send() })`,
      [],
    ],
    [
      'go',
      'net/http',
      `package a\nimport "net/http"\nfunc main() { http.HandleFunc("GET /orders/{id}", one) }`,
      ['http =GET /orders/{} main'],
    ],
  ]
  it.each(cases)('%s: %s', async (language, _, source, expected) => {
    expect(await entries(language, source)).toEqual(expected)
  })
})

const sent = async (language: Language, source: string) =>
  ((await read(language, source)).flow?.outgoing ?? []).map(
    (one) => `${one.kind} ${one.name ?? '?'}`,
  )

describe('messages and remote methods', () => {
  const cases: [Language, string, string, string[]][] = [
    [
      'typescript',
      'kafkajs',
      "import { Kafka } from 'kafkajs'\nexport const f = (producer) => producer.send({ topic: 'orders', messages })",
      ['topic =orders'],
    ],
    [
      'typescript',
      'any send',
      "import { mailer } from './mail'\nexport const f = () => mailer.send({ topic: 'orders' })",
      [],
    ],
    [
      'python',
      'Celery by name',
      'from app import celery\ndef f():\n    celery.send_task("mail.send")\n',
      ['task =mail.send'],
    ],
    [
      'java',
      'Kafka',
      'import org.springframework.kafka.core.KafkaTemplate;\nclass A { KafkaTemplate kafkaTemplate; void f() { kafkaTemplate.send("orders", m); } }',
      ['topic =orders'],
    ],
    [
      'java',
      'Rabbit',
      'import org.springframework.amqp.rabbit.core.RabbitTemplate;\nclass A { RabbitTemplate rabbitTemplate; void f() { rabbitTemplate.convertAndSend("exchange", "orders", m); } }',
      ['queue =orders'],
    ],
    [
      'go',
      'gRPC',
      'package a\nimport pb "acme/userspb"\nfunc f() { client := pb.NewUsersClient(conn); client.GetUser(ctx, r) }',
      ['grpc =Users/GetUser'],
    ],
    [
      'go',
      'gRPC in one go',
      'package a\nimport pb "acme/userspb"\nfunc f() { pb.NewUsersClient(conn).GetUser(ctx, r) }',
      ['grpc =Users/GetUser'],
    ],
    [
      'go',
      'gRPC through a field',
      'package a\nimport pb "acme/userspb"\ntype server struct {\n\tusers pb.UsersClient\n\tother s3.ThingClient\n}\nfunc (s *server) f() { s.users.GetUser(ctx, r); s.other.Do(r) }',
      ['grpc =Users/GetUser'],
    ],
    [
      'typescript',
      'gRPC',
      "import { ChannelCredentials } from '@grpc/grpc-js'\nimport { UsersClient } from './protos'\nconst client = new UsersClient(address, ChannelCredentials.createInsecure())\nexport const f = () => client.getUser(r, done)\nclient.close()",
      ['grpc =Users/GetUser'],
    ],
    [
      'typescript',
      'gRPC by a loaded definition',
      "const grpc = require('@grpc/grpc-js')\nconst users = new shop.demo.Users(address, grpc.credentials.createInsecure())\nfunction f() { users.getUser(r, done) }\nconst plain = new Thing(address, 1)\nplain.getUser()",
      ['grpc =Users/GetUser'],
    ],
    [
      'typescript',
      'gRPC of Nest',
      "import { ClientGrpc } from '@nestjs/microservices'\nclass A {\n  onModuleInit() { this.users = this.client.getService('Users') }\n  f() { return this.users.getUser(r) }\n}",
      ['grpc =Users/GetUser'],
    ],
    [
      'python',
      'gRPC',
      'import users_pb2_grpc\ndef f(channel):\n    stub = users_pb2_grpc.UsersStub(channel)\n    return stub.GetUser(r)\n',
      ['grpc =Users/GetUser'],
    ],
  ]
  it.each(cases)('%s: %s', async (language, _, source, expected) => {
    expect(await sent(language, source)).toEqual(expected)
  })

  it('name tasks and servicers alike on both sides', async () => {
    const files = {
      'tasks.py':
        'from celery import shared_task\nimport requests\n@shared_task(name="mail.send", autoretry_for=(E,), max_retries=4)\ndef send():\n    requests.post("http://mail/send")\n',
      'api.py':
        'from tasks import send\nfrom users_pb2_grpc import UsersServicer\nclass Users(UsersServicer):\n    def GetUser(self, request, context):\n        send.delay()\n',
    }
    const found = (await assembledOf(files)).map((one) => one.identity).sort()
    expect(found).toEqual(
      [
        'grpc:Users/GetUser|task:mail.send',
        'task:mail.send|http:POST mail/send',
        'retry-path/non-idempotent|tasks.py|send|POST http://mail/send',
      ].sort(),
    )
  })
})

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

describe('outgoing calls', () => {
  const cases: [Language, string, string, string[]][] = [
    [
      'typescript',
      'fetch',
      `export const f = (id) => fetch(\`\${process.env.USERS_URL}/users/\${id}\`, { method: 'POST' })`,
      ['http POST {env:USERS_URL}/users/{}'],
    ],
    [
      'typescript',
      'axios',
      "import axios from 'axios'\nconst api = axios.create({ baseURL: 'http://users:8080' })\nexport const f = () => api.get('/users')",
      ['http GET http://users:8080/users'],
    ],
    [
      'typescript',
      'environment taken apart',
      `const { USERS_URL = '', PORT } = process.env\nexport const f = () => fetch(\`\${USERS_URL}/users\`)\nexport const g = () => fetch(\`\${OTHER_URL}/users\`)`,
      ['http GET {env:USERS_URL}/users', 'http GET {}/users'],
    ],
    [
      'go',
      'fields from the environment',
      'package a\nimport "net/http"\ntype server struct { usersURL, otherURL string }\nfunc main() { s := new(server); mapEnv(&s.usersURL, "USERS_URL"); s.otherURL = os.Getenv("OTHER_URL") }\nfunc (s *server) f() { http.NewRequest("POST", s.usersURL+"/users", b); http.Get(s.otherURL + "/x") }',
      ['http POST {env:USERS_URL}/users', 'http GET {env:OTHER_URL}/x'],
    ],
    [
      'typescript',
      'a base with a default',
      `const BASE = process.env.USERS_URL ?? 'http://users'\nexport const f = () => fetch(\`\${BASE}/users\`)`,
      ['http GET {env:USERS_URL|http://users}/users'],
    ],
    [
      'python',
      'requests',
      'import os, requests\nBASE = os.environ["USERS_URL"]\ndef f(id):\n    return requests.get(f"{BASE}/users/{id}")\n',
      ['http GET {env:USERS_URL}/users/{}'],
    ],
    [
      'java',
      'WebClient',
      'class A { void f() { client.build().get().uri("http://users/{id}", id).retrieve(); } }',
      ['http GET http://users/{id}'],
    ],
    [
      'go',
      'net/http',
      'package a\nimport ("net/http"; "os"; "fmt")\nfunc f(id string) { http.Get(fmt.Sprintf("%s/users/%s", os.Getenv("USERS_URL"), id)) }',
      ['http GET {env:USERS_URL}/users/{}'],
    ],
  ]
  it.each(cases)('%s: %s', async (language, _, source, expected) => {
    expect(await outgoing(language, source)).toEqual(expected)
  })
})

describe('declarative clients', () => {
  const MICRONAUT = `import io.micronaut.http.annotation.*;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.retry.annotation.Retryable;
`

  it('of Micronaut repeat as the annotation on the whole of them says, one decision', async () => {
    const client = `${MICRONAUT}@Client(id = "policy-service", path = "/api")
@Retryable(attempts = "2", delay = "2s")
public interface Policies {
  @Post("/offers") Offer offer(@Body Command command);
  @Get("/policies/{number}") Policy one(String number);
}`
    const facts = await read('java', client)
    expect(facts.flow?.outgoing?.map((one) => `${one.method} ${one.url}`)).toEqual([
      'POST http://policy-service/api/offers',
      'GET http://policy-service/api/policies/{}',
    ])
    expect(facts.retryLayers.map((one) => [one.attempts, one.symbol, one.repeats])).toEqual([
      [3, 'Policies.offer', ['@client.Policies.offer']],
      [3, 'Policies.one', ['@client.Policies.one']],
    ])
    expect(facts.sites.filter(({ rule }) => rule === 'decision/retry')).toHaveLength(1)
  })

  it('of Micronaut send messages, and are served by controllers and listeners', async () => {
    const kafka = 'import io.micronaut.configuration.kafka.annotation.*;\n'
    const sent = `${kafka}@KafkaClient interface Events { @Topic("policy-made") void made(Event e); }`
    const facts = await read('java', sent)
    expect(facts.flow?.outgoing).toMatchObject([{ kind: 'topic', name: '=policy-made' }])
    expect(facts.flow?.entries).toBeUndefined()
    const heard = `${kafka}@KafkaListener class Listener { @Topic("policy-made") void on(Event e) { save(e); } }`
    expect(await entries('java', heard)).toEqual(['topic =policy-made Listener.on'])
    const controller = `${MICRONAUT}@Controller("/offers") class Api { @Post("/new") Offer make(Command c) { return save(c); } }`
    expect(await entries('java', controller)).toEqual(['http =POST /offers/new Api.make'])
  })

  it('send a request where a method of the interface is called', async () => {
    const files = {
      'src/main/java/com/acme/Users.java': `package com.acme;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
@FeignClient(name = "users-service", path = "/api") interface Users { @GetMapping("/users/{id}") User one(String id); }`,
      'src/main/java/com/acme/Orders.java': `package com.acme;
import org.springframework.retry.annotation.Retryable;
class Orders { private final Users users; @Retryable void load() { users.one("1"); } }`,
    }
    const found = await assembledOf(files)
    expect(found.map((one) => one.data?.flow)).toMatchObject([
      {
        outgoing: {
          kind: 'http',
          method: 'GET',
          keys: ['http:GET users-service/api/users/{}', 'host:users-service'],
        },
        layers: [{ kind: 'decorator', attempts: 3 }],
      },
    ])
  })
})

it('a declarative client repeats as the class that configures it says', async () => {
  const files = {
    'src/main/java/com/acme/Payments.java': `package com.acme;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.PostMapping;
@FeignClient(name = "payments", url = "\${payments.url}", configuration = Retries.class)
interface Payments { @PostMapping("/create") void create(Payment one); }`,
    'src/main/java/com/acme/Retries.java': `package com.acme;
import feign.Retryer;
class Retries { @Bean public Retryer retryer() { return new Retryer.Default(1000, 3000, 3); } }`,
    'src/main/java/com/acme/Orders.java': `package com.acme;
import org.springframework.web.bind.annotation.*;
@RestController class Orders { private final Payments payments; @PutMapping("/pay") void pay() { payments.create(new Payment()); } }`,
  }
  const found = await assembledOf(files)
  expect(found.map(({ rule, data }) => [rule, data?.arithmetic])).toContainEqual([
    'retry-path/non-idempotent',
    '3 client = 3',
  ])
})

describe('segments', () => {
  it('lead from a route to a request, also without a layer', async () => {
    const files = {
      'src/app.ts': `import express from 'express'
import { load } from './users'
const app = express()
app.get('/orders/:id', async (req, res) => { res.json(await load(req.params.id)) })`,
      'src/users.ts': `export const load = (id) => fetch(\`\${process.env.USERS_URL}/users/\${id}\`)`,
    }
    const found = await assembledOf(files)
    expect(found.map((one) => one.data?.flow)).toEqual([
      {
        entry: { kind: 'http', label: 'GET /orders/{}', keys: ['http:GET /orders/{}'] },
        outgoing: {
          kind: 'http',
          label: 'GET {env:USERS_URL}/users/{}',
          method: 'GET',
          keys: ['http:GET env:USERS_URL/users/{}', 'env:USERS_URL'],
        },
        layers: [],
        limits: [expect.objectContaining({ kind: 'timeout', mechanism: 'fetch', at: 1 })],
        naive: 1,
        gated: 1,
        gates: [],
      },
    ])
  })

  it('never multiply clients that end at different sinks', async () => {
    const files = {
      'a.ts': `import { backOff } from 'exponential-backoff'
import express from 'express'
const app = express()
const catalog = () => backOff(() => fetch('http://catalog/items'), { numOfAttempts: 4 })
const publish = () => backOff(() => fetch('http://bus/events'), { numOfAttempts: 11 })
app.get('/order', async () => { await catalog(); await publish() })`,
    }
    const found = await assembledOf(files)
    expect(found.map((one) => one.rule)).toEqual(['flow/segment', 'flow/segment'])
    expect(found.map((one) => one.message).sort()).toEqual([
      'GET /order reaches GET http://bus/events: 11 attempts.',
      'GET /order reaches GET http://catalog/items: 4 attempts.',
    ])
  })

  it('say when POST is sent again without a key', async () => {
    const send = (more: string) => `import { backOff } from 'exponential-backoff'
export const pay = () => backOff(() => fetch('https://pay.example/charges', { method: 'POST'${more} }), { numOfAttempts: 3 })`
    const rules = async (more: string) =>
      (await findingsOf({ 'a.ts': send(more) })).map((one) => [one.rule, one.data?.arithmetic])
    expect(await rules('')).toEqual([['retry-path/non-idempotent', '3 wrapper = 3']])
    expect(await rules(", headers: { 'Idempotency-Key': id }")).toEqual([])
  })
})
