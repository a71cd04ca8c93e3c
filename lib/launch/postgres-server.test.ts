import { expect, test } from 'vitest'
import { buffersFor } from './postgres-server'

const GB = 2 ** 30

test('a quarter of the memory is for what is read again, neither too little nor without end', () => {
  expect(buffersFor(0.5 * GB)).toBe(256)
  expect(buffersFor(2 * GB)).toBe(512)
  expect(buffersFor(64 * GB)).toBe(1024)
})
