import type { EntryKind } from '../../model'

/** A decorator or annotation that makes a function an entry point. */
export interface EntryMark {
  /** Module as imported; `*` at the end stands for any ending. */
  module: string
  members: readonly string[]
  kind: EntryKind
  mechanism: string
  /** Arguments that hold the name, tried in order; positional ones by number. */
  names: readonly (string | number)[]
  /** Stands on the class; the method named here does the work. */
  method?: string
}

const VERBS = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options', 'All']

/** Read in the documentation of each framework, November 2026. */
export const ENTRY_MARKS: readonly EntryMark[] = [
  {
    module: 'org.springframework.web.bind.annotation',
    members: [
      'RequestMapping',
      'GetMapping',
      'PostMapping',
      'PutMapping',
      'PatchMapping',
      'DeleteMapping',
    ],
    kind: 'http',
    mechanism: 'spring',
    names: ['value', 'path', 0],
  },
  {
    module: 'jakarta.ws.rs',
    members: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'],
    kind: 'http',
    mechanism: 'jax-rs',
    names: [],
  },
  {
    module: 'javax.ws.rs',
    members: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'],
    kind: 'http',
    mechanism: 'jax-rs',
    names: [],
  },
  {
    module: 'io.micronaut.http.annotation',
    members: ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head'],
    kind: 'http',
    mechanism: 'micronaut',
    names: ['value', 'uri', 0],
  },
  {
    module: 'io.micronaut.configuration.kafka.annotation',
    members: ['Topic'],
    kind: 'topic',
    mechanism: 'micronaut-kafka',
    names: ['value', 0],
  },
  {
    module: 'io.micronaut.scheduling.annotation',
    members: ['Scheduled'],
    kind: 'schedule',
    mechanism: 'micronaut-scheduled',
    names: [],
  },
  {
    module: '@nestjs/common',
    members: VERBS,
    kind: 'http',
    mechanism: 'nest',
    names: [0],
  },
  {
    module: 'org.springframework.kafka.annotation',
    members: ['KafkaListener'],
    kind: 'topic',
    mechanism: 'spring-kafka',
    names: ['topics', 'topicPattern', 0],
  },
  {
    module: 'org.springframework.amqp.rabbit.annotation',
    members: ['RabbitListener'],
    kind: 'queue',
    mechanism: 'spring-rabbit',
    names: ['queues', 'queuesToDeclare', 0],
  },
  {
    module: 'org.springframework.jms.annotation',
    members: ['JmsListener'],
    kind: 'queue',
    mechanism: 'spring-jms',
    names: ['destination', 0],
  },
  {
    module: 'io.awspring.cloud.sqs.annotation',
    members: ['SqsListener'],
    kind: 'queue',
    mechanism: 'sqs',
    names: ['value', 'queueNames', 0],
  },
  {
    module: 'org.springframework.scheduling.annotation',
    members: ['Scheduled'],
    kind: 'schedule',
    mechanism: 'spring-scheduled',
    names: [],
  },
  {
    module: '@nestjs/schedule',
    members: ['Cron', 'Interval', 'Timeout'],
    kind: 'schedule',
    mechanism: 'nest-schedule',
    names: [],
  },
  {
    module: '@nestjs/microservices',
    members: ['MessagePattern', 'EventPattern'],
    kind: 'topic',
    mechanism: 'nest-microservices',
    names: [0],
  },
  {
    module: '@nestjs/microservices',
    members: ['GrpcMethod'],
    kind: 'grpc',
    mechanism: 'nest-grpc',
    names: [0],
  },
  {
    module: '@nestjs/bullmq',
    members: ['Processor'],
    kind: 'queue',
    mechanism: 'bullmq',
    names: ['name', 0],
    method: 'process',
  },
  {
    module: '@nestjs/bull',
    members: ['Processor'],
    kind: 'queue',
    mechanism: 'bull',
    names: ['name', 0],
    method: '@Process',
  },
  {
    module: 'celery*',
    members: ['shared_task', 'task'],
    kind: 'job',
    mechanism: 'celery',
    names: ['name'],
  },
  {
    module: 'dramatiq*',
    members: ['actor'],
    kind: 'job',
    mechanism: 'dramatiq',
    names: ['actor_name'],
  },
  {
    module: 'huey*',
    members: ['task', 'periodic_task', 'db_task'],
    kind: 'job',
    mechanism: 'huey',
    names: ['name'],
  },
  {
    module: 'procrastinate*',
    members: ['task'],
    kind: 'job',
    mechanism: 'procrastinate',
    names: ['name'],
  },
]
