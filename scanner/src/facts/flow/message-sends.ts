import type { OutgoingKind } from '../../model'
import type { Family } from '../languages'

/** A call that puts a message, job or task somewhere. */
export interface MessageSend {
  on: Family
  /** Method at the end of the callee. */
  method: RegExp
  /** Module of what the receiver was made by or typed with; or how the receiver is called. */
  module?: RegExp
  receiver?: RegExp
  kind: OutgoingKind
  /** Position of the name, or option that holds it; none: the receiver itself is the task. */
  name?: number | string
}

/** Signatures read in each library's documentation, November 2026. */
export const MESSAGE_SENDS: readonly MessageSend[] = [
  {
    on: 'script',
    method: /\.send$/,
    module: /^kafkajs$/,
    receiver: /producer$/i,
    kind: 'topic',
    name: 'topic',
  },
  { on: 'script', method: /\.sendToQueue$/, kind: 'queue', name: 0 },
  {
    on: 'script',
    method: /\.(send|sendAfter|publish)$/,
    module: /^pg-boss$/,
    receiver: /^(this\.)?(pg)?boss$/i,
    kind: 'queue',
    name: 0,
  },
  { on: 'python', method: /\.send_task$/, kind: 'task', name: 0 },
  { on: 'python', method: /\.(delay|apply_async|s)$/, kind: 'task' },
  {
    on: 'python',
    method: /\.send$/,
    module: /^(kafka|aiokafka)/,
    receiver: /producer$/i,
    kind: 'topic',
    name: 0,
  },
  {
    on: 'python',
    method: /\.produce$/,
    module: /^confluent_kafka/,
    receiver: /producer$/i,
    kind: 'topic',
    name: 0,
  },
  { on: 'python', method: /\.basic_publish$/, kind: 'queue', name: 'routing_key' },
  {
    on: 'java',
    method: /\.send$/,
    module: /^org\.springframework\.kafka/,
    receiver: /kafkaTemplate$/i,
    kind: 'topic',
    name: 0,
  },
  {
    on: 'java',
    method: /\.convertAndSend$/,
    module: /^org\.springframework\.amqp/,
    receiver: /rabbitTemplate$|amqpTemplate$/i,
    kind: 'queue',
    name: -1,
  },
  {
    on: 'java',
    method: /\.convertAndSend$/,
    module: /^org\.springframework\.jms/,
    receiver: /jmsTemplate$/i,
    kind: 'queue',
    name: 0,
  },
  {
    on: 'java',
    method: /\.send$/,
    module: /^io\.awspring\.cloud\.sqs/,
    receiver: /sqsTemplate$/i,
    kind: 'queue',
    name: 0,
  },
]
