import { gradeAssistance } from '../assistance/grade'
import { commitDetails } from '../git/commits'
import type { CommitEntry } from '../sarif/write'

const SUBJECT = 300

/** Author, subject and evidence of assistance of the commits that findings name, asked for once each. */
export class CommitBook {
  private readonly entries = new Map<string, CommitEntry>()

  constructor(private readonly repository: { gitDir: string }) {}

  async learn(hashes: Iterable<string>): Promise<void> {
    const wanted = [...new Set(hashes)].filter((hash) => !this.entries.has(hash))
    for (const details of await commitDetails(this.repository, wanted)) {
      this.entries.set(details.hash, {
        author: details.author,
        committedAt: new Date(details.committedAt).toISOString(),
        subject: details.subject.slice(0, SUBJECT),
        assistance: gradeAssistance(details),
      })
    }
  }

  /** Entries for the given commits, in the order of their hashes. */
  pick(hashes: Iterable<string | undefined>): Record<string, CommitEntry> {
    const picked: Record<string, CommitEntry> = {}
    for (const hash of [...new Set(hashes)].sort()) {
      const entry = hash === undefined ? undefined : this.entries.get(hash)
      if (hash !== undefined && entry !== undefined) picked[hash] = entry
    }
    return picked
  }
}
