import { describe, expect, it } from 'vitest'
import { RULES } from '../index'
import { findingsOf, read } from '../testing'
import { nonIdempotentExamples, requeueExamples } from './again'
import { cachingExamples, idempotencyExamples } from './copies'
import { EXPLAINED, type Example, type ExampleLanguage } from './example'
import { concurrencyExamples, transactionExamples } from './overlap'
import { contractExamples, machineExamples } from './promises'
import { duplicatedExamples, retryExamples } from './retries'
import { commentedExamples, defaultExamples, emptyExamples } from './swallowed'
import { inversionExamples } from './time-limits'
import { blockingExamples, rowExamples } from './waiting'

const OF: Record<string, readonly Example[]> = {
  'decision/caching': cachingExamples,
  'decision/idempotency': idempotencyExamples,
  'decision/concurrency-control': concurrencyExamples,
  'decision/transaction-boundary': transactionExamples,
  'decision/api-contract': contractExamples,
  'decision/state-machine': machineExamples,
  'decision/retry': retryExamples,
  'retry-path/duplicated': duplicatedExamples,
  'retry-path/self-requeue': requeueExamples,
  'retry-path/non-idempotent': nonIdempotentExamples,
  'retry-path/timeout-inversion': inversionExamples,
  'pattern/swallowed-error-empty': emptyExamples,
  'pattern/swallowed-error-commented': commentedExamples,
  'pattern/swallowed-error-default': defaultExamples,
  'pattern/blocking-in-async': blockingExamples,
  'pattern/query-per-row': rowExamples,
}

/** A goroutine that waits holds nobody up. */
const NOT_IN: Record<string, ExampleLanguage> = { 'pattern/blocking-in-async': 'go' }

/** Written for who reads the rule; the scanner does not see it in these languages. */
const UNSEEN: Record<string, readonly ExampleLanguage[]> = {
  'retry-path/self-requeue': ['go'],
  'retry-path/timeout-inversion': ['python', 'java', 'go'],
}

const SUFFIX: Record<ExampleLanguage, string> = {
  typescript: 'ts',
  python: 'py',
  java: 'java',
  go: 'go',
}

/** A file of it: members stand in a class, declarations in a package. */
function fileOf(language: ExampleLanguage, code: string): string {
  if (language === 'go') return `package example\n\n${code}\n`
  const isMember =
    language === 'java' && !/^(import|@\w+(\(.*\))?\n|class|enum|interface)/.test(code)
  return isMember ? `class Example {\n${code}\n}\n` : `${code}\n`
}

async function rulesIn(language: ExampleLanguage, code: string): Promise<string[]> {
  const [path, text] = [`src/example.${SUFFIX[language]}`, fileOf(language, code)]
  const { sites } = await read(language, text)
  return [...sites, ...(await findingsOf({ [path]: text }))].map(({ rule }) => rule)
}

const rules = RULES.filter(({ kind }) => kind !== 'flow')

describe.each(rules.map(({ id, help }) => ({ id, help })))('$id', ({ id, help }) => {
  const examples = OF[id] ?? []

  it('is explained by a bad and a good example in every language', () => {
    const languages = EXPLAINED.filter((language) => NOT_IN[id] !== language)
    expect(examples.map(({ language }) => language)).toEqual(languages)
    for (const { bad, good } of examples) {
      for (const line of [...bad[1].split('\n'), ...good[1].split('\n')])
        expect(help).toContain(line)
    }
  })

  it.each(examples)(
    'finds the bad one, and the good one is none: $language, $library',
    async ({ language, bad, good }) => {
      for (const [, code] of [bad, good]) {
        expect((await read(language, fileOf(language, code))).parseErrors, code).toEqual([])
      }
      if (!UNSEEN[id]?.includes(language)) {
        expect(await rulesIn(language, bad[1]), bad[1]).toContain(id)
      }
      if (!id.startsWith('decision/'))
        expect(await rulesIn(language, good[1]), good[1]).not.toContain(id)
    },
  )
})
