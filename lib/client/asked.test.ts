import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ownAddress, signInAddress } from './asked'

const HERE = 'https://plumbline.example.com'

test.each([
  '/findings',
  '/findings?path=a%2Fb&q=caf%C3%A9&at=2026-10-05T00:00:00.000Z',
  '/services/00000000-0000-4000-8000-000000000000#calls',
  '/review/2026-W40?next=https://elsewhere.example',
])('%s is a page to go on to', (address) => {
  expect(ownAddress(address)).toBe(address)
  expect(new URL(signInAddress(address), HERE).searchParams.get('next')).toBe(address)
})

test.each([
  ...[undefined, null, '', '/', 'findings', '?a', '#a'],
  ...['https://elsewhere.example', '//elsewhere.example', '///elsewhere.example'],
  ...['/\\elsewhere.example', '\\/elsewhere.example', '/\t/elsewhere.example', '/\n/elsewhere'],
  ...['/.//elsewhere.example', '/a/..//elsewhere.example', '/%2e//elsewhere.example'],
  ...['/%2felsewhere.example', '/%5Celsewhere.example', '/findings\\@elsewhere', '/a b', '/\0'],
  ...['javascript:alert(1)', 'JavaScript:alert(1)', 'data:text/html,x', ' //elsewhere.example'],
  ...['/sign-in', '/sign-in?next=/findings', '/welcome?key=k', '/api/v1/findings', '/api'],
  `/${'a'.repeat(5000)}`,
])('%j leads to the review instead', (address) => {
  expect(ownAddress(address)).toBe('/review')
})

const crooked = fc
  .array(
    fc.constantFrom(
      ...['/', '\\', '.', '..', '%2e', '%2f', '%5c', '\t', '\n', '\r', '\0', ' ', '@', ':', '?'],
      ...['#', 'http:', 'https://', 'javascript:', 'elsewhere.example', 'findings', '[::1]', '　'],
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

test('whatever is written, a browser stays on this site, on a page that is not sign-in', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        crooked,
        crooked.map((rest) => `/${rest}`),
        fc.string(),
      ),
      (asked) => {
        const address = ownAddress(asked)
        expect(address).toMatch(/^\/(?!\/)/)
        const seen = new URL(address, HERE)
        expect([seen.origin, seen.protocol]).toEqual([HERE, 'https:'])
        expect(seen.pathname).not.toMatch(/^\/(api|sign-in|welcome)(\/|$)/)
        expect(ownAddress(address)).toBe(address)
      },
    ),
    { numRuns: 2000 },
  )
})
