import { expect, test } from 'vitest'
import { groupsHref, parseGroups } from './groups'
import { parseFindingQuery, parseReviewView } from './params'
import { findingsHref, reviewHref, withQuery } from './urls'

const page = { path: '/review', byDefault: 'service' as const }
const now = '2026-11-22T09:00:00.000Z'
const paramsOf = (href: string) => Object.fromEntries(new URL(href, 'http://x').searchParams)

test('a view survives its own link, and defaults leave no trace in it', () => {
  expect(reviewHref(parseReviewView({}, page))).toBe('/review')
  const view = parseReviewView(
    { measure: 'flagged-patterns', by: 'team', weeks: '52', team: 'payments & co' },
    page,
  )
  expect(parseReviewView(paramsOf(reviewHref(view)), page)).toEqual(view)
})

test('what is none of the choices falls back', () => {
  const view = parseReviewView({ measure: 'x', by: ['y', 'team'], weeks: '-3' }, page)
  expect(view).toMatchObject({ measure: 'unowned-decisions', by: 'service', weeks: 26 })
})

test('a list query survives its link; change needs since; dates become instants', () => {
  const query = parseFindingQuery(
    {
      measure: 'flagged-patterns',
      at: '2026-11-15',
      since: '2026-11-08T12:00:00+02:00',
      change: 'gone',
    },
    now,
  )
  expect(query).toMatchObject({ at: '2026-11-15T00:00:00.000Z', since: '2026-11-08T10:00:00.000Z' })
  expect(parseFindingQuery(paramsOf(findingsHref(query)), now)).toEqual(query)
  expect(parseFindingQuery({ change: 'gone', at: 'soon' }, now)).toMatchObject({
    at: now,
    change: undefined,
  })
})

test('a part of the filter that the path says is not said again', () => {
  const view = parseReviewView({}, { path: '/teams/7', byDefault: 'service', own: 'team' })
  expect(reviewHref({ ...view, filter: { team: '7', rule: 'r' } })).toBe('/teams/7?rule=r')
})

test('values are encoded, empty ones left out', () => {
  expect(withQuery('/x', { a: 'b&c=d', e: undefined, f: '' })).toBe('/x?a=b%26c%3Dd')
})

test('the page and order of a table of groups survive their link', () => {
  expect(groupsHref('service', parseGroups({}))).toBe('/services')
  const view = parseGroups({ sort: 'name', way: 'reversed', from: '200' })
  expect(parseGroups(paramsOf(groupsHref('service', view)))).toEqual(view)
  expect(view).toEqual({ sort: 'name', reversed: true, from: 200 })
  const unknown = parseGroups({ sort: 'x', way: 'up', from: '-1' })
  expect(unknown).toEqual({ sort: 'unowned-decisions', reversed: false, from: 0 })
})
