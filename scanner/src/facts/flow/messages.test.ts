import { describe, expect, it } from 'vitest'
import type { Language } from '../../model'
import { assembledOf } from '../testing'
import { sent } from './testing'

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
