import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { candidates, repositoryNames } from './names'
import { hold, holder, isHold } from './process-file'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'plumbline-files-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('two repositories of one folder name get names of their own, which stay', () => {
  expect(candidates('/a/b/c.git')).toEqual(['c', 'b/c', 'a/b/c'])
  const first = repositoryNames(folder, ['/x/api'])
  expect(Object.fromEntries(first)).toEqual({ '/x/api': 'api' })
  const beside = repositoryNames(folder, ['/x/api', '/y/api'])
  expect(Object.fromEntries(beside)).toEqual({ '/x/api': 'api', '/y/api': 'y/api' })
  const later = repositoryNames(folder, ['/z/y/api', '/y/api'])
  expect(later.get('/y/api')).toBe('y/api')
  expect(later.get('/z/y/api')).toBe('z/y/api')
})

test('two that come together are told apart by what they do not share', () => {
  const both = repositoryNames(folder, ['/a/x/api', '/a/y/api', '/a/web'])
  expect(Object.fromEntries(both)).toEqual({
    '/a/x/api': 'x/api',
    '/a/y/api': 'y/api',
    '/a/web': 'web',
  })
})

test('a folder whose name says nothing is named after the one that it is in', () => {
  const both = repositoryNames(folder, ['/m/acme+shop/repo', '/m/acme+web/repo.git', '/repo'])
  expect([...both.values()]).toEqual(['acme+shop', 'acme+web', 'repo'])
})

test('repositories that share all their names get the first free one, never a whole path', () => {
  const named = (...tops: string[]) => {
    const home = mkdtempSync(path.join(folder, 'home-'))
    return [...repositoryNames(home, tops).values()]
  }
  expect(named('/w/shop', '/w/shop.git')).toEqual(['shop', 'w/shop'])
  expect(named('/x/api', '/y/x/api')).toEqual(['api', 'y/x/api'])
  expect(named('/shop/repo', '/shop/checkout')).toEqual(['shop', 'shop-2'])
  expect(named('/shop', '/shop.git', '/shop/repo', '/shop-2')).toEqual([
    'shop',
    'shop-3',
    'shop-4',
    'shop-2',
  ])
})

test('a home is held by one process, and told to the others', () => {
  const file = path.join(folder, 'instance.json')
  const mine = hold(file, { address: 'a' })
  if (!isHold(mine)) throw new Error('somebody else holds a new file')
  expect(hold(file, { address: 'b' })).toMatchObject({ pid: process.pid, info: { address: 'a' } })
  mine.update({ address: 'c' })
  expect(holder(file)).toMatchObject({ info: { address: 'c' } })
  mine.release()
  expect(readdirSync(folder)).toEqual([])
})

test('what a dead process held is taken over, also when its id belongs to another one now', () => {
  const file = path.join(folder, 'instance.json')
  const dead = spawnSync(process.execPath, ['-e', '']).pid
  const reused = { pid: process.pid, born: 'long ago', info: {} }
  for (const left of [JSON.stringify({ pid: dead, info: {} }), JSON.stringify(reused), '{"pid"']) {
    writeFileSync(file, left)
    const taken = hold(file, {})
    expect(isHold(taken)).toBe(true)
    if (isHold(taken)) taken.release()
  }
})
