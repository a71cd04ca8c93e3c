import { describe, expect, it } from 'vitest'
import type { Language } from '../../model'
import { entries } from './testing'

describe('entry points', () => {
  type Case = [Language, string, string, string[]]
  const cases: Case[] = [
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
      'python',
      'Django view sets and views that say what they answer',
      `from django.urls import path
urlpatterns = [
  path("orders/", Orders.as_view({"get": "list", "post": "create"})),
  path("pay/", Pay.as_view(http_method_names=["post"])),
]
`,
      ['http =GET /orders ', 'http =POST /orders ', 'http =POST /pay '],
    ],
    ...['return "POST"', 'return http.MethodPost'].map(
      (method): Case => [
        'go',
        `types that say what they answer: ${method}`,
        `package orders
type Handler struct{ DB db.Database }
func (h *Handler) Method() string { ${method} }
func (h *Handler) Path() string {
\treturn "/v2/orders.create"
}
func (h *Handler) Handle(ctx context.Context) error { return h.DB.Insert(ctx) }
`,
        ['http =POST /v2/orders.create Handler.Handle'],
      ],
    ),
    [
      'go',
      'types that have a path and answer nothing',
      `package files
type File struct{}
func (f *File) Method() string { return "GET" }
func (f *File) Path() string { return "/tmp/a" }
`,
      [],
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

  it.each([
    ['export default (api) => api.post("/pay", pay)', ['http =POST /pay default']],
    ['export function routes(api) { return api.post("/pay", pay) }', ['http =POST /pay routes']],
    [
      'const take = (req, res) => pay(req)\nexport default (api) => api.post("/pay", take)',
      ['http =POST /pay default'],
    ],
    ['export const send = () => api.post("/pay", order)', []],
    ['export function send(o) { const body = build(o)\n return api.post("/pay", body) }', []],
    ['export const routes = () => api.post("/pay", guard(pay))', ['http =POST /pay routes']],
    [
      'export const routes = () => api.post("/pay", (req, res) => pay(req))',
      ['http =POST /pay routes'],
    ],
    ['export const send = (order) => api.post("/pay", order)', []],
    ['export const send = (order) => api.post("/pay", JSON.stringify(order.lines))', []],
    ['export const send = () => api.post("/pay", { a: 1 })', []],
    ['export function send() { const body = { a: 1 }\n return api.post("/pay", body) }', []],
    ['export async function send() { const r = await api.post("/pay", body) }', []],
  ])('a question of a client is no route: %s', async (source, expected) => {
    expect(await entries('typescript', `import { pay } from './pay'\n${source}`)).toEqual(expected)
  })
})
