import type { DecisionKind, Rule } from '../../model'
import { cachingExamples, idempotencyExamples } from '../examples/copies'
import { type Example, withExamples } from '../examples/example'
import { concurrencyExamples, transactionExamples } from '../examples/overlap'
import { contractExamples, machineExamples } from '../examples/promises'
import { help } from './help'

/** Kinds reported here; `decision/retry` comes with the retry layers. */
export const ANCHORED_KINDS = [
  'concurrency-control',
  'transaction-boundary',
  'caching',
  'idempotency',
  'api-contract',
  'state-machine',
] as const satisfies readonly DecisionKind[]

export type AnchoredKind = (typeof ANCHORED_KINDS)[number]

const SUMMARIES: Record<AnchoredKind, { name: string; summary: string }> = {
  'concurrency-control': {
    name: 'ConcurrencyControlDecision',
    summary: 'A lock, a limit of parallelism or a version check that decides who may run at once.',
  },
  'transaction-boundary': {
    name: 'TransactionBoundaryDecision',
    summary: 'A place that decides what commits and rolls back together.',
  },
  caching: {
    name: 'CachingDecision',
    summary: 'A cache, a time to live or an eviction that decides how stale an answer may be.',
  },
  idempotency: {
    name: 'IdempotencyDecision',
    summary: 'A key, an upsert or a conflict clause that decides what happens on the second try.',
  },
  'api-contract': {
    name: 'ApiContractDecision',
    summary: 'A controller, router or schema that others outside this code depend on.',
  },
  'state-machine': {
    name: 'StateMachineDecision',
    summary: 'A set of states or transitions that decides what may follow what.',
  },
}

const EXAMPLES: Record<AnchoredKind, readonly Example[]> = {
  'concurrency-control': concurrencyExamples,
  'transaction-boundary': transactionExamples,
  caching: cachingExamples,
  idempotency: idempotencyExamples,
  'api-contract': contractExamples,
  'state-machine': machineExamples,
}

function rule(kind: AnchoredKind): Rule {
  const { name, summary } = SUMMARIES[kind]
  return {
    id: `decision/${kind}`,
    name,
    kind: 'decision',
    decisionKind: kind,
    level: 'note',
    summary,
    help: withExamples(help[kind], EXAMPLES[kind]),
  }
}

/** The six decision rules, by the kind they report. */
export const rules: Record<AnchoredKind, Rule> = {
  'concurrency-control': rule('concurrency-control'),
  'transaction-boundary': rule('transaction-boundary'),
  caching: rule('caching'),
  idempotency: rule('idempotency'),
  'api-contract': rule('api-contract'),
  'state-machine': rule('state-machine'),
}

export const allRules: Rule[] = ANCHORED_KINDS.map((kind) => rules[kind])
