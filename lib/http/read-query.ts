import * as z from 'zod'
import { HttpProblem, type RequestFault } from './problem'

/** Text that can be a name; Postgres stores no U+0000. */
export const name = z
  .string()
  .min(1, 'must not be empty')
  .max(1000, 'must have at most 1000 characters')
  .refine((text) => !text.includes('\0'), 'must not contain U+0000')

/** A choice that says what is allowed. */
export function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, { error: `must be one of ${values.join(', ')}` })
}

/**
 * The query of a request, checked: every parameter known, given once, and what it should be.
 * Throws HttpProblem 400 that names each parameter, its value and what is allowed.
 */
export function readQuery<Shape extends z.ZodRawShape>(
  request: Request,
  shape: Shape,
): z.output<z.ZodObject<Shape>> {
  const { searchParams } = new URL(request.url)
  const known = Object.keys(shape)
  const faults: RequestFault[] = [...new Set(searchParams.keys())].flatMap((path) => {
    if (!known.includes(path)) {
      return { path, message: `is not a parameter here; there are ${known.join(', ')}` }
    }
    return searchParams.getAll(path).length > 1 ? { path, message: 'is given twice' } : []
  })
  const given = [...searchParams].filter(([path]) => known.includes(path))
  const read = z.object(shape).safeParse(Object.fromEntries(given))
  for (const issue of read.error?.issues ?? []) {
    const path = issue.path.join('.')
    const value = searchParams.get(path)
    faults.push({
      path,
      message: value === null ? `is required: ${issue.message}` : saidOf(value, issue.message),
    })
  }
  if (read.success && faults.length === 0) return read.data
  throw badQuery(faults)
}

/** `“x” must be one of …` */
export function saidOf(value: string, message: string): string {
  const short = value.length > 100 ? `${value.slice(0, 100)}…` : value
  return `“${short}” ${message}`
}

export function badQuery(faults: RequestFault[]): HttpProblem {
  const detail = faults.map(({ path, message }) => `${path}: ${message}`).join('; ')
  return new HttpProblem(400, detail, faults)
}
