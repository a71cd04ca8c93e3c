import { expect, test } from 'vitest'
import { visible } from './visible'

test('what would change the look of the text around it is spelled out', () => {
  expect(visible('a\u202eb\u0000c\u200bd\ufeff')).toBe('a\\u202eb\\u0000c\\u200bd\\ufeff')
  expect(visible('lone \ud800 surrogate')).toBe('lone \\ud800 surrogate')
})

test('lines that end as on Windows end as others do', () => {
  expect(visible('one\r\ntwo\rthree')).toBe('one\ntwo\\u000dthree')
})

test('ordinary text of any language stays', () => {
  const text = 'tab\tline\nnaïve 価格 قيمة 🧊 <b>'
  expect(visible(text)).toBe(text)
})
