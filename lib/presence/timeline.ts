import { type Coverage, type Word, wordOf } from './coverage'
import type { State, Statement } from './spans'

/** A scan that counts, with what it can speak for. */
export interface ScanMark {
  id: string
  at: number
  coverage: Coverage
}

/** What identifies the place that a scan is asked about. */
export interface Subject {
  id: string
  ruleKey: string
  path: string
}

type Seen = (scanId: string, versionId: string) => boolean

interface Entry extends ScanMark {
  word: (ruleKey: string, path: string) => Word
}

/**
 * The scans of one stream in commit-time order, except the one being applied.
 * `seenOutside` tells what a scan saw outside of what it covers (sightings).
 */
export class Timeline {
  readonly #entries: Entry[]
  readonly #seenOutside: Seen

  constructor(scans: readonly ScanMark[], seenOutside: Seen = () => false) {
    this.#entries = scans
      .map((scan) => ({ ...scan, word: wordOf(scan.coverage) }))
      .sort((a, b) => a.at - b.at)
    this.#seenOutside = seenOutside
  }

  /** Every scan speaks for every place, so only direct neighbours matter. */
  get complete(): boolean {
    return this.#entries.every((e) => e.coverage.extent === 'full')
  }

  /** Nearest statement on `subject` before `at`; `present(t)` is whether a span of it holds t. */
  before(at: number, subject: Subject, present: (t: number) => boolean): Statement | null {
    for (let i = this.#indexOf(at) - 1; i >= 0; i--) {
      const statement = this.#statement(i, subject, present)
      if (statement) return statement
    }
    return null
  }

  /** Nearest statement on `subject` after `at`. */
  after(at: number, subject: Subject, present: (t: number) => boolean): Statement | null {
    for (let i = this.#indexOf(at); i < this.#entries.length; i++) {
      const statement = this.#statement(i, subject, present)
      if (statement) return statement
    }
    return null
  }

  /** Instant of the first scan after `at`. */
  nextAt(at: number): number | null {
    return this.#entries[this.#indexOf(at)]?.at ?? null
  }

  #statement(i: number, subject: Subject, present: (t: number) => boolean): Statement | null {
    const entry = this.#entries[i]
    if (!entry) return null
    const word: State = entry.word(subject.ruleKey, subject.path)
    if (word === 'silent') {
      return this.#seenOutside(entry.id, subject.id) ? { at: entry.at, state: 'seen' } : null
    }
    return { at: entry.at, state: present(entry.at) ? 'seen' : word }
  }

  /** Index of the first scan after `at` (none has exactly `at`). */
  #indexOf(at: number): number {
    let low = 0
    let high = this.#entries.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#entries[middle]?.at ?? Infinity) > at) high = middle
      else low = middle + 1
    }
    return low
  }
}
