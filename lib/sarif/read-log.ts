import { limits } from './limits'
import { cut, cutName, storable } from './text'

/** Something to know about an upload, and the place in the file (JSON pointer, RFC 6901). */
export interface Note {
  reason: string
  pointer?: string
}

export interface CountedNote extends Note {
  count: number
}

/** Thrown for a result or run that cannot be taken; the rest of the file still is. */
export class Refusal extends Error {
  constructor(
    reason: string,
    readonly pointer: string,
  ) {
    super(reason)
  }
}

/** Gathers what was refused, ignored and changed while a file is read, so that nothing is silent. */
export class ReadLog {
  readonly refusals: Note[] = []
  refused = 0
  private readonly ignoredBy = new Map<string, CountedNote>()
  private readonly warnedBy = new Map<string, CountedNote>()

  refuse(reason: string, pointer: string): void {
    this.refused++
    if (this.refusals.length < limits.notes) this.refusals.push({ reason, pointer })
  }

  /** A result that is understood and is no finding. */
  ignore(reason: string, pointer: string): void {
    count(this.ignoredBy, reason, pointer)
  }

  warn(reason: string, pointer: string): void {
    count(this.warnedBy, reason, pointer)
  }

  get ignored(): CountedNote[] {
    return [...this.ignoredBy.values()]
  }

  get warnings(): CountedNote[] {
    return [...this.warnedBy.values()]
  }

  /** A string as it can be stored, undefined for anything else. */
  text(value: unknown, pointer: string): string | undefined {
    if (typeof value !== 'string') return undefined
    const text = storable(value)
    if (text !== value) {
      this.warn('U+0000 or half a surrogate pair in a text was replaced by U+FFFD', pointer)
    }
    return text
  }

  /** As `text`, cut to `limits.textLength`. */
  longText(value: unknown, pointer: string): string | undefined {
    const text = this.text(value, pointer)
    if (text === undefined || text.length <= limits.textLength) return text
    this.warn('a text longer than 64 KB was cut', pointer)
    return cut(text, limits.textLength)
  }

  /** As `text`, for names that stand in an index; blank ones are undefined. */
  name(value: unknown, pointer: string, most: number = limits.nameLength): string | undefined {
    const text = this.text(value, pointer)?.trim()
    if (!text || text.length <= most) return text || undefined
    this.warn(`a name longer than ${most} characters was cut`, pointer)
    return cutName(text, most)
  }
}

function count(notes: Map<string, CountedNote>, reason: string, pointer: string): void {
  const known = notes.get(reason)
  if (known) known.count++
  else if (notes.size < limits.notes) notes.set(reason, { reason, pointer, count: 1 })
}
