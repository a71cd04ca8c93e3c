import { describe, expect, it } from 'vitest'
import { formatOf, speaks } from './files'
import { hclBlocks } from './hcl-tree'
import { nginxDirectives } from './nginx-tree'
import { at, count, textAt } from './tree'
import { yamlTrees } from './yaml-tree'

describe('which files are read', () => {
  it.each([
    ['deploy/istio/orders.yaml', 'yaml'],
    ['infra/queues.tf', 'hcl'],
    ['nginx/nginx.conf', 'nginx'],
    ['conf.d/shop.conf.template', 'nginx'],
    ['flows/order.asl.json', 'json'],
    ['package.json', null],
    ['.github/workflows/ci.yml', null],
    ['.gitlab-ci.yml', null],
    ['tests/cassettes/a.yaml', null],
    ['vendor/x/main.tf', null],
    ['pnpm-lock.yaml', null],
    ['openapi.yaml', null],
    ['etc/redis.conf', 'nginx'],
  ])('%s as %s', (path, format) => {
    expect(formatOf(path)).toBe(format)
  })

  it.each([
    ['yaml', 'apiVersion: batch/v1\nkind: Job\n', true],
    ['yaml', 'apiVersion: v1\nkind: List\nitems:\n  - kind: CronJob\n', true],
    ['yaml', 'kind: CustomResourceDefinition\nspec:\n  names:\n    kind: Workflow\n', false],
    ['yaml', 'apiVersion: v1\nkind: Deployment\n', false],
    ['hcl', 'resource "aws_s3_bucket" "a" {}', false],
    ['hcl', 'resource "aws_sqs_queue" "a" {}', true],
    ['nginx', 'maxmemory 2gb', false],
  ] as const)('%s %j says something: %s', (format, text, expected) => {
    expect(speaks(format, text)).toBe(expected)
  })
})

describe('YAML', () => {
  it('keeps lines over documents, anchors and merged keys', () => {
    const text = `# first
base: &base
  attempts: 3
  on: [a, b]
use:
  <<: *base
  attempts: 5
again: *base
`
    const [tree] = yamlTrees(text, 10).documents
    expect(at(tree, 'use', 'attempts')).toMatchObject({ text: '5', line: 16 })
    expect(textAt(tree, 'use', 'on', 1)).toBe('b')
    expect(at(tree, 'again', 'attempts')).toMatchObject({ text: '3', line: 12 })
  })

  it('says why it cannot be read', () => {
    expect(yamlTrees('a: [1\nb: {{- if .x }}\n').unread).toBe(
      'configuration template, not valid YAML',
    )
    expect(yamlTrees('a: b: c').unread).toBe('configuration, not valid YAML')
    expect(yamlTrees(`retries: "{{ .Values.retries }}"`).unread).toBeUndefined()
  })

  it('ends where aliases would blow up', () => {
    const rows = Array.from({ length: 12 }, (_, i) =>
      i === 0 ? 'a0: &a0 [x, x, x, x, x, x]' : `a${i}: &a${i} [${`*a${i - 1}, `.repeat(6)}]`,
    )
    expect(yamlTrees(rows.join('\n')).unread).toBe('configuration, not valid YAML')
  })

  it('counts only whole numbers', () => {
    const [tree] = yamlTrees('a: 3\nb: -1\nc: "{{ n }}"\nd:\ne: !Ref N\n').documents
    expect(['a', 'b', 'c', 'd', 'e', 'f'].map((key) => count(at(tree, key)))).toEqual([
      3,
      -1,
      'unknown',
      undefined,
      'unknown',
      undefined,
    ])
  })
})

describe('HCL', () => {
  const [queue, ...others] = hclBlocks(`# queues
resource "aws_sqs_queue" "orders" {
  name = "\${var.env}-orders" // computed
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = 4
  })
  tags = merge(local.tags, { a = "b" })
  visibility_timeout_seconds = var.slow ? 60 : 30
  delay_seconds = -1
  policy = <<-EOT
    { "a": "}" }
  EOT
  dynamic "rule" {
    for_each = var.rules
    content {
      tries = 2
    }
  }
  rule { tries = 3 }
}
/* resource "x" "y" {} */
locals { tags = { for k, v in var.t : k => v } }
variable "env" { default = "prod" }
`)
  const body = queue?.body

  it('keeps values with their lines, and expressions as text', () => {
    expect(queue?.labels).toEqual(['aws_sqs_queue', 'orders'])
    expect(at(body, 'redrive_policy', 'maxReceiveCount')).toMatchObject({ text: '4', line: 6 })
    expect(at(body, 'redrive_policy', 'deadLetterTargetArn')).toMatchObject({
      text: 'aws_sqs_queue.dead.arn',
      tag: 'expr',
    })
    expect(at(body, 'visibility_timeout_seconds')).toMatchObject({
      text: 'var.slow?60:30',
      line: 9,
    })
    expect(textAt(body, 'delay_seconds')).toBe('-1')
    expect(at(body, 'policy')).toMatchObject({ line: 11, tag: 'heredoc' })
    expect(at(body, 'rule')?.list?.map((one) => textAt(one, 'tries'))).toEqual(['2', '3'])
  })

  it('goes on after comments and comprehensions', () => {
    expect(others.map(({ type, labels }) => [type, ...labels])).toEqual([
      ['locals'],
      ['variable', 'env'],
    ])
  })
})

it('nginx: blocks, quotes, variables and comments', () => {
  const found = nginxDirectives(`http { # all
  upstream app { server a:80; server b:80 backup; }
  server {
    location ~ "^/x{2}/" { proxy_pass http://app$request_uri; }
    log_format x '{"a":"$b"}';
    set $y "\${z}";
  }
}`)
  const [http] = found
  expect(http?.block?.map(({ name, args, line }) => [line, name, ...args])).toEqual([
    [2, 'upstream', 'app'],
    [3, 'server'],
  ])
  expect(http?.block?.[1]?.block?.map(({ name, args }) => [name, ...args])).toEqual([
    ['location', '~', '^/x{2}/'],
    ['log_format', 'x', '{"a":"$b"}'],
    ['set', '$y', `\${z}`],
  ])
})
