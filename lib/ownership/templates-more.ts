import type { Questions } from './templates'

/** Questions of the kinds that decide about order, repetition and promises. */
export const MORE_QUESTIONS: Record<string, Questions> = {
  'concurrency-control': {
    label: 'Concurrency control',
    reviewInDays: 365,
    invariants: {
      question: 'Which invariant does it protect, and do all writers take part?',
      asks: [
        'What must never happen at the same time?',
        'Do all writers of that data take the same lock, in the same order?',
        'Does it hold across processes and hosts, or only inside this one?',
      ],
      example: 'One import per tenant at a time; every importer takes the advisory lock first.',
    },
    failureModes: {
      question: 'What happens when the holder dies, and to a caller that does not get it?',
      asks: [
        'Timeout, lease, fencing token, nothing?',
        'Does a caller wait (how long), fail, or skip?',
        'Can it deadlock with another lock?',
      ],
      example: 'The lock ends with the connection; others skip and try again in a minute.',
    },
    assumptions: {
      question: 'What is the scarce resource behind the number or the lock?',
      asks: ['Who else uses that resource?', 'What if there are twice as many instances?'],
      example: '8 at once per instance, 4 instances, a pool of 40 connections.',
    },
    dataOwnership: {
      question: 'Whose rows or files does it guard?',
      asks: ['Who may change them without this lock?'],
      example: 'import_job is ours alone; support edits it by hand, never while it runs.',
    },
  },
  idempotency: {
    label: 'Idempotency',
    reviewInDays: 365,
    invariants: {
      question: 'What makes two requests the same one?',
      asks: [
        'Which fields form the key, and who chooses it: intent or attempt?',
        'Is the unique constraint that it relies on really there?',
      ],
      example: 'The event id of the sender, unique in webhook_event.',
    },
    failureModes: {
      question: 'What does the second caller get, and what if the first one died half-way?',
      asks: [
        'The first answer, an error, a silent nothing?',
        'On conflict: may an older message win over a newer one?',
      ],
      example: 'The stored answer; rows left “running” are taken over after 5 minutes.',
    },
    assumptions: {
      question: 'How long is it remembered, and can a repeat come later than that?',
      asks: ['How long do senders and queues retry?', 'What cleans the keys up?'],
      example: 'Keys are kept 30 days; the sender retries for 3.',
    },
    dataOwnership: {
      question: 'Whose effect happens once: which system of record?',
      asks: ['Are effects outside of the database made once too?'],
      example: 'Our ledger. The e-mail may be sent twice, which was accepted.',
    },
  },
  'api-contract': {
    label: 'API contract',
    reviewInDays: 180,
    invariants: {
      question: 'What is promised, and what may change without a new version?',
      asks: [
        'Which fields, errors and status codes are part of it?',
        'Which limits are (page size, payload, rate, timeouts)?',
        'Who may call it, and where is that checked?',
      ],
      example: 'Fields are only added; unknown ones are ignored by clients; 429 has Retry-After.',
    },
    failureModes: {
      question: 'Who breaks when it changes, and how is that noticed?',
      asks: ['Which test or check fails on a breaking change?', 'How is an old client told?'],
      example:
        'CI compares OpenAPI with the last release; the mobile app of a year ago still works.',
    },
    assumptions: {
      question: 'Who calls it, how often, and how do they learn of a change?',
      asks: ['Own front end, other services, customers?', 'Which of them deploy with us?'],
      example: 'Web (deployed with us), two services, about 40 customers by changelog.',
    },
    dataOwnership: {
      question: 'Whose data leaves through it?',
      asks: ['Is any of it personal?', 'Is another service the system of record for a field?'],
      example: 'Invoices are ours; the address is CRM’s and may be a day old.',
    },
  },
  'state-machine': {
    label: 'State machine',
    reviewInDays: 365,
    invariants: {
      question: 'Which transitions are legal, who may trigger them, and where is that enforced?',
      asks: [
        'Which states are final, and can anything leave them?',
        'Is it one table or function, or does code set the field in many places?',
      ],
      example: 'draft → sent → paid | void; only invoice/transition.ts writes the field.',
    },
    failureModes: {
      question: 'What gets a thing out of an in-between state after a crash?',
      asks: [
        'Two triggers at once: which wins, and what holds the other back?',
        'What does a reader do with a state that it does not know?',
      ],
      example: 'A sweeper returns “sending” to “draft” after 15 minutes; update … where status = …',
    },
    assumptions: {
      question: 'Are the states stored, sent to others or shown to customers?',
      asks: ['Who must change along when a state is added?', 'In which order is it rolled out?'],
      example: 'Stored and sent to the warehouse; readers go first, writers a release later.',
    },
    dataOwnership: {
      question: 'Who owns the thing whose state it is?',
      asks: ['Does any other service keep a copy of the state?'],
      example: 'Invoices are ours; accounting mirrors the state every hour.',
    },
  },
}
