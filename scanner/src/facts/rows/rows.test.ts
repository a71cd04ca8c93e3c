import { describe, expect, it } from 'vitest'
import type { Language } from '../../model'
import { findingsOf, read, rulesOf } from '../testing'

const told = async (language: Language, source: string) =>
  (await rulesOf(language, source, 'pattern/query-per-row')).length

describe('a query for each row in TypeScript', () => {
  const prisma = (body: string) =>
    `import { prisma } from './db'\nexport async function load(orders: Order[]) {\n${body}\n}`
  const one = 'await prisma.user.findFirst({ where: { id: order.userId } })'
  const cases: [string, string, number][] = [
    ['a loop', prisma(`for (const order of orders) { use(${one}) }`), 1],
    ['a counted loop', prisma(`for (let i = 0; i < orders.length; i++) { use(${one}) }`), 1],
    ['Promise.all of a map', prisma(`await Promise.all(orders.map(async (order) => ${one}))`), 1],
    [
      'a transaction in a loop',
      prisma(
        `for (const order of orders) {\n await prisma.$transaction(async (tx) => { await tx.user.findFirst({}) })\n}`,
      ),
      1,
    ],
    [
      'one finding for a loop',
      prisma(`for (const order of orders) { use(${one}); more(${one}) }`),
      1,
    ],
    [
      'a query of the elements',
      prisma('for (const order of await prisma.order.findMany()) { use(order) }'),
      0,
    ],
    [
      'a callback that runs later',
      prisma(`for (const order of orders) { on('paid', async () => ${one}) }`),
      0,
    ],
    [
      'batches',
      prisma(
        'for (const ids of chunk(orders, 100)) { await prisma.user.findMany({ where: { id: { in: ids } } }) }',
      ),
      0,
    ],
    [
      'steps of a size',
      prisma('for (let i = 0; i < orders.length; i += 100) { await prisma.user.findMany(at(i)) }'),
      0,
    ],
    [
      'pages',
      prisma('let cursor\nwhile (true) { cursor = await prisma.user.findMany({ cursor }) }'),
      0,
    ],
    [
      'tries',
      prisma('for (let attempt = 0; attempt < 3; attempt++) { await prisma.user.findFirst({}) }'),
      0,
    ],
    [
      'constants',
      prisma("for (const role of ['a', 'b']) { await prisma.user.findFirst({ where: { role } }) }"),
      0,
    ],
    [
      'named constants',
      prisma('for (const role of ALL_ROLES) { await prisma.user.findFirst({ where: { role } }) }'),
      0,
    ],
    [
      'known answers',
      prisma(
        `for (const order of orders) { if (!known.has(order.userId)) known.set(order.userId, ${one}) }`,
      ),
      0,
    ],
    ['one round', prisma(`for (const order of orders) { const found = ${one}; return found }`), 0],
    [
      'an error path',
      prisma(`for (const order of orders) { try { go() } catch (e) { use(${one}) } }`),
      0,
    ],
    [
      'a Kysely chain',
      prisma(
        "for (const o of orders) { await db.selectFrom('user').where('id', '=', o.id).executeTakeFirst() }",
      ),
      1,
    ],
    [
      'a TypeORM repository',
      "import { Repository } from 'typeorm'\nclass S { constructor(private readonly users: Repository<User>) {}\n async f(ids: string[]) { for (const id of ids) await this.users.findOneBy({ id }) } }",
      1,
    ],
    [
      'a pool of pg',
      "import { Pool } from 'pg'\nconst pool = new Pool()\nasync function f(ids) { for (const id of ids) { await pool.query('select 1', [id]) } }",
      1,
    ],
    [
      'a Sequelize model',
      "import { User } from './models'\nasync function f(ids) { for (const id of ids) { await User.findByPk(id) } }",
      1,
    ],
    [
      'a map that is no database',
      'async function f(ids, map) { for (const id of ids) { use(map.findFirst(id)) } }',
      0,
    ],
    [
      'a test',
      `import { it } from 'vitest'\n${prisma(`for (const order of orders) { use(${one}) }`)}`,
      0,
    ],
  ]
  it.each(cases)('%s', async (_, source, expected) => {
    expect(await told('typescript', source)).toBe(expected)
  })
})

describe('a query for each row in Python', () => {
  const django = (body: string) => `from shop.models import Stock\ndef load(lines):\n${body}\n`
  const cases: [string, string, number][] = [
    ['a loop', django('  for line in lines:\n    s = Stock.objects.filter(v=line.v).first()'), 1],
    ['a comprehension', django('  return [Stock.objects.get(v=line.v) for line in lines]'), 1],
    [
      'a queryset made before',
      django('  qs = Stock.objects.filter(a=1)\n  for line in lines:\n    s = qs.get(v=line.v)'),
      1,
    ],
    [
      'a queryset gone through',
      django('  for line in lines:\n    for s in Stock.objects.filter(v=line.v):\n      use(s)'),
      1,
    ],
    [
      'a queryset that is only described',
      django('  for line in lines:\n    q |= Stock.objects.filter(v=line.v)'),
      0,
    ],
    ['the elements', django('  for stock in Stock.objects.filter(a=1):\n    use(stock)'), 0],
    [
      'batches',
      django(
        '  for i in range(0, len(lines), 100):\n    use(Stock.objects.filter(v__in=lines[i:i+100]).count())',
      ),
      0,
    ],
    [
      'many at once',
      django('  for kind, new in kinds.items():\n    Stock.objects.bulk_create(new)'),
      0,
    ],
    ['constants', django('  for kind in ("a", "b"):\n    use(Stock.objects.get(kind=kind))'), 0],
    [
      'a migration',
      'from django.db import migrations\ndef up(apps, lines):\n  for line in lines:\n    Stock.objects.get(v=line.v)\n',
      0,
    ],
    [
      'a session of SQLAlchemy',
      'from sqlalchemy.ext.asyncio import AsyncSession\nasync def load(session: AsyncSession, ids):\n  for id in ids:\n    await session.execute(select(User).where(User.id == id))\n',
      1,
    ],
    [
      'a session of another kind',
      'import requests\ndef load(session, ids):\n  for id in ids:\n    session.execute(id)\n',
      0,
    ],
  ]
  it.each(cases)('%s', async (_, source, expected) => {
    expect(await told('python', source)).toBe(expected)
  })
})

describe('what stands in a statement', () => {
  const levels = async (statement: string) => {
    const source = `from sqlalchemy import select, update
async def load(session: AsyncSession, ids):
  for id in ids:
    await session.execute(${statement})
`
    const { sites } = await read('python', source)
    return sites.filter(({ rule }) => rule === 'pattern/query-per-row').map(({ level }) => level)
  }

  it('writes are notes', async () => {
    expect(await levels('update(User).where(User.id == id)')).toEqual(['note'])
    expect(await levels('"INSERT INTO users VALUES (1)"')).toEqual(['note'])
    expect(await levels('select(User).where(User.id == id)')).toEqual([undefined])
  })

  it('tables are few', async () => {
    const source = `from sqlalchemy import text
def dump(connection, metadata):
  for table in metadata.sorted_tables:
    connection.execute(table.select())
`
    expect(await told('python', source)).toBe(0)
  })
})

describe('a query for each row in Java', () => {
  const sources = (body: string) => ({
    'a/ChargeRepository.java':
      'package a; public interface ChargeRepository extends JpaRepository<Charge, Long> { }',
    'a/ChargeService.java':
      'package a; public class ChargeService { private ChargeRepository repository; public Charge findOne(Long id) { return repository.findById(id).orElseThrow(); } public void settle(Long id) { repository.findById(id); send(id); } }',
    'a/Service.java': `package a; class Service { private final ChargeRepository repository; private final ChargeService charges; private final JdbcTemplate jdbc;\n void f(List<Long> ids, Long own) { ${body} } }`,
  })
  const cases: [string, string, string[]][] = [
    ['a repository by its type', 'for (Long id : ids) { use(repository.findById(id)); }', ['']],
    ['a stream', 'ids.stream().map(id -> repository.findById(id)).toList();', ['']],
    ['an Optional', 'first.map(id -> repository.findById(id));', []],
    [
      'through a look-up',
      'for (Long id : ids) { use(charges.findOne(id)); }',
      ['ChargeService.findOne'],
    ],
    ['through work of its own', 'for (Long id : ids) { charges.settle(id); }', []],
    [
      'writes that wait for the flush',
      'for (Long id : ids) { repository.save(new Charge(id)); }',
      [],
    ],
    ['the same entity', 'for (Long id : ids) { use(repository.findById(own), id); }', []],
    ['all at once', 'use(repository.findAllById(ids));', []],
  ]
  it.each(cases)('%s', async (_, body, expected) => {
    const found = (await findingsOf(sources(body))).filter(
      ({ rule }) => rule === 'pattern/query-per-row',
    )
    expect(found.map(({ data }) => [data?.through ?? ''].flat().join())).toEqual(expected)
  })

  it('knows a template by its type', async () => {
    const body = 'for (Long id : ids) { jdbc.queryForObject(SQL, Long.class, id); }'
    expect(await told('java', sources(body)['a/Service.java'])).toBe(1)
  })

  it('gives the way as steps, and stands where the loop calls', async () => {
    const [found] = await findingsOf(sources('for (Long id : ids) {\n use(charges.findOne(id)); }'))
    expect(found).toMatchObject({
      path: 'a/Service.java',
      symbol: 'Service.f',
      snippet: 'charges.findOne(id)',
    })
    expect(found?.message).toBe(
      '`repository.findById` (Spring Data) asks the database once for each element of `ids` through `ChargeService.findOne`.',
    )
    expect(found?.flow?.map(({ path, message }) => `${path} ${message}`)).toEqual([
      'a/Service.java once for each element of ids',
      'a/ChargeService.java calls ChargeService.findOne',
      'a/ChargeService.java query repository.findById',
    ])
  })
})

describe('a query for each row in Go', () => {
  const source = (body: string) => ({
    'go.mod': 'module m',
    'db/store.go': `package db\nimport "database/sql"\ntype Store struct { db *sql.DB }\nfunc (s *Store) GetName(id int) string { return s.db.QueryRow("select 1", id) }\nfunc (s *Store) Names(ids []int) {\n${body}\n}`,
  })
  const cases: [string, string, number][] = [
    ['a handle in a field', 'for _, id := range ids { s.db.QueryRow("select 1", id) }', 1],
    ['through a method', 'for _, id := range ids { use(s.GetName(id)) }', 1],
    ['a counted loop', 'for i := 0; i < len(ids); i++ { s.db.QueryRow("select 1", ids[i]) }', 1],
    [
      'steps of a size',
      'for i := 0; i < len(ids); i += 100 { s.db.QueryRow("select 1", ids[i]) }',
      0,
    ],
    ['rows of an answer', 'for rows.Next() { s.db.QueryRow("select 1") }', 0],
    ['constants', 'for _, id := range []int{1, 2} { s.db.QueryRow("select 1", id) }', 0],
  ]
  it.each(cases)('%s', async (_, body, expected) => {
    const found = await findingsOf(source(body), { 'go.mod': 'module m' })
    expect(found.filter(({ rule }) => rule === 'pattern/query-per-row')).toHaveLength(expected)
  })
})

describe('what runs once', () => {
  const cases: [string, string, number][] = [
    ['src/jobs/load.ts', '../find', 1],
    ['scripts/load.ts', '../src/find', 0],
    ['src/prisma/seed.ts', '../find', 0],
    ['src/management/commands/load.ts', '../../find', 0],
    ['src/backgroundMigrations/load.ts', '../find', 0],
  ]
  it.each(cases)('%s', async (path, from, expected) => {
    const find = `import { prisma } from './db'
export async function findUser(id) { return await prisma.user.findFirst({ where: { id } }) }`
    const load = `import { findUser } from '${from}'
async function load(ids) { for (const id of ids) { await findUser(id) } }`
    expect(await findingsOf({ 'src/find.ts': find, [path]: load })).toHaveLength(expected)
  })
})
