import { describe, expect, it } from 'vitest'
import { decide, shapes } from './testing/decide'

describe('decision/transaction-boundary', () => {
  it('TypeScript: counts the statements and names the missing isolation level', async () => {
    const source = 'async function pay() { await prisma.$transaction(async (tx) => { a(); b() }) }'
    expect(await decide('typescript', source)).toEqual([
      {
        kind: 'transaction-boundary',
        shape: 'prisma.$transaction',
        message: 'Transaction of 2 statements, isolation level not stated',
        snippet: 'prisma.$transaction',
        symbol: 'pay',
      },
    ])
  })

  it.each([
    [
      'ctx.prisma.$transaction(run, { isolationLevel: Prisma.TransactionIsolationLevel.Serializable })',
      'prisma.$transaction(isolationLevel=Serializable)',
    ],
    [
      "db.$transaction([a, b], { isolationLevel: 'Serializable' })",
      'prisma.$transaction(isolationLevel=Serializable)',
    ],
    ['await db.transaction(async (tx) => { await tx.insert(a) })', 'transaction callback'],
    ["await client.query('BEGIN')", 'BEGIN'],
    ['await queryRunner.startTransaction()', 'startTransaction'],
  ])('TypeScript: %s', async (source, shape) => {
    expect(await shapes('typescript', source)).toEqual([`transaction-boundary: ${shape}`])
  })

  it.each(['gateway.transaction(id)', "log.transaction('x', () => 1)", "q('BEGIN')"])(
    'TypeScript: is silent on %s',
    async (source) => {
      expect(await shapes('typescript', source)).toEqual([])
    },
  )

  it('Python: reports blocks, decorators, wrappers and effects after the commit', async () => {
    const source = `
from django.db import transaction
from .tracing import traced_atomic_transaction

@transaction.atomic
def a():
    run()

@traced_atomic_transaction()
def b():
    with transaction.atomic(durable=True):
        one()
        two()
    transaction.on_commit(lambda: send())
    transaction.on_commit(lambda: mail())
`
    const found = await decide('python', source)
    expect(found.map(({ shape, symbol }) => `${symbol}: ${shape}`)).toEqual([
      'a: transaction.atomic',
      'b: atomic wrapper',
      'b: transaction.atomic(durable=True)',
      'b: transaction.on_commit',
    ])
    expect(found[2]?.message).toBe('Transaction of 2 statements, durable True')
    expect(found[0]?.snippet).toBe('@transaction.atomic\ndef a')
  })

  it('Python: is silent on migrations and on other things called atomic', async () => {
    const migration =
      'from django.db import migrations, transaction\nwith transaction.atomic():\n    run()'
    expect(await shapes('python', migration)).toEqual([])
    expect(await shapes('python', 'from clock import atomic\nwith atomic():\n    run()')).toEqual(
      [],
    )
  })

  it('Java: takes what a class repeats as one decision and what a method states as its own', async () => {
    const source = `
      import org.springframework.transaction.annotation.Transactional;
      public class Loans {
        @Transactional @Override public void add() {}
        @Transactional public void drop() {}
        @Transactional(propagation = Propagation.REQUIRES_NEW, isolation = Isolation.REPEATABLE_READ)
        public void audit() {}
        void none() { transactionTemplate.execute(status -> { a(); return b(); }); }
      }`
    const found = await decide('java', source)
    expect(found.map(({ shape, snippet }) => [shape, snippet.split(/\s/)[0]])).toEqual([
      ['@Transactional', 'class'],
      [
        '@Transactional(propagation=REQUIRES_NEW, isolation=REPEATABLE_READ)',
        '@Transactional(propagation',
      ],
      ['TransactionTemplate', 'transactionTemplate.execute'],
    ])
    expect(found[0]?.message).toContain('of add, drop')
  })

  it('Java: reports a class once when it and its methods say the same', async () => {
    const source = `
      import jakarta.transaction.Transactional;
      @Transactional class A { @Transactional void a() {} }`
    expect(await shapes('java', source)).toEqual(['transaction-boundary: @Transactional'])
  })

  it('Java: is silent on another Transactional', async () => {
    const source = 'import com.acme.Transactional;\nclass A { @Transactional void a() {} }'
    expect(await shapes('java', source)).toEqual([])
  })

  it('Go: reports begun transactions, not contexts', async () => {
    const source = `package a
      func f() { tx, err := s.db.BeginTx(ctx, nil); db.Transaction(func(tx *gorm.DB) error { return nil }) }
      func g() { span.Begin(ctx); page.Transaction(id) }`
    expect(await shapes('go', source)).toEqual([
      'transaction-boundary: BeginTx',
      'transaction-boundary: transaction callback',
    ])
  })

  it.each([
    ['return dbi.inTransaction(new TransactionCallback<Void>() { });', ['transaction callback']],
    ['jdbi.useTransaction(handle -> handle.execute(sql));', ['transaction callback']],
    ['sessionFactory.inTransaction(session -> session.persist(order));', ['transaction callback']],
    ['return dbi.inTransaction(callback);', ['transaction callback']],
    ['if (handle.inTransaction()) return null;', []],
    ['return work.inTransaction(factory);', []],
    ['orders.inTransaction = true;', []],
  ])('Java: %s', async (statement, told) => {
    const source = `class Dao { Object pay() { ${statement} } }`
    const found = await shapes('java', source)
    expect(found).toEqual(told.map((one) => `transaction-boundary: ${one}`))
  })
})
