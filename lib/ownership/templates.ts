import { MORE_QUESTIONS } from './templates-more'
import type { RecordTemplate } from './types'

export type Questions = Record<
  RecordTemplate['fields'][number]['field'],
  { question: string; asks: string[]; example: string }
> & { label: string; reviewInDays: number }

const LABELS = {
  invariants: 'Invariants',
  failureModes: 'Failure modes',
  assumptions: 'Assumptions',
  dataOwnership: 'Data ownership',
} as const
const FIELDS = ['invariants', 'failureModes', 'assumptions', 'dataOwnership'] as const

const QUESTIONS: Record<string, Questions> = {
  retry: {
    label: 'Retry',
    reviewInDays: 180,
    invariants: {
      question: 'Is the operation idempotent, and which one layer owns the retry?',
      asks: [
        'What makes a second attempt harmless (key, upsert, natural idempotency)?',
        'Which layer retries; are the others (SDK, client, queue, mesh) switched off?',
        'How many attempts and how long in all, jitter included?',
      ],
      example:
        'Charging is idempotent by order id. Only the queue retries: 5 attempts within 10 minutes; the SDK is set to 0.',
    },
    failureModes: {
      question: 'What happens when the last attempt fails, and to a dependency that is down?',
      asks: [
        'Where does it end: dead letter, error to the caller, silence?',
        'How many calls hit a dependency that is down, from all instances together?',
        'Which errors must not be retried (4xx, validation, cancelled)?',
      ],
      example: 'After 5 attempts the job is dead-lettered and pages. 4xx fail at once.',
    },
    assumptions: {
      question: 'What must be true of the caller’s deadline and of the dependency?',
      asks: [
        'Does the whole of all attempts fit into the caller’s timeout?',
        'Does the dependency say Retry-After, and is it obeyed?',
        'What does each attempt cost (money, quota, locks held)?',
      ],
      example: 'Callers wait at most 30 s; three attempts of 8 s fit.',
    },
    dataOwnership: {
      question: 'Whose data does a repeated call change, and who sees a duplicate?',
      asks: ['Which system of record is written?', 'Who would notice a double write, and how?'],
      example: 'Payments writes the ledger; duplicates are found by the nightly reconciliation.',
    },
  },
  'transaction-boundary': {
    label: 'Transaction boundary',
    reviewInDays: 365,
    invariants: {
      question: 'What is atomic with what, and what happens outside it?',
      asks: [
        'Which rows must change together or not at all?',
        'Which isolation level does that need, and is it stated?',
        'What follows outside (message, e-mail, cache), and what if it does not?',
      ],
      example: 'Order and its lines commit together; the event leaves by an outbox row.',
    },
    failureModes: {
      question: 'What is left behind by a crash, a deadlock, a serialization failure?',
      asks: [
        'Are remote calls made while it is open? They do not roll back.',
        'Who retries a deadlock, and is the whole block safe to run again?',
        'How long may it hold its locks, and who waits meanwhile?',
      ],
      example: 'Deadlocks are retried twice by the wrapper; no remote call is inside.',
    },
    assumptions: {
      question: 'From where may it be called: alone, or inside another transaction?',
      asks: [
        'Does it join, nest or open a new one?',
        'Which errors roll back by default in this library, and which do not?',
      ],
      example: 'Always outermost; the repository layer never opens its own.',
    },
    dataOwnership: {
      question: 'Which tables does it write, and who else writes them?',
      asks: ['Who owns each table?', 'Do other writers take locks in the same order?'],
      example: 'orders and order_lines, both ours; stock is changed by an event only.',
    },
  },
  caching: {
    label: 'Caching',
    reviewInDays: 180,
    invariants: {
      question: 'How stale may it be, and what must never be shown from it?',
      asks: [
        'How old may an answer be, and who agreed to that?',
        'Is everything that it depends on in the key (tenant, user, locale, version)?',
      ],
      example: 'A price shown is a price charged: 60 s at most, never at checkout.',
    },
    failureModes: {
      question: 'What happens when it is stale, cold, full or down?',
      asks: [
        'Who invalidates it on a write, and what if that is lost?',
        'What does the database get when it is cold (stampede)?',
        'Are failures and empty answers cached too?',
      ],
      example: 'When Redis is down reads go to the database, limited to 50 at once.',
    },
    assumptions: {
      question: 'What bounds its size and its age?',
      asks: ['What evicts, and by which limit?', 'How often is each key read per write?'],
      example: 'About 20,000 products, LRU of 50,000, expiry 60 s.',
    },
    dataOwnership: {
      question: 'Whose data is copied here?',
      asks: ['Which system holds the truth?', 'Do its owners know of this copy?'],
      example: 'Prices belong to the catalogue team; they publish price-changed.',
    },
  },
  ...MORE_QUESTIONS,
}

const GENERAL: Questions = {
  label: 'Decision',
  reviewInDays: 365,
  invariants: {
    question: 'What must stay true?',
    asks: ['What would be wrong if this were changed carelessly?'],
    example: '',
  },
  failureModes: {
    question: 'How does it fail, and who notices?',
    asks: ['What happens on a crash, a timeout, a second try?'],
    example: '',
  },
  assumptions: {
    question: 'What does it rely on?',
    asks: ['Which load, order, deadline or configuration is taken for granted?'],
    example: '',
  },
  dataOwnership: {
    question: 'Whose data is it?',
    asks: ['Which system holds the truth, and who else writes it?'],
    example: '',
  },
}

/** The questions a record asks for a kind of decision; general ones for a kind not known. */
export function templateOf(decisionKind: string | null): RecordTemplate {
  const known = decisionKind !== null && Object.hasOwn(QUESTIONS, decisionKind)
  const questions = (known ? QUESTIONS[decisionKind] : undefined) ?? GENERAL
  return {
    decisionKind: decisionKind ?? '',
    label: questions.label,
    fields: FIELDS.map((field) => ({ field, label: LABELS[field], ...questions[field] })),
    reviewInDays: questions.reviewInDays,
  }
}

/** The seven kinds. */
export const TEMPLATE_KINDS: readonly string[] = Object.keys(QUESTIONS)
