import { expect, test } from 'vitest'
import { Placements } from './placement'

const api = { name: 'api', paths: ['api/**'], team: 'red' }
const web = { name: 'web', paths: ['web/**'] }

test('the first service whose globs match claims a path', () => {
  const places = new Placements('acme/shop', [
    { at: 0, services: [{ name: 'admin', paths: ['api/admin/**'] }, api] },
  ])
  expect(places.of('api/admin/x.ts', 0, null)[0]?.service).toBe('admin')
  expect(places.of('api/x.ts', 0, null)[0]).toMatchObject({ service: 'api', team: 'red' })
})

test('what nobody claims belongs to a service named after the repository', () => {
  const places = new Placements('github.com/acme/shop', [{ at: 0, services: [api, web] }])
  expect(places.of('tools/x.ts', 0, null)).toEqual([
    { from: 0, to: null, service: 'shop', team: null },
  ])
  expect(new Placements('shop', []).of('x.ts', 3, 9)).toEqual([
    { from: 3, to: 9, service: 'shop', team: null },
  ])
})

test('a service that changes team keeps its old team in the past', () => {
  const places = new Placements('shop', [
    { at: 10, services: [api] },
    { at: 20, services: [{ ...api, team: 'blue' }] },
    { at: 30, services: [{ ...api, team: 'blue' }] },
  ])
  expect(places.of('api/x.ts', 5, null)).toEqual([
    { from: 5, to: 20, service: 'api', team: 'red' },
    { from: 20, to: null, service: 'api', team: 'blue' },
  ])
  expect(places.of('api/x.ts', 22, 25)).toEqual([
    { from: 22, to: 25, service: 'api', team: 'blue' },
  ])
})
