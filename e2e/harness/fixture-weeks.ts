/** One week of the fixture's history; null removes a file. */
export interface Week {
  message: string
  /** Release tag put on its commit. */
  tag?: string
  files: Record<string, string | null>
}

export const packageJson = (name: string, dependencies: Record<string, string> = {}) =>
  `${JSON.stringify({ name, version: '1.0.0', dependencies }, null, 2)}\n`

const client = `import { backOff } from 'exponential-backoff'

async function send(order: { id: string }): Promise<Response> {
  for (let attempt = 1; attempt <= 3; attempt++) {
    try {
      return await fetch('https://billing.internal/charge', {
        method: 'POST',
        body: JSON.stringify(order),
      })
    } catch (error) {
      if (attempt === 3) throw error
    }
  }
  throw new Error('unreachable')
}

export async function charge(order: { id: string }): Promise<Response> {
  return backOff(() => send(order), { numOfAttempts: 5 })
}
`

const store = (swallow: boolean) => `import { PrismaClient } from '@prisma/client'

const prisma = new PrismaClient()

export async function place(order: { id: string; lines: string[] }): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await tx.order.create({ data: { id: order.id } })
    for (const line of order.lines) {
      await tx.line.create({ data: { order: order.id, line } })
    }
  })
}

export async function audit(text: string): Promise<void> {
  try {
    await prisma.audit.create({ data: { text } })
  } catch (error) {
${swallow ? '' : "    console.error('audit failed', error)\n    throw error\n"}  }
}
`

const prices = `import { LRUCache } from 'lru-cache'

const prices = new LRUCache<string, number>({ max: 500, ttl: 60_000 })

export async function priceOf(article: string): Promise<number> {
  const known = prices.get(article)
  if (known !== undefined) return known
  const answer = await fetch('https://catalogue.internal/price/' + article)
  const price = Number(await answer.text())
  prices.set(article, price)
  return price
}
`

const invoice = `export function parseInvoice(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export async function archive(invoice: { id: string }): Promise<void> {
  try {
    await fetch('https://archive.internal/' + invoice.id, { method: 'PUT' })
  } catch (error) {}
}
`

/** Oldest first. */
export const WEEKS: Week[] = [
  {
    message: 'Two services and who answers for them',
    files: {
      'package.json': `${JSON.stringify({ name: 'shop', private: true, workspaces: ['services/*'] }, null, 2)}\n`,
      '.github/CODEOWNERS': '/services/orders/ @shop/orders\n/services/billing/ @shop/billing\n',
      'services/orders/package.json': packageJson('orders'),
      'services/billing/package.json': packageJson('billing'),
      'services/orders/src/index.ts': "export const name = 'orders'\n",
      'services/billing/src/index.ts': "export const name = 'billing'\n",
    },
  },
  {
    message: 'Orders are written in one transaction',
    files: { 'services/orders/src/store.ts': store(true) },
  },
  {
    message: 'Charge with retries\n\nCo-authored-by: Claude <noreply@anthropic.com>',
    files: {
      'services/orders/package.json': packageJson('orders', { 'exponential-backoff': '^3.1.1' }),
      'services/orders/src/charge.ts': client,
    },
  },
  {
    message: 'Prices are cached',
    tag: 'v1.0.0',
    files: { 'services/billing/src/prices.ts': prices },
  },
  { message: 'Invoices', files: { 'services/billing/src/invoice.ts': invoice } },
  { message: 'Notes', files: { 'README.md': 'Shop\n' } },
  {
    message: 'An audit that fails says so',
    files: { 'services/orders/src/store.ts': store(false) },
  },
  {
    message: 'Prices are cached in orders too',
    files: { 'services/orders/src/prices.ts': prices.replaceAll('catalogue', 'orders-catalogue') },
  },
]
