import { describe, expect, test } from 'vitest'
import { readOne, result, sarif } from './testing'

const tool = {
  driver: {
    name: 'T',
    globalMessageStrings: { shared: { text: 'global {0}' } },
    rules: [
      {
        id: 'CA1',
        guid: 'g1',
        defaultConfiguration: { level: 'error' },
        messageStrings: { bad: { text: '{1} before {0}, {{literally}}' } },
      },
      { id: 'CA2', shortDescription: { text: 'Second rule.' } },
    ],
  },
  extensions: [
    { name: 'Pack', guid: 'p', rules: [{ id: 'X1', defaultConfiguration: { level: 'note' } }] },
  ],
}
const one = (more: Record<string, unknown>, run = {}) =>
  readOne(sarif([result('a', { ruleId: undefined, ...more })], { tool, ...run }))

describe('rule of a result', () => {
  test.each([
    ['ruleIndex', { ruleIndex: 1 }, 'CA2'],
    ['ruleId', { ruleId: 'CA1' }, 'CA1'],
    ['a part of a rule', { ruleId: 'CA1/7' }, 'CA1'],
    ['rule.index', { rule: { index: 0 } }, 'CA1'],
    ['rule.guid', { rule: { guid: 'g1' } }, 'CA1'],
    ['an extension by index', { rule: { index: 0, toolComponent: { index: 0 } } }, 'X1'],
    ['an extension by name', { rule: { index: 0, toolComponent: { name: 'Pack' } } }, 'X1'],
    ['an id of an extension', { ruleId: 'X1' }, 'X1'],
    ['id over a wrong index', { ruleId: 'CA1', ruleIndex: 1 }, 'CA1'],
    ['an id that is not listed', { ruleId: 'NEW' }, 'NEW'],
    ['an index that points nowhere', { ruleIndex: 99 }, 'unspecified'],
    ['nothing', {}, 'unspecified'],
  ])('by %s', (_, more, expected) => {
    expect(one(more).ruleKey).toBe(expected)
  })
})

describe('level', () => {
  test.each([
    [{ ruleId: 'CA1', level: 'note' }, 'note'],
    [{ ruleId: 'CA1' }, 'error'],
    [{ rule: { index: 0, toolComponent: { index: 0 } } }, 'note'],
    [{ ruleId: 'CA2' }, 'warning'],
    [{ ruleId: 'CA1', level: 'fatal' }, 'error'],
  ])('%j is %s', (more, expected) => {
    expect(one(more).level).toBe(expected)
  })

  test('as the invocation configured it', () => {
    const overrides = [{ descriptor: { index: 0 }, configuration: { level: 'none' } }]
    const invocations = [{ executionSuccessful: true, ruleConfigurationOverrides: overrides }]
    expect(one({ ruleId: 'CA1' }, { invocations }).level).toBe('none')
  })
})

describe('message', () => {
  test.each([
    ['text', { text: 'plain {0}' }, 'plain {0}'],
    ['text with arguments', { text: 'plain {0}', arguments: ['x'] }, 'plain x'],
    ['id', { id: 'bad', arguments: ['a', 'b'] }, 'b before a, {literally}'],
    ['an argument that is missing', { id: 'bad', arguments: ['a'] }, '{1} before a, {literally}'],
    ['id of the component', { id: 'shared', arguments: ['x'] }, 'global x'],
    ['markdown', { markdown: '**m**' }, '**m**'],
    ['a bare string', 'bare', 'bare'],
  ])('%s', (_, message, expected) => {
    expect(one({ ruleId: 'CA1', message }).message).toBe(expected)
  })

  test('none: what the rule says of itself', () => {
    expect(one({ ruleId: 'CA2', message: undefined }).message).toBe('Second rule.')
    expect(one({ ruleId: 'CA1', message: { id: 'nope' } }).message).toBe('CA1')
  })
})
