import type { JobMakerFact, OwnMarkFact } from '../../model'
import type { Detector, DetectorContext, SyntaxNode, Value } from '../detector'
import { attemptsFor } from '../retry/counts'
import { attemptsOf } from '../retry/knobs'
import { LIBRARIES, libraryKey, libraryOf, packageOf } from '../retry/libraries'
import type { RetryLibrary } from '../retry/library'
import { repeatedCalls } from '../retry/repeated'
import { symbolOf } from '../symbols'
import { isTestFile } from '../test-files'

/** What repositories call their own; others are not looked at. */
const OWN = /retr(y|ie[ds])|resilien|back_?off/i
const MARKS: readonly RetryLibrary[] = LIBRARIES.java.filter(({ form }) => form === 'decorator')
const OPTIONS: readonly string[] = [
  ...new Set(MARKS.flatMap(({ knobs = [] }) => knobs.flatMap(({ option }) => option ?? []))),
]

/** Kafka's annotation writes its number as text. */
const numberOf = ({ literal }: Value): number | undefined =>
  typeof literal === 'number'
    ? literal
    : typeof literal === 'string' && /^\d+$/.test(literal)
      ? Number(literal)
      : undefined

/** `String attempts() default "4"` of an annotation of the repository's own. */
function byElement(type: SyntaxNode, row: RetryLibrary, ctx: DetectorContext) {
  for (const { option, counts } of row.knobs ?? []) {
    const element = type
      .child('body')
      ?.children.find((one) => option && one.child('name')?.text === option)
    const value = element?.child('value')
    const number = value && numberOf(ctx.value(value))
    if (number !== undefined && number !== null)
      return { attempts: attemptsFor(counts, number), basis: `${option}: ${number}` }
  }
  return undefined
}

/** `@RetryableTopic @interface Redelivered { … }`: what it stands on repeats as the library's does. */
function makerOf(mark: SyntaxNode, type: SyntaxNode, ctx: DetectorContext): JobMakerFact[] {
  const row = libraryOf('java', ctx.resolveAll(mark), ['decorator'])
  if (!row) return []
  const count = attemptsOf(row, mark, ctx)
  const said = count.explicit ? count : byElement(type, row, ctx)
  return [
    {
      symbol: symbolOf(type),
      mechanism: packageOf(row),
      library: libraryKey(row),
      layer: row.kind ?? 'decorator',
      ...(said ? { attempts: said.attempts, basis: said.basis } : {}),
    },
  ]
}

function markOf(mark: SyntaxNode, on: SyntaxNode, ctx: DetectorContext): OwnMarkFact {
  const args = ctx.args(mark)
  const options: OwnMarkFact['options'] = {}
  for (const option of OPTIONS) {
    const value = args.option(option)
    if (value) options[option] = numberOf(value) ?? null
  }
  const symbol = symbolOf(on)
  const { region } = on
  const repeats = repeatedCalls([on])
  return {
    callee: ctx.callee(mark),
    name: '',
    options,
    symbol,
    on: region,
    repeats,
    site: ctx.site(mark),
  }
}

/** Annotations of a repository's own that carry a library's, and the methods that they stand on. */
export const ownAnnotations: Detector = {
  rules: [],
  languages: ['java'],
  nodeTypes: ['annotation', 'marker_annotation'],
  visit(node, ctx) {
    const holder = node.parent?.type === 'modifiers' ? node.parent.parent : null
    if (holder?.type === 'annotation_type_declaration' && !isTestFile(ctx)) {
      const made = makerOf(node, holder, ctx)
      if (made.length > 0) ctx.flow.jobMakers = [...(ctx.flow.jobMakers ?? []), ...made]
    } else if (holder?.type === 'method_declaration' && OWN.test(ctx.callee(node))) {
      const known = libraryOf('java', ctx.resolveAll(node), ['decorator'])
      if (known || isTestFile(ctx)) return
      ctx.flow.ownMarks = [...(ctx.flow.ownMarks ?? []), markOf(node, holder, ctx)]
    }
  },
}
