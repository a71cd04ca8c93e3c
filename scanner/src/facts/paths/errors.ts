import type { RetryLayer } from '../../model'
import type { Types } from './types'

/** What comes out of a handler: the class thrown, and all it is known to extend. */
export interface ThrownError {
  name: string
  supers: readonly string[]
}

const MAX_DEPTH = 8
/** Roots of all errors: whoever names one means every error. */
const EVERY = /^(Exception|BaseException|Throwable|RuntimeException|Error)$/
/** What a condition that consists of classes alone is made of beside them. */
const BESIDE =
  /\b(retry|retryFor|value|include|retryExceptions|exception|on|autoretry_for|class|retry_if_exception_type|tenacity)\b/g

const last = (dotted: string) => dotted.slice(dotted.lastIndexOf('.') + 1)

/**
 * A class of the repository's own with what it extends; undefined where some class above it is
 * declared elsewhere, unless that is a root of all errors.
 */
export function thrownError(name: string, path: string, types: Types): ThrownError | undefined {
  const supers: string[] = []
  let [at, from] = [name, path]
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const type = types.find(at, from)
    if (!type) return undefined
    const [above, ...more] = type.fact.supers ?? []
    if (more.length > 0 || above === undefined) return undefined
    supers.push(last(above))
    if (EVERY.test(last(above))) return { name, supers }
    at = above
    from = type.path
  }
  return undefined
}

/** Classes that a layer repeats on, where its condition names classes and nothing else. */
export function repeatedErrors({ condition = '' }: RetryLayer): string[] | undefined {
  const classes = condition.match(/\b([a-z_]\w*\.)*[A-Z][\w.]*?(?=\.class\b|[^\w.]|$)/g) ?? []
  const rest = classes
    .reduce((text, one) => text.replace(one, ''), condition)
    .replace(BESIDE, '')
    .replace(/[\s:,.(){}[\]=|]/g, '')
  return classes.length > 0 && rest === '' ? classes : undefined
}

/** Errors that a database gives, by what they are called in Spring, JPA, SQLAlchemy, Django and Prisma. */
const OF_DATABASE =
  /Optimistic|Pessimistic|Deadlock|Constraint|DuplicateKey|DataAccess|DataIntegrity|StaleObject|CannotAcquireLock|LockAcquisition|SerializationFail|SQL|^(Integrity|Operational|DBAPI|PrismaClient\w+)Error$/

export const isOfDatabase = (name: string): boolean => OF_DATABASE.test(last(name))

/** The errors that a layer repeats on, where a database alone gives them. */
export function databaseErrors(layer: RetryLayer): string | undefined {
  const classes = repeatedErrors(layer)?.map(last)
  return classes?.every(isOfDatabase) ? classes.join(', ') : undefined
}

/** Whether a layer is known not to repeat on an error. */
export function leavesOut(layer: RetryLayer, { name, supers }: ThrownError): boolean {
  const classes = repeatedErrors(layer)?.map(last)
  if (!classes || classes.some((one) => EVERY.test(one))) return false
  return !classes.some((one) => one === name || supers.includes(one))
}
