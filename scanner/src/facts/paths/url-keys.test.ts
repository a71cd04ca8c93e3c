import { expect, it } from 'vitest'
import { urlKeys } from './url-keys'

it.each([
  ['http://{env:CART_HOST}:8080/cart/{}', ['http:GET env:CART_HOST/cart/{}', 'env:CART_HOST']],
  ['http://{env:CART_HOST}:{env:CART_PORT}/a', ['http:GET env:CART_HOST/a', 'env:CART_HOST']],
  ['{}/medias/{id}', ['http:GET /medias/{}']],
  ['{}/users', []],
  ['{}/{}/users', []],
  ['http://Cart:8080/a', ['http:GET cart/a', 'host:cart']],
])('keys of %s', (url, keys) => {
  expect(urlKeys(url, 'GET')).toEqual(keys)
})
