export type JsonObject = Record<string, unknown>

/** The value as an object; undefined for null, arrays and everything else. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined
}

/** The value as an array; empty for everything else. */
export function asArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** The objects of an array, without whatever else it holds. */
export function objectsIn(value: unknown): JsonObject[] {
  return asArray(value).filter((item): item is JsonObject => asObject(item) !== undefined)
}

/** An own property; names from a file such as `__proto__` find nothing inherited. */
export function own(object: JsonObject | undefined, key: string): unknown {
  return object && Object.hasOwn(object, key) ? object[key] : undefined
}

/** Index into an array of the same file; SARIF writes -1 for none. */
export function asIndex(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined
}

/** Line or column: 1 to 2^31-1, so that it fits the database's integer. */
export function asLine(value: unknown): number | undefined {
  const line = asIndex(value)
  return line !== undefined && line >= 1 && line <= 0x7fffffff ? line : undefined
}

/**
 * ISO 8601 date and time as ms since 1970; no zone means UTC, as SARIF demands (3.9). Undefined
 * where it is none, or outside of the years 1970 to 2199.
 */
export function asTime(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined
  const match =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|[+-]\d\d:?\d\d)?$/i.exec(
      value.trim(),
    )
  if (!match) return undefined
  const zone = (match[3] ?? 'Z').toUpperCase().replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')
  const time = Date.parse(`${match[1]}T${match[2]?.replace(/(\.\d{3})\d+$/, '$1')}${zone}`)
  return time >= 0 && time < Date.UTC(2200, 0) ? time : undefined
}
