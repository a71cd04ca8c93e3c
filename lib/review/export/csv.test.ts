import { expect, test } from 'vitest'
import { csvOf } from './csv'

test('quotes, commas and line ends are kept, formulas are not run', () => {
  expect(
    csvOf([
      ['a', 1, null],
      ['say "x"', 'a,b', 'c\nd'],
    ]),
  ).toBe('a,1,\r\n"say ""x""","a,b","c\nd"\r\n')
  expect(csvOf([['=1+1', '+1', '-1', '@x', '\tx', '=a,b', -1]])).toBe(
    `'=1+1,'+1,'-1,'@x,'\tx,"'=a,b",-1\r\n`,
  )
})
