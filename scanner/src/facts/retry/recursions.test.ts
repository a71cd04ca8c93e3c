import { expect, it } from 'vitest'
import type { Language } from '../../model'
import { findingsOf, layersOf } from '../testing'

const CASES: [Language, string, string, string[]][] = [
  [
    'typescript',
    'retries that count down',
    `async function send(url, retries = 3) {
    try { return await fetch(url) } catch (e) { if (retries > 0) return send(url, retries - 1); throw e }
  }`,
    ['loop recursion 4 -> fetch'],
  ],
  [
    'typescript',
    'what leaves in the handler before',
    `class A { async send(url: string, left: number = 3): Promise<void> {
    try { await fetch(url) } catch (e) { if (left <= 1) { throw e } await sleep(100); return this.send(url, left - 1) }
  } }`,
    ['loop recursion 3 -> fetch'],
  ],
  [
    'typescript',
    'attempts that count up to a constant, as an option',
    `const MAX = 5
  const send = async (url, { attempt = 1 }) => {
    try { return await fetch(url) } catch (e) {
      if (attempt < MAX && isTransient(e)) return send(url, { attempt: attempt + 1 })
      throw e
    }
  }`,
    ['loop recursion 5 -> fetch'],
  ],
  [
    'typescript',
    'what is asked before the work',
    `async function send(url, attempt = 0) {
    if (attempt >= 3) throw new Error('gave up')
    try { return await fetch(url) } catch { return send(url, attempt + 1) }
  }`,
    ['loop recursion 3 -> fetch'],
  ],
  [
    'typescript',
    'an answer that failed',
    `async function send(url, retries = 2) {
    const res = await fetch(url)
    if (!res.ok && retries > 0) { return send(url, retries - 1) }
    return res
  }`,
    ['loop recursion 3 -> fetch'],
  ],
  [
    'typescript',
    'two failures that hand one counter on: one number of attempts',
    `const MAX = 2
  const accept = async (token, retryCount = 0) => {
    try {
      const response = await fetch(url)
      const result = parse(await response.json())
      if (!result.success && retryCount < MAX) {
        setTimeout(() => { accept(token, retryCount + 1) }, 1000)
        return
      }
    } catch (e) {
      if (retryCount < MAX) setTimeout(() => { accept(token, retryCount + 1) }, 2000)
    }
  }`,
    ['loop recursion 3 -> fetch, parse, response.json'],
  ],
  [
    'typescript',
    'two failures that count on their own',
    `async function send(url, retries = 2, errorRetries = 3) {
    try {
      const res = await fetch(url)
      if (!res.ok && retries > 0) return send(url, retries - 1, errorRetries)
      return res
    } catch (e) {
      if (errorRetries > 0) return send(url, retries, errorRetries - 1)
      throw e
    }
  }`,
    ['loop recursion 3 -> fetch', 'loop recursion 4 -> fetch'],
  ],
  [
    'typescript',
    'a promise that was rejected',
    `function send(url, n = 4) {
    return api.post(url).catch((e) => { if (n === 1) throw e; return send(url, n - 1) })
  }`,
    [],
  ],
  [
    'typescript',
    'the same with a name that says so',
    `function send(url, tries = 4) {
    return api.post(url).catch((e) => { if (tries === 1) throw e; return send(url, tries - 1) })
  }`,
    ['loop recursion 4 -> api.post().catch, api.post'],
  ],
  [
    'typescript',
    'a bound that nobody wrote',
    `async function send(url, retries) {
    try { return await fetch(url) } catch (e) { if (retries > 0) return send(url, retries - 1); throw e }
  }`,
    ['loop recursion unknown -> fetch'],
  ],
  [
    'typescript',
    'a number that the function around has by default',
    `export async function retried(fn, { max = 3, delay = 100 } = {}) {
    const attempt = async (left) => {
      try { return await fn() } catch (e) { if (left <= 0) throw e; return attempt(left - 1) }
    }
    return attempt(max)
  }`,
    ['loop recursion 4 -> fn'],
  ],
  [
    'typescript',
    'no bound at all',
    `async function send(url, attempt = 0) {
    try { return await fetch(url) } catch (e) { return send(url, attempt + 1) }
  }`,
    ['loop recursion unknown -> fetch'],
  ],
  [
    'python',
    'self and an exception',
    `class A:
    def send(self, url, attempt=1):
        try:
            return requests.post(url)
        except IOError:
            if attempt >= 4:
                raise
            time.sleep(1)
            return self.send(url, attempt=attempt + 1)`,
    ['loop recursion 4 -> requests.post'],
  ],
  [
    'java',
    'a number that the overload gives',
    `class A {
    String send(String url) { return send(url, 3); }
    String send(String url, int left) {
      try { return http.post(url); } catch (IOException e) {
        if (left > 1) { return send(url, left - 1); }
        throw e;
      }
    }
  }`,
    ['loop recursion 3 -> http.post'],
  ],
  [
    'go',
    'an error value',
    `func (c *Client) Send(url string) error { return c.send(url, 0) }
func (c *Client) send(url string, attempt int) error {
	err := c.http.Post(url)
	if err == nil { return nil }
	if attempt >= 2 { return err }
	return c.send(url, attempt+1)
}`,
    ['loop recursion 3 -> c.http.Post'],
  ],
  [
    'typescript',
    'going down a tree',
    `async function walk(node, depth = 0) {
    const children = await api.list(node)
    if (depth < 5) for (const child of children) await walk(child, depth + 1)
  }`,
    [],
  ],
  [
    'typescript',
    'reading text again that was text in text',
    `function parse(text, depth = 0) {
    try { return tryJson(text) } catch (e) { if (depth < 3) return parse(decode(text), depth + 1); return text }
  }`,
    [],
  ],
  [
    'typescript',
    'turning pages',
    `async function all(page = 1) {
    const res = await api.list(page)
    if (res.ok && res.more) return [...res.items, ...(await all(page + 1))]
    return res.items
  }`,
    [],
  ],
  [
    'typescript',
    'another object of the same method',
    `class A { async send(url, retries = 3) {
    try { await fetch(url) } catch (e) { return this.next.send(url, retries - 1) }
  } }`,
    [],
  ],
]

it.each(CASES)('%s: %s', async (language, _, source, expected) => {
  expect(await layersOf(language, source)).toEqual(expected)
})

it('takes a bound that another file writes', async () => {
  const found = await findingsOf({
    'limits.ts': 'export const MAX_RETRIES = 4',
    'a.ts': `import { backOff } from 'exponential-backoff'
import { MAX_RETRIES } from './limits'
export async function outer() { await backOff(() => send('x'), { numOfAttempts: 2 }) }
async function send(url, attempt = 0) {
  try { return await fetch('https://pay') } catch (e) { if (attempt < MAX_RETRIES) return send(url, attempt + 1); throw e }
}`,
  })
  const path = found.find(({ rule }) => rule === 'retry-path/duplicated')
  expect(path?.data?.arithmetic).toBe('2 wrapper × 5 loop = 10')
})

it('looks once at a function that leads back to itself in two hundred places', async () => {
  const steps = Array.from(
    { length: 200 },
    (_, i) =>
      `if n.kind == ${i} {\n err := step${i}(n)\n if err != nil { return visit(n.b, retry + 1) }\n}`,
  )
  const source = `package p
func visit(n *Node, retry int) error {
if err := first(n); err == nil { return nil }
${steps.join('\n')}
return nil
}`
  // Every place against every other one took three minutes.
  expect(await layersOf('go', source)).toHaveLength(1)
}, 30_000)
