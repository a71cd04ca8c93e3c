import type { Rule } from '../../model'
import { withExamples } from '../examples/example'
import { blockingExamples } from '../examples/waiting'

/**
 * Definition after ruff ASYNC210/220/221/222/251 and sonar-python S7487/S7488/S7499, ESLint n/no-sync
 * and, for reactive Java, BlockHound; unlike them also through called functions.
 */
export const blockingInAsync: Rule = {
  id: 'pattern/blocking-in-async',
  name: 'BlockingInAsync',
  kind: 'pattern',
  level: 'warning',
  summary: 'A call that waits holds up the thread on which everything else of the process runs.',
  help: withExamples(
    `**Why it matters.** An event loop serves all requests of a process on one thread. While a call waits there, no other request moves, timers are late, and health checks fail: one slow answer of another system, or one large body to compress, becomes a pause for everybody. Under load the pauses queue up, callers time out and retry, and the process that is restarted for being unhealthy was only waiting. It hides well when it is two functions further down.

**Instead.** Use the call that does not wait, or hand the work to a thread.

**Fine when** it runs before the first request or in a process that serves nobody else: start-up, command line, build. Those are left out as far as they can be told by name and path, as are small looks at the file system (\`existsSync\`, \`statSync\`), and work that is handed to a thread (\`to_thread\`, \`run_in_executor\`, \`sync_to_async\`, \`boundedElastic\`).`,
    blockingExamples,
  ),
}
