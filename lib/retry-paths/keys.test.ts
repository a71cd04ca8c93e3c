import { expect, test } from 'vitest'
import { addressOf, agreement, envName, hostNames, plainName, shapeOf } from './keys'

const fits = (call: string, entry: string) => {
  const [a, b] = [addressOf(call), addressOf(entry)]
  return a && b && agreement(a, b)
}

test('a call fits a route by method and template; literal parts count', () => {
  expect(fits('http:GET orders/items/7', 'http:GET /items/{}')).toBe(1)
  expect(fits('http:GET orders/items/{}', 'http:ANY /items/{}')).toBe(1)
  expect(fits('http:GET orders/items/me', 'http:GET /items/me')).toBe(2)
  expect(fits('http:GET orders/items/**', 'http:GET /items/{}/parts')).toBe(1)
  expect(fits('http:POST orders/items', 'http:GET /items')).toBeNull()
  expect(fits('http:GET orders/items/{}', 'http:GET /items/me')).toBeNull()
})

test('hosts of a cluster and names of variables lead to the service', () => {
  expect(hostNames('Orders.shop.svc.cluster.local:80')).toEqual([
    'orders.shop.svc.cluster.local',
    'orders',
  ])
  expect(hostNames('api.stripe.com')).toEqual(['api.stripe.com'])
  expect(envName('USER_SERVICE_URL')).toBe('user')
  expect(plainName('user-service')).toBe('user')
})

test('a path of parameters alone joins nothing', () => {
  const address = addressOf('http:GET /{}/{}')
  expect(address && shapeOf(address)).toBeNull()
})
