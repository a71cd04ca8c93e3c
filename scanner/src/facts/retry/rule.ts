import type { Rule } from '../../model'
import { withExamples } from '../examples/example'
import { retryExamples } from '../examples/retries'

export const retryDecision: Rule = {
  id: 'decision/retry',
  name: 'RetryDecision',
  kind: 'decision',
  decisionKind: 'retry',
  level: 'note',
  summary:
    'This place decides that a failed call is made again: how often, on which errors, after which pause.',
  help: withExamples(
    `**What is decided here.** How much more load a struggling dependency gets, which effects may happen twice, and how long a caller waits for a failure.

**The owner states:** the errors worth repeating, the most attempts in the worst case (layers multiply: 3 × 3 = 9), pause and jitter, the deadline above all attempts, and why a second execution is safe.

**Rule of thumb.** Retry in one layer only: the one nearest to the call that knows whether it is safe. Let every other layer fail fast.`,
    retryExamples,
  ),
}
