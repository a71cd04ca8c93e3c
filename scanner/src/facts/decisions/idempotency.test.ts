import { describe, expect, it } from 'vitest'
import { decide, shapes } from './testing/decide'

describe('decision/idempotency', () => {
  it.each([
    ['stripe.subscriptions.update(id, params, { idempotencyKey: key })', 'idempotency key'],
    ["const key = req.headers.get('Idempotency-Key')", 'Idempotency-Key header'],
    ['await ctx.prisma.user.upsert({ where, create, update: { name } })', 'upsert'],
    ['await tx.user.upsert({ where, create, update: {} })', 'upsert without update'],
    ['await db.insert(t).values(v).onConflictDoNothing()', 'on conflict'],
    ['await prisma.a.createMany({ data, skipDuplicates: true })', 'createMany skipDuplicates'],
    ['await queue.add(name, payload, { jobId: run.id })', 'job id'],
    ['await queue.addBulk(all.map((a) => ({ name, opts: { jobId: a.id } })))', 'job id'],
    [
      'await q(`INSERT INTO a (id) VALUES (1)\n ON CONFLICT (id)\n DO NOTHING`)',
      'ON CONFLICT DO NOTHING',
    ],
    [
      'await q(`INSERT INTO a (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET b = 1`)',
      'ON CONFLICT DO UPDATE',
    ],
  ])('TypeScript: %s', async (source, shape) => {
    expect(await shapes('typescript', source)).toEqual([`idempotency: ${shape}`])
  })

  it.each([
    "logger.info('done', { idempotencyKey })",
    "import { z } from 'zod'\nexport const Order = z.object({ idempotencyKey: z.string().optional() })",
    "import { z } from 'zod'\nimport { Item } from './item'\nconst Order = Item.extend({ idempotencyKey: z\n  .string() })",
    "import { z } from '@/lib/zod'\nconst Order = z.object({ idempotencyKey: z.union([a, b]) })",
    "import { key } from './keys'\nimport { object } from 'valibot'\nconst Order = object({ idempotencyKey: key })",
    "import { varchar } from 'drizzle-orm/pg-core'\nconst t = table('a', { idempotencyKey: varchar('k') })",
    "const schema = define({ idempotencyKey: { type: 'string' } })",
    'return json({ id: run.id, idempotencyKey: run.idempotencyKey })',
    'return typedjson({ idempotencyKey: run.idempotencyKey })',
    'res.status(200).json({ idempotencyKey: run.idempotencyKey })',
    'reply.send({ idempotencyKey: run.idempotencyKey })',
    'await runStore.findRun({ idempotencyKey, taskIdentifier })',
    'await this.store.findMany(table, where, { idempotencyKey: true, runId: true })',
    'await buffer.lookupIdempotency({ envId, idempotencyKey })',
    'await Order.pick({ idempotencyKey: true })',
    'await send(order, { idempotencyKey: undefined })',
    'span.set({ jobId: job.id })',
    'await form.upsert({ id })',
    '// ON CONFLICT decides\nconst a = 1',
    "throw new Error('ON CONFLICT happened')",
  ])('TypeScript: is silent on %s', async (source) => {
    expect(await shapes('typescript', source)).toEqual([])
  })

  it('Python: reports get-or-create, conflict options and keys that are made', async () => {
    const source = `
def a():
    Line.objects.get_or_create(order=o, defaults=d)
    Line.objects.update_or_create(order=o, defaults=d)
    Line.objects.bulk_create(lines, ignore_conflicts=True)
    charge(idempotency_key=str(uuid.uuid4()))

class Payment(models.Model):
    idempotency_key = models.CharField(max_length=9)
`
    expect(await shapes('python', source)).toEqual([
      'idempotency: get_or_create(defaults)',
      'idempotency: update_or_create(defaults)',
      'idempotency: bulk_create on conflict(ignore_conflicts=True)',
      'idempotency: idempotency key(idempotency_key=str(uuid.uuid4()))',
      'idempotency: stored idempotency key',
    ])
  })

  it.each([
    'await api.createBatch(items, { idempotencyKey: options.idempotencyKey })',
    'await fetch(url, { idempotencyKey: orderKey(id) })',
    'await this.call(task, { idempotencyKey: String(task.id) })',
    'await queue.send({ idempotencyKey: this.keyOf(order) })',
    "import { z } from 'zod'\nawait api.pay({ idempotencyKey: schema.parse(key) })",
    'await api.pay({ body: JSON.stringify({ idempotency_key: key }) })',
    'await getClient().pay({ idempotencyKey: key })',
    'await getEvalTrigger()({ chatId }, { idempotencyKey: key })',
  ])('TypeScript: a key that is sent is one: %s', async (source) => {
    expect(await shapes('typescript', source)).toEqual(['idempotency: idempotency key'])
  })

  it('Python: is silent on keys handed through and on plain inserts', async () => {
    const source = `
def a(idempotency_key):
    charge(idempotency_key=idempotency_key)
    charge(idempotency_key=None)
    Payment.objects.filter(idempotency_key=str(key)).first()
    Payment.objects.get(idempotency_key=request.data["key"])
    JsonResponse({"idempotency_key": str(payment.key)})
    Line.objects.bulk_create(lines)
`
    expect(await shapes('python', source)).toEqual([])
  })

  it('Java: reports the parts that handle keys and the rows that store them, not errors', async () => {
    const source = `
      class IdempotencyKeyResolver { String resolve() { return null; } }
      class IdempotentCommandException extends RuntimeException {}
      class Command { @Column(name = "idempotency_key") private String idempotencyKey; }
      class Dto { private String idempotencyKey; }`
    const found = await decide('java', source)
    expect(found.map(({ snippet }) => snippet)).toEqual([
      'class IdempotencyKeyResolver',
      'class Command',
    ])
  })

  it('Go: reports conflict clauses and keys', async () => {
    const source = `package a
      func f() { db.Clauses(clause.OnConflict{DoNothing: true}).Create(&u); p.SetIdempotencyKey(k) }
      const q = "INSERT IGNORE INTO a VALUES (1)"`
    expect((await shapes('go', source)).sort()).toEqual([
      'idempotency: INSERT IGNORE',
      'idempotency: clause.OnConflict',
      'idempotency: idempotency key',
    ])
    expect(await shapes('go', 'package a\nfunc f() { db.Create(&u) }')).toEqual([])
  })
})
