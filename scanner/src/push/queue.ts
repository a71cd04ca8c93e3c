import { ScanError } from '../errors'
import type { Scan, StreamKey } from '../history/types'
import { type Accepted, appliedCommits, pushDocument, waitForVerdict } from './client'
import type { Server } from './http'

const IN_FLIGHT = 3

/** Uploads of one history: a few at a time, in the order given; the first failure stops the rest. */
export class PushQueue {
  private readonly flying = new Set<Promise<void>>()
  private readonly accepted: { scan: string; accepted: Accepted }[] = []
  private failure: unknown
  sent = 0

  constructor(private readonly server: Server & { wait?: boolean }) {}

  applied(about: StreamKey): Promise<Set<string>> {
    return appliedCommits(this.server, about)
  }

  /** Resolves once there is room for more; throws what an earlier upload failed with. */
  async add(scan: Scan): Promise<void> {
    while (this.flying.size >= IN_FLIGHT) await Promise.race(this.flying)
    this.check()
    const flight = this.send(scan).finally(() => this.flying.delete(flight))
    this.flying.add(flight)
  }

  /** Resolves once everything is stored, and applied where that was asked for. */
  async finish(): Promise<void> {
    await Promise.all(this.flying)
    this.check()
    if (!this.server.wait) return
    for (const { scan, accepted } of this.accepted) {
      const verdict = await waitForVerdict(this.server, accepted)
      if (verdict.status !== 'applied') {
        throw new ScanError(`The scan of ${scan} was ${verdict.status}: ${verdict.reason ?? ''}`)
      }
    }
  }

  private check(): void {
    if (this.failure !== undefined) throw this.failure
  }

  private async send(scan: Scan): Promise<void> {
    const { sarif, commit, repository, category, committedAt, ref } = scan
    try {
      const about = { repository, commit, committedAt, ref, category }
      this.accepted.push({
        scan: commit.slice(0, 12),
        accepted: await pushDocument(this.server, sarif, about),
      })
      this.sent += 1
    } catch (error) {
      this.failure ??= error
    }
  }
}
