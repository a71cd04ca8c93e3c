import { expect, test } from 'vitest'
import { assistedWords } from './exception'

const words = (...assistance: { grade: string; count: number }[]) =>
  assistedWords({ assistance } as Parameters<typeof assistedWords>[0], 1)

test('a commit that says nothing of assistance is neither assisted nor human', () => {
  expect(words({ grade: 'unknown', count: 25 })).toBe(
    'AI-assisted: none says so; 25 say nothing, which does not mean human',
  )
  expect(words({ grade: 'trailer', count: 3 }, { grade: 'unknown', count: 1 })).toBe(
    'AI-assisted: 3 (a trailer says so); 1 says nothing, which does not mean human',
  )
})
