import type { Rule } from '../../model'
import { withExamples } from '../examples/example'
import { commentedExamples, defaultExamples, emptyExamples } from '../examples/swallowed'

/**
 * Definitions and exceptions after PMD EmptyCatchBlock, Error Prone EmptyCatch (a comment is a
 * reason), ruff S110/S112/BLE001, SonarJS S2486 and Sonar Java S1166 (any use of the error is
 * handling), nilerr for Go. Why it matters: Yuan et al., OSDI'14.
 */
export const swallowedEmpty: Rule = {
  id: 'pattern/swallowed-error-empty',
  name: 'SwallowedErrorEmpty',
  kind: 'pattern',
  level: 'warning',
  summary: 'An error is caught and dropped: nothing is done with it and nothing says why.',
  help: withExamples(
    `**Why it matters.** The caller goes on as if the step had worked. The failure shows up later and elsewhere, as missing data, and no log, metric or trace leads back. Most catastrophic outages of distributed systems start in a handler like this one (Yuan et al., OSDI'14).

**Instead.** Let the error rise to the layer that can decide; or record it with its cause and return a result that says "failed".

**Fine when** the step is best effort by design. Say so: name the variable \`ignored\`, or leave a comment with the reason.`,
    emptyExamples,
  ),
}

export const swallowedCommented: Rule = {
  id: 'pattern/swallowed-error-commented',
  name: 'SwallowedErrorCommented',
  kind: 'pattern',
  level: 'note',
  summary: 'An error is dropped on purpose: the handler holds only a comment.',
  help: withExamples(
    `**Why it is listed.** Somebody decided that this failure does not matter. The comment is the only record; when the code around it changes, nobody asks again.

**Instead.** Count it (a metric is enough), so that "never happens" stays true; narrow what is caught to the error that is meant.

**Fine when** the reason given still holds and the step has no effect that others rely on.`,
    commentedExamples,
  ),
}

export const swallowedDefault: Rule = {
  id: 'pattern/swallowed-error-default',
  name: 'SwallowedErrorDefault',
  kind: 'pattern',
  level: 'warning',
  summary:
    'An error becomes an ordinary-looking value: the handler returns a default where data is expected.',
  help: withExamples(
    `**Why it matters.** "Could not ask" turns into "there is nothing". Callers delete, bill, cache or show an empty list on the strength of an outage, and retries further out never see a failure to retry on.

**Instead.** Let the error rise, return a result type that separates *empty* from *failed*, or at least record the cause before falling back.

**Fine when** absence and failure mean the same to every caller, and somebody owns that decision: say so in a comment.`,
    defaultExamples,
  ),
}
