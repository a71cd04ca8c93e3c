import { expect, test } from 'vitest'
import { fromIntroducer } from './from-introducer'

const at = new Date('2026-11-22T12:00:00Z')
const commit = (over = {}) => ({
  ...{ sha: 'fe3741c2ce0123456789', author: 'Ada', grade: 'unknown' },
  committedAt: new Date('2026-08-01T00:00:00Z'),
  ...over,
})

test('whoever wrote the line is likely to answer for it, unless that is long ago or an assistant helped', () => {
  expect(fromIntroducer(commit(), at)).toMatchObject({ confidence: 'likely', where: 'fe3741c2ce' })
  const old = commit({ committedAt: new Date('2017-06-21T00:00:00Z') })
  expect(fromIntroducer(old, at)).toMatchObject({
    confidence: 'weak',
    reason: 'Ada wrote it in fe3741c2ce, in 2017.',
  })
  expect(fromIntroducer(commit({ grade: 'trailer' }), at)).toMatchObject({ confidence: 'weak' })
  expect(fromIntroducer(commit({ committedAt: null }), at)).toMatchObject({ confidence: 'likely' })
})

test('a bot, and a commit nobody told of, is no candidate', () => {
  for (const one of [commit({ author: 'renovate[bot]' }), commit({ author: null }), null]) {
    expect(fromIntroducer(one, at)).not.toHaveProperty('owner')
  }
})
