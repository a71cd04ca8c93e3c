import { serve } from '@hono/node-server'
import got from 'got'
import { Hono } from 'hono'
import pRetry from 'p-retry'
import PgBoss from 'pg-boss'

const ORDERS_URL = process.env.ORDERS_URL ?? 'http://orders:8080'
const PAYMENTS_URL = process.env.PAYMENTS_URL ?? 'http://payments:8080'

const http = got.extend({ retry: { backoffLimit: 10 } })
const boss = new PgBoss(process.env.DATABASE_URL)
const app = new Hono()

function fetchOrder(id) {
  return http.get(`${ORDERS_URL}/orders/${id}`).json()
}

function loadOrder(id) {
  return pRetry(() => fetchOrder(id), { retries: 1, minTimeout: 10 })
}

app.get('/checkout/:id', async (c) => c.json(await loadOrder(c.req.param('id'))))

function sendRefund(id) {
  return http.post(`${PAYMENTS_URL}/refunds`, { json: { id } }).json()
}

app.post('/refund/:id', async (c) =>
  c.json(await pRetry(() => sendRefund(c.req.param('id')), { retries: 1, minTimeout: 10 })),
)

app.post('/order/:id', async (c) => {
  await boss.send('charge', { id: c.req.param('id') }, { retryLimit: 2 })
  return c.json({ accepted: true }, 202)
})

async function charge(jobs) {
  for (const job of jobs) await sendCharge(job.data.id)
}

async function sendCharge(id) {
  for (let attempt = 1; attempt <= 2; attempt++) {
    try {
      const response = await fetch(`${PAYMENTS_URL}/charges`, { method: 'POST', body: id })
      if (!response.ok) throw new Error(`payments answered ${response.status}`)
      return
    } catch (error) {
      if (attempt === 2) throw error
    }
  }
}

await boss.start()
await boss.createQueue('charge')
await boss.work('charge', { pollingIntervalSeconds: 0.5 }, charge)
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
  console.log(`listening on ${port}`)
})
