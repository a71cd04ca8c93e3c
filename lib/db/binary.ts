/** What a field of each type is given; `jsonb` as its text. */
export interface Values {
  bool: boolean
  int4: number
  float8: number
  uuid: string
  text: string
  jsonb: string
  bytea: Buffer
  timestamptz: Date
  'text[]': readonly string[]
}
export type Type = keyof Values

/** Types that arrays are made of, and their numbers (PostgreSQL's `pg_type.dat`). */
const OIDS = { bool: 16, int4: 23, text: 25, float8: 701, timestamptz: 1184, uuid: 2950 }
export type ElementType = keyof typeof OIDS

const WRITE: { [T in Type]: (fields: Fields, value: Values[T]) => void } = {
  bool: (fields, value) => fields.bool(value),
  int4: (fields, value) => fields.integer(value),
  float8: (fields, value) => fields.double(value),
  uuid: (fields, value) => fields.uuid(value),
  text: (fields, value) => fields.text(value),
  jsonb: (fields, value) => fields.text(value, JSONB),
  bytea: (fields, value) => fields.bytes(value),
  timestamptz: (fields, value) => fields.time(value),
  'text[]': (fields, value) => fields.array('text', value),
}

/** The version of what `jsonb_recv` reads: text. */
const JSONB = 1

const SIZE = 1 << 16
/** More than any type of a fixed size takes, with its length before it. */
const FIXED = 24

/**
 * Fields as PostgreSQL's binary formats have them, which cost both sides a third of what texts do:
 * https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format"; for each type what its
 * function `…_recv` reads. What is no value of its type is an error, as it would be as a text.
 */
export class Fields {
  #bytes = Buffer.alloc(0)
  #at = 0

  /** With room for so many bytes at first. */
  constructor(readonly room = 2 * SIZE) {}

  get enough(): boolean {
    return this.#at >= SIZE
  }

  /** All that was written since the last time. */
  take(): Buffer {
    const written = this.#bytes.subarray(0, this.#at)
    this.#bytes = Buffer.alloc(0)
    this.#at = 0
    return written
  }

  /** A field: its length, then its value. */
  field<T extends Type>(type: T, value: Values[T] | null): void {
    this.#makeRoom(FIXED)
    if (value === null) this.int32(-1)
    else WRITE[type](this, value)
  }

  int16(n: number): void {
    this.#makeRoom(FIXED)
    this.#bytes[this.#at++] = n >> 8
    this.#bytes[this.#at++] = n
  }

  integer(n: number): void {
    if (n !== (n | 0)) throw new RangeError(`Not an integer of 32 bits: ${n}`)
    this.int32(4)
    this.int32(n)
  }

  int32(n: number): void {
    const bytes = this.#bytes
    bytes[this.#at++] = n >> 24
    bytes[this.#at++] = n >> 16
    bytes[this.#at++] = n >> 8
    bytes[this.#at++] = n
  }

  bool(value: boolean): void {
    this.int32(1)
    this.#bytes[this.#at++] = Number(value)
  }

  double(n: number): void {
    this.int32(8)
    this.#at = this.#bytes.writeDoubleBE(n, this.#at)
  }

  uuid(text: string): void {
    this.int32(16)
    let wrong = text.length === 36 ? 0 : 255
    for (let i = 0; i < 36; i += 2) {
      if (i === 8 || i === 13 || i === 18 || i === 23) {
        wrong |= text[i++] === '-' ? 0 : 255
      }
      const [high, low] = [nibble(text, i), nibble(text, i + 1)]
      wrong |= high | low
      this.#bytes[this.#at++] = (high << 4) | low
    }
    if (wrong > 15) throw new TypeError(`Not a UUID: ${JSON.stringify(text)}`)
  }

  /** Microseconds since the year 2000, in two halves as no number is exact enough for them. */
  time(date: Date): void {
    const ms = date.getTime() - Date.UTC(2000)
    if (Number.isNaN(ms)) throw new RangeError('Not a time: Invalid Date')
    const high = Math.floor(ms / 2 ** 32)
    const low = (ms - high * 2 ** 32) * 1000
    this.int32(8)
    this.int32(high * 1000 + Math.floor(low / 2 ** 32))
    this.int32(low % 2 ** 32)
  }

  /** `mark`: a byte before it, where its type has one. */
  text(text: string, mark?: number): void {
    this.#makeRoom(3 * text.length + 5)
    const start = this.#at
    this.#at += 4
    const bytes = this.#bytes
    if (mark !== undefined) bytes[this.#at++] = mark
    let at = this.#at
    // A call of the system costs more than so many characters.
    let i = text.length < 64 ? 0 : text.length
    for (; i < text.length; i++) {
      const c = text.charCodeAt(i)
      if (c > 127) break
      bytes[at++] = c
    }
    if (at - this.#at < text.length) at = this.#at + bytes.write(text, this.#at)
    this.#at = at
    this.#lengthFrom(start)
  }

  bytes(value: Buffer): void {
    this.#makeRoom(value.length + 4)
    this.int32(value.length)
    this.#at += value.copy(this.#bytes, this.#at)
  }

  array<T extends ElementType>(type: T, values: readonly (Values[T] | null)[]): void {
    this.#makeRoom(FIXED)
    const start = this.#at
    this.#at += 4
    this.int32(values.length === 0 ? 0 : 1)
    this.int32(values.includes(null) ? 1 : 0)
    this.int32(OIDS[type])
    if (values.length > 0) {
      this.int32(values.length)
      this.int32(1)
    }
    for (const value of values) this.field(type, value)
    this.#lengthFrom(start)
  }

  #lengthFrom(start: number): void {
    const end = this.#at
    this.#at = start
    this.int32(end - start - 4)
    this.#at = end
  }

  #makeRoom(length: number): void {
    if (this.#at + length <= this.#bytes.length) return
    const more = Buffer.allocUnsafe(Math.max(this.room, 2 * (this.#at + length)))
    this.#bytes.copy(more, 0, 0, this.#at)
    this.#bytes = more
  }
}

const HEX = new Uint8Array(128).fill(255)
for (let n = 0; n < 16; n++) {
  const digit = n.toString(16)
  HEX[digit.charCodeAt(0)] = n
  HEX[digit.toUpperCase().charCodeAt(0)] = n
}

const nibble = (text: string, i: number) => HEX[text.charCodeAt(i)] ?? 255

/** A list as a parameter of type `type[]`, in a fraction of the time that `pg` takes to write one. */
export function arrayOf<T extends ElementType>(
  type: T,
  values: readonly (Values[T] | null)[],
): Buffer {
  const fields = new Fields(FIXED * (values.length + 1))
  fields.array(type, values)
  // Without the length before it, which the parameter has of its own.
  return fields.take().subarray(4)
}
