import { expect, test } from 'vitest'
import { listsNamed } from './words-named'

test('words that no place has may be the name of a kind or of a measure', () => {
  expect(listsNamed(' Retry ')).toEqual([
    { label: 'retry decisions', to: { decisionKind: 'retry' } },
    { label: 'duplicated retry paths', to: { measure: 'duplicated-retries' } },
  ])
  expect(listsNamed('api contract')).toMatchObject([{ to: { decisionKind: 'api-contract' } }])
  expect(listsNamed('re')).toEqual([])
  expect(listsNamed('nothing of the kind')).toEqual([])
})
