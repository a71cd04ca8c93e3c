/** An answer, those it was made of, and those made of it. */
export interface Cell<T> {
  value: T
  /** When the value was last found to hold, and since when it is what it is. */
  checked: number
  changed: number
  madeOf: readonly Cell<unknown>[]
  /**
   * Those to put in doubt with this one. A name may stand here more than once, or of one that is no
   * longer made of it: that costs a look, and taking it out would cost more.
   */
  makes: Cell<unknown>[]
  /** Something under it may be another than it was. */
  doubtful: boolean
  /** Absent for what is given, and for an answer that only its owner makes anew. */
  make?: () => T
  same(a: T, b: T): boolean
  held: boolean
}

/**
 * Remembers answers from one state of a repository to the next with what they were made of, so that
 * a state costs what changed. What is set puts everything made of it in doubt; an answer in doubt
 * is asked for again only where something under it is another than it was, and what is made of it
 * only where the answer itself is (as in build systems and compilers: Mokhov and others, "Build
 * systems à la carte", dirty bits with verifying traces).
 */
export class Memo {
  #now = 0
  #reads: Set<Cell<unknown>> | undefined
  /** Those that what they are made of names, and so keeps. */
  #named: Cell<unknown>[] = []

  /** Something given, which `set` changes. */
  given<T>(value: T): Cell<T> {
    return this.#cell(value, [])
  }

  set<T>(cell: Cell<T>, value: T): void {
    if (cell.value === value) return
    this.#now += 1
    cell.value = value
    cell.changed = this.#now
    const open: Cell<unknown>[] = [cell]
    for (let one = open.pop(); one; one = open.pop()) {
      const { makes } = one
      one.makes = []
      for (const made of makes) {
        // What is made of it is in doubt already.
        if (made.doubtful) continue
        made.doubtful = true
        open.push(made)
      }
    }
  }

  /** Puts everything in doubt: answers that nobody asks for any more are then kept by nobody. */
  doubtAll(): void {
    for (const cell of this.#named) {
      cell.doubtful = true
      for (const part of cell.madeOf) part.makes = []
    }
    this.#named = []
  }

  /** An answer made of others; of two that are the `same` the first stays. */
  derived<T>(make: () => T, same: (a: T, b: T) => boolean = Object.is): Cell<T> {
    const { value, madeOf } = this.watch(make)
    return Object.assign(this.#cell(value, madeOf), { make, same })
  }

  /** An answer whose owner makes it, with what `watch` saw. */
  kept<T>(value: T, madeOf: readonly Cell<unknown>[]): Cell<T> {
    return this.#cell(value, madeOf)
  }

  /** Notes that what is being made is made of this one, and gives its value in this state. */
  read<T>(cell: Cell<T>): T {
    this.#refresh(cell)
    this.#reads?.add(cell)
    return cell.value
  }

  /** Whether a kept answer still holds; it is for good none once it does not. */
  holds(cell: Cell<unknown>): boolean {
    this.#refresh(cell)
    return cell.held
  }

  /** Makes something and tells what it was made of. */
  watch<T>(make: () => T): { value: T; madeOf: Cell<unknown>[] } {
    const outer = this.#reads
    const reads = new Set<Cell<unknown>>()
    this.#reads = reads
    try {
      return { value: make(), madeOf: [...reads] }
    } finally {
      this.#reads = outer
    }
  }

  /** Asks something that remembers by itself and is made anew as a whole: what it reads is not noted. */
  alone<A, T>(about: A, ask: (about: A) => T): T {
    return this.watch(() => ask(about)).value
  }

  /** What was seen elsewhere is part of what is being made, too. */
  note(cells: readonly Cell<unknown>[]): void {
    for (const cell of cells) this.#reads?.add(cell)
  }

  #cell<T>(value: T, madeOf: readonly Cell<unknown>[]): Cell<T> {
    const cell: Cell<T> = {
      value,
      checked: this.#now,
      changed: this.#now,
      madeOf,
      makes: [],
      doubtful: false,
      same: Object.is,
      held: true,
      make: undefined,
    }
    this.#link(cell)
    return cell
  }

  #link(cell: Cell<unknown>): void {
    if (cell.madeOf.length === 0) return
    this.#named.push(cell)
    for (const part of cell.madeOf) part.makes.push(cell)
  }

  #refresh(cell: Cell<unknown>): void {
    if (!cell.doubtful || !cell.held) return
    for (const part of cell.madeOf) {
      this.#refresh(part)
      // In the order in which they were read: what stood on an earlier one may be gone with it.
      if (part.changed > cell.checked || !part.held) {
        this.#remake(cell)
        return
      }
    }
    cell.checked = this.#now
    cell.doubtful = false
    this.#link(cell)
  }

  #remake(cell: Cell<unknown>): void {
    if (!cell.make) {
      cell.held = false
      cell.madeOf = []
      return
    }
    const { value, madeOf } = this.watch(cell.make)
    if (!cell.same(cell.value, value)) {
      cell.value = value
      cell.changed = this.#now
    }
    cell.madeOf = madeOf
    cell.checked = this.#now
    cell.doubtful = false
    this.#link(cell)
  }
}

interface Table<K, T> {
  get(key: K): Cell<T> | undefined
  set(key: K, cell: Cell<T>): unknown
}

/** Answers to one question about many things, each asked for once. */
export class Answers<K, T> {
  constructor(
    readonly memo: Memo,
    readonly make: (about: K) => T,
    readonly same: (a: T, b: T) => boolean = Object.is,
    readonly table: Table<K, T> = new Map<K, Cell<T>>(),
  ) {}

  get(about: K): T {
    let cell = this.table.get(about)
    if (!cell) {
      cell = this.memo.derived(() => this.make(about), this.same)
      this.table.set(about, cell)
    }
    return this.memo.read(cell)
  }
}
