import { serve } from '@hono/node-server'
import { Hono } from 'hono'

const attempts = {}
const app = new Hono()

function fail(c, operation) {
  attempts[operation] = (attempts[operation] ?? 0) + 1
  // A connection kept and closed at the wrong moment would swallow an attempt.
  c.header('Connection', 'close')
  return c.json({ error: 'the ledger is closed' }, 503)
}

app.get('/entries/:order', (c) => fail(c, 'GET /entries'))
app.post('/entries', (c) => fail(c, 'POST /entries'))
app.post('/reversals', (c) => fail(c, 'POST /reversals'))
app.get('/attempts', (c) => c.json(attempts))

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
  console.log(`listening on ${port}`)
})
