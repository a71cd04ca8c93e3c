import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOSTILE } from '@/e2e/harness/hostile'
import { openedHref, presentView, undatedView, viewHref, viewIdOf } from './views'

const ID = '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed'

describe('the filter and order that a table shows', () => {
  test('are kept, the page of it that was reached is not', () => {
    const asked = { state: 'open', q: 'retry', sort: 'path', cursor: 'abc', limit: '7', odd: 'x' }
    expect(presentView('findings', asked)).toBe('state=open&q=retry&sort=path')
    const rows = { q: 'shop', sort: 'worst', by: 'change', from: '100' }
    expect(presentView('repositories', rows)).toBe('q=shop&sort=worst&by=change')
  })

  test('say an instant only where the URL does, and two where they are compared', () => {
    expect(presentView('findings', {})).toBe('')
    const at = '2026-05-04T00:00:00.000Z'
    const then = presentView('findings', { at, state: 'open' })
    expect(then).toBe(`at=${encodeURIComponent(at)}&state=open`)
    expect(undatedView(then)).toBe('state=open')
    expect(undatedView('state=open')).toBeUndefined()
    const since = '2026-04-27T00:00:00.000Z'
    expect(undatedView(presentView('findings', { at, since, change: 'gone' }))).toBeUndefined()
  })

  test('come back the same from what was saved, whatever the text', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom(...HOSTILE))
    fc.assert(
      fc.property(text, text, (q, author) => {
        const saved = presentView('findings', { q, author, path: q })
        expect(presentView('findings', saved)).toBe(saved)
      }),
    )
  })
})

test('an address has the name to be read, and the id that decides', () => {
  expect(viewHref({ id: ID, name: 'Décisions: nobody’s!' })).toBe(
    `/views/de-cisions-nobody-s-${ID}`,
  )
  for (const name of ['x', ...HOSTILE]) {
    const [, , last = ''] = viewHref({ id: ID, name }).split('/')
    expect(decodeURIComponent(last)).toBe(last)
    expect(viewIdOf(last)).toBe(ID)
  }
})

test('no saved text leads away from its table', () => {
  for (const query of HOSTILE) {
    const opened = openedHref({ page: 'findings', query: presentView('findings', query) })
    expect(new URL(opened, 'http://here').pathname).toBe('/findings')
    expect(new URL(opened, 'http://here').host).toBe('here')
  }
})
