import { expect, it } from 'vitest'
import { configFiles, speaks } from './files'

const deep = 20_000

it.each([
  ['main.tf', `resource "aws_sqs_queue" "a" { x = ${'['.repeat(deep)} }`],
  ['main.tf', `resource "aws_sqs_queue" "a" {${'b {'.repeat(deep)}`],
  ['nginx.conf', `proxy_next_upstream error;${'a {'.repeat(deep)}`],
])('%s that is nested without end is said to be unread, and the others are read', (path, text) => {
  const files = configFiles([
    { path, text },
    { path: 'b.tf', text: 'resource "aws_sqs_queue" "orders" {}' },
  ])
  expect(files).toMatchObject([
    { path, unread: 'configuration, nested too deeply to read' },
    { path: 'b.tf', blocks: [{ labels: ['aws_sqs_queue', 'orders'] }] },
  ])
})

it('a list speaks of layers by the kinds of its items, which follow it', () => {
  expect(speaks('yaml', 'kind: List\nitems:\n  - kind: VirtualService\n')).toBe(true)
  expect(speaks('yaml', 'kind: List\nitems:\n  - kind: Secret\n')).toBe(false)
  expect(speaks('yaml', 'items:\n  - kind: VirtualService\nkind: List\n')).toBe(false)
})
