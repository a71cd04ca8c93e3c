import type { Rule } from '../../model'
import { nonIdempotentExamples, requeueExamples } from '../examples/again'
import { withExamples } from '../examples/example'
import { duplicatedExamples } from '../examples/retries'
import { inversionExamples } from '../examples/time-limits'

/** Google SRE book, ch. 22; AWS Well-Architected REL05-BP03; Azure transient fault guidance. */
export const retryPathDuplicated: Rule = {
  id: 'retry-path/duplicated',
  name: 'RetryPathDuplicated',
  kind: 'retry-path',
  level: 'warning',
  summary: 'Two or more layers retry the same outbound call, so that their attempts multiply.',
  help: withExamples(
    `**Why it matters.** Each layer is reasonable alone; together they multiply. Three layers of three attempts send up to 27 requests for one user action, at the very moment when the other side is struggling (Google SRE book, ch. 22: "amplifying retries").

**Instead.** Retry in one layer: the one nearest to the call that knows whether a second execution is safe. Switch the others off (\`maxNetworkRetries: 0\`, \`retries: 0\`) or let them fail fast on errors the inner layer has already repeated.

**Fine when** the layers repeat on errors that exclude each other, or a shared deadline or retry budget caps them all, and the owners of all layers know of each other.`,
    duplicatedExamples,
  ),
}

/** Seen in the wild: a storm from one stuck job (each failed delivery enqueues a fresh one). */
export const retryPathSelfRequeue: Rule = {
  id: 'retry-path/self-requeue',
  name: 'RetryPathSelfRequeue',
  kind: 'retry-path',
  level: 'warning',
  summary: 'A consumer puts its own work back on its queue where it handles a failure.',
  help: withExamples(
    `**Why it matters.** The queue's limit of attempts counts one job. A job that is added anew starts counting at one, so that a permanent failure is tried for ever. When the handler throws again as well, each failed delivery adds a job with all its attempts: the queue branches.

**Instead.** Throw and let the queue deliver again with its own limit and pause. Where a new job is needed, carry a counter in its payload and stop at a limit, and put aside what exceeds it.

**Fine when** something else bounds it: a counter in the payload, a state that refuses a second run, a deadline.`,
    requeueExamples,
  ),
}

/** RFC 9110, 9.2.2: a client should not repeat a request with a method that is not idempotent. */
export const retryPathNonIdempotent: Rule = {
  id: 'retry-path/non-idempotent',
  name: 'RetryPathNonIdempotent',
  // Of its own kind it would be counted among duplicated retries, which one layer is not.
  kind: 'pattern',
  level: 'warning',
  summary: 'A request whose effect may happen twice is sent again, and no idempotency key is seen.',
  help: withExamples(
    `**Why it matters.** A failure of the answer is not a failure of the effect: the order was placed, only the reply was lost. Sent again, it is placed twice (RFC 9110, 9.2.2).

**Instead.** Repeat GET, PUT and DELETE only, or send a key that the other side remembers (\`Idempotency-Key\`) and repeat with the same one.

**Fine when** the other side refuses a second execution, by a unique constraint or a version.`,
    nonIdempotentExamples,
  ),
}

/** Google SRE book, ch. 22, "Deadline propagation"; gRPC guide on deadlines. */
export const retryPathTimeoutInversion: Rule = {
  id: 'retry-path/timeout-inversion',
  name: 'RetryPathTimeoutInversion',
  // One layer with a short limit multiplies nothing: it is no duplicated retry.
  kind: 'pattern',
  level: 'warning',
  summary: 'A caller gives up earlier than the retries inside what it calls may take.',
  help: withExamples(
    `**Why it matters.** The caller has given up and reports a failure, or tries again, while the work inside still runs and is repeated: the load of one request is there twice, and an effect may happen after its failure was reported.

**Instead.** Let each caller's limit be longer than the worst case of what it calls: attempts × the limit of each + pauses. Or hand the deadline down, so that what is inside stops when nobody waits any more (Google SRE book, ch. 22, deadline propagation).

**Fine when** the deadline is handed on in a way that is not seen here, such as a context or an abort signal.`,
    inversionExamples,
  ),
}

/** Material for joining repositories, never a finding: docs/formats/sarif.md, "Flow segments". */
export const flowSegment: Rule = {
  id: 'flow/segment',
  name: 'FlowSegment',
  kind: 'flow',
  level: 'none',
  summary: 'An entry point and a call that leaves the repository, with the retry layers between.',
  help: `Reported so that paths can be joined over repositories. It is no finding and counts nowhere.`,
}

export const retryPathRules: Rule[] = [
  retryPathDuplicated,
  retryPathSelfRequeue,
  retryPathNonIdempotent,
  retryPathTimeoutInversion,
  flowSegment,
]
