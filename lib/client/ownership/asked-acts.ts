/** One act as it was asked: the ids of what came of it, which may still be on their way. */
export interface Asked {
  /** None where it failed, or did nothing that could be taken back. */
  acts: Promise<readonly string[]>
}

/**
 * Acts in the order in which they were asked. What is taken back is settled when that is asked:
 * one act, whatever becomes of it, and never the one before in its place.
 */
export class AskedActs {
  #all: Asked[] = []
  readonly #taken = new Set<Asked>()

  /** Keeps an act, also while it is on its way, until nothing of it can be taken back. */
  ask(acts: Promise<readonly string[]>): Asked {
    const asked: Asked = { acts: acts.catch(() => []) }
    this.#all.push(asked)
    void asked.acts.then((ids) => {
      if (ids.length === 0) this.#all = this.#all.filter((one) => one !== asked)
    })
    return asked
  }

  /** Can it still be taken back? */
  has(asked: Asked): boolean {
    return this.#all.includes(asked) && !this.#taken.has(asked)
  }

  /** The act that is meant, else the last one that can be taken back; no other takes it then. */
  take(meant: Asked | undefined = this.#all.findLast((one) => this.has(one))): Asked | undefined {
    if (!meant || !this.has(meant)) return undefined
    this.#taken.add(meant)
    return meant
  }

  /** It was not taken back after all, and can be in its turn. */
  giveBack(asked: Asked): void {
    this.#taken.delete(asked)
  }
}
