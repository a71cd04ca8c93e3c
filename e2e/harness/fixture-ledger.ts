import { packageJson, type Week } from './fixture-weeks'

const store = (name: string) => `import { PrismaClient } from '@prisma/client'

const prisma = new PrismaClient()

export async function place${name}(id: string, amount: number): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const account = await tx.account.findUniqueOrThrow({ where: { id } })
    await tx.account.update({ where: { id }, data: { balance: account.balance - amount } })
    await tx.entry.create({ data: { account: id, amount } })
  })
}
`

const cache = (name: string) => `import { LRUCache } from 'lru-cache'

const known${name} = new LRUCache<string, string>({ max: 500, ttl: 60_000 })

export async function read${name}(key: string): Promise<string> {
  const found = known${name}.get(key)
  if (found !== undefined) return found
  const answer = await fetch('https://catalogue.internal/${name}/' + key)
  const text = await answer.text()
  known${name}.set(key, text)
  return text
}
`

const NAMES = ['Ash', 'Bay', 'Cob', 'Dew', 'Elm', 'Fir', 'Gum', 'Hop', 'Ivy', 'Jay']

/** Ten files of a kind in one folder. */
function folder(path: string, text: (name: string) => string): Record<string, string> {
  return Object.fromEntries(NAMES.map((name) => [`${path}/${name.toLowerCase()}.ts`, text(name)]))
}

/** Sixty decisions in six folders of two services; CODEOWNERS names a team for all but one folder. */
export const LEDGER_WEEKS: Week[] = [
  {
    message: 'Two services and who answers for them',
    files: {
      'package.json': `${JSON.stringify({ name: 'ledger', private: true, workspaces: ['services/*'] }, null, 2)}\n`,
      '.github/CODEOWNERS':
        '/services/orders/ @ledger/orders\n/services/billing/ @ledger/billing\n/services/billing/src/legacy/\n',
      'services/orders/package.json': packageJson('orders', { '@prisma/client': '^7.0.0' }),
      'services/billing/package.json': packageJson('billing', { 'lru-cache': '^11.0.0' }),
    },
  },
  {
    message: 'Orders are written in transactions',
    files: {
      ...folder('services/orders/src/place', store),
      ...folder('services/orders/src/refund', store),
      ...folder('services/orders/src/prices', cache),
    },
  },
  {
    message: 'Billing reads through caches',
    files: {
      ...folder('services/billing/src/rates', cache),
      ...folder('services/billing/src/post', store),
      ...folder('services/billing/src/legacy', store),
    },
  },
  { message: 'Notes', files: { 'README.md': 'Ledger\n' } },
]
