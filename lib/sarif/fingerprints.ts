import { hashOf } from '@/lib/db/ids'
import { asObject, type JsonObject } from './access'
import { storable } from './text'

/** By what a finding is known again; see `Observation` for their meaning. */
export interface Fingerprints {
  form: string
  toolIdentity?: string
  content?: string
  beginning?: string
}

/** A tool's own fingerprint may be any text; ours are short and kept readable. */
const readable = 200

/**
 * Our scanner says all of them itself (docs/formats/sarif.md). Of other tools, `fingerprints` are the
 * identity (SARIF 3.27.16); `partialFingerprints` and the snippet make the form. Where there is
 * neither, the message does, without what changes from run to run; never the line number.
 */
export function fingerprintsOf(
  result: JsonObject,
  message: string,
  snippet: string | undefined,
): Fingerprints {
  const partial = asObject(result.partialFingerprints) ?? {}
  const ours = (name: string) => bounded(partial[`plumbline/${name}/v1`])
  const site = ours('site')
  const whole = pairs(asObject(result.fingerprints) ?? {})
  const parts = pairs(partial).filter(([name]) => !name.startsWith('plumbline/'))
  const code = snippet === undefined ? '' : normalised(snippet)
  const known = [...whole, ...parts, ['snippet', code] as const].filter(([, value]) => value !== '')
  const form = known.length > 0 ? known.flat() : ['message', withoutVolatile(message)]
  return {
    form: site ?? hash(form),
    toolIdentity: ours('identity') ?? (whole.length > 0 ? hash(whole.flat()) : undefined),
    content: ours('content') ?? contentOf(code, partial),
    beginning: ours('beginning'),
  }
}

function contentOf(code: string, partial: JsonObject): string | undefined {
  if (code !== '') return hash(['snippet', code])
  const line = partial.primaryLocationLineHash
  if (typeof line !== 'string' || line === '') return undefined
  // What follows the colon counts equal lines of the file: a place, not content.
  return hash(['line', line.replace(/:\d+$/, '')])
}

/** Names and values in one order; values that are no strings (some tools nest) as their JSON. */
function pairs(fingerprints: JsonObject): (readonly [string, string])[] {
  return Object.entries(fingerprints)
    .map(([name, value]) => [storable(name), textOf(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return storable(typeof value === 'string' ? value : JSON.stringify(value))
}

function bounded(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  return value.length > readable ? hash([storable(value)]) : storable(value)
}

function hash(parts: readonly string[]): string {
  return hashOf(...parts).toString('hex')
}

/** Code without its indentation and line breaks: formatting makes no new finding. */
function normalised(code: string): string {
  return code.replace(/\s+/g, ' ').trim()
}

/** A message without numbers, and without quoted parts that hold a digit or a path. */
export function withoutVolatile(message: string): string {
  return normalised(message)
    .replace(/(["`])([^"`]{0,500})\1|(?<!\w)'([^']{0,500})'(?!\w)/g, (quoted) =>
      /[\d/\\]/.test(quoted) ? "'…'" : quoted,
    )
    .replace(/\b(?:0x)?[0-9a-f]*\d[0-9a-f]*(?:-[0-9a-f]+){0,4}\b/gi, '#')
    .replace(/\d+/g, '#')
}
