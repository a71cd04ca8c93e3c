import type { FindingQuery } from '@/lib/findings/types'
import { readBeyond } from '@/lib/format/beyond'
import { count, plural } from '@/lib/format/number'

/** What a budget's list is narrowed to, beyond what the filters beside it say. */
export function narrowWords({ olderThan, beyond }: FindingQuery): string[] {
  const words: string[] = []
  if (olderThan !== undefined) words.push(`older than ${plural(olderThan, 'day')}`)
  if (beyond !== undefined) {
    const [layers, attempts] = readBeyond(beyond)
    words.push(`more than ${plural(layers, 'layer')} or ${count(attempts)} attempts`)
  }
  return words
}
