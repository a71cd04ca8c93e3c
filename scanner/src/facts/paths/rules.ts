import type { Rule } from '../../model'

/** Google SRE book, ch. 22; AWS Well-Architected REL05-BP03; Azure transient fault guidance. */
export const retryPathDuplicated: Rule = {
  id: 'retry-path/duplicated',
  name: 'RetryPathDuplicated',
  kind: 'retry-path',
  level: 'warning',
  summary: 'Two or more layers retry the same outbound call, so that their attempts multiply.',
  help: `**Why it matters.** Each layer is reasonable alone; together they multiply. Three layers of three attempts send up to 27 requests for one user action, at the very moment when the other side is struggling (Google SRE book, ch. 22: "amplifying retries").

**Instead.** Retry in one layer: the one nearest to the call that knows whether a second execution is safe. Switch the others off (\`maxNetworkRetries: 0\`, \`retries: 0\`) or let them fail fast on errors the inner layer has already repeated.

**Fine when** the layers repeat on errors that exclude each other, or a shared deadline or retry budget caps them all, and the owners of all layers know of each other.`,
}

export const retryPathRules: Rule[] = [retryPathDuplicated]
