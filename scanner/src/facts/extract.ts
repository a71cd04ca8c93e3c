import type { FileFacts, Language } from '../model'
import { DECLARATIONS } from './bindings'
import { FileContext } from './context'
import type { Detector } from './detector'
import { DETECTORS } from './detectors'
import { markFanOuts } from './flow/fan-outs'
import { markHearingGo } from './flow/hearing-go'
import { markSwallowed } from './flow/swallowed-calls'
import { LITERAL, THROWS } from './flow/thrown-classes'
import { CALLS, collectFunctions, REFERENCE } from './functions'
import { markHandovers } from './handovers'
import { collectImports, importNodeTypes } from './imports'
import { familyOf } from './languages'
import { markNothingGiven } from './nothing-given'
import { buildTree } from './parse/build-tree'
import { CONVERSION } from './parse/generic-calls'
import { binding, grammarFor, loadGrammars } from './parse/parsers'
import { defaultExportOf, instancesOf, receiversOf } from './receivers'
import { FUNCTIONS } from './symbols'
import { isTestFile } from './test-files'
import { resultsOf, TYPE_NODES, typesOf } from './types'

const byLanguage = new Map<Language, Map<string, Detector[]>>()

function detectorsFor(language: Language): Map<string, Detector[]> {
  const known = byLanguage.get(language)
  if (known) return known
  const byType = new Map<string, Detector[]>()
  for (const detector of DETECTORS) {
    if (detector.languages && !detector.languages.includes(language)) continue
    for (const type of detector.nodeTypes) {
      byType.set(type, [...(byType.get(type) ?? []), detector])
    }
  }
  byLanguage.set(language, byType)
  return byType
}

function finishing(language: Language): Detector[] {
  return DETECTORS.filter(
    (one) => one.finish && (!one.languages || one.languages.includes(language)),
  )
}

function wantedTypes(language: Language): ReadonlySet<string> {
  const own = importNodeTypes(familyOf(language))
  return new Set([
    ...detectorsFor(language).keys(),
    ...own,
    ...CALLS,
    ...FUNCTIONS,
    ...DECLARATIONS,
    ...TYPE_NODES,
    ...THROWS,
    LITERAL,
    REFERENCE,
    CONVERSION,
    'try_statement',
  ])
}

/** Loads the grammars once per thread; all of them when no language is named. */
export function initParsers(languages?: readonly Language[]): Promise<void> {
  return loadGrammars(wantedTypes, languages)
}

/** Reads one source. `initParsers` must have been awaited in this thread. */
export function extractFacts(language: Language, source: string): FileFacts {
  const { parser, tables } = grammarFor(language)
  const tree = parser.parse(source)
  if (!tree) throw new Error('the parser gave no tree')
  const family = familyOf(language)
  const { root, wanted, parseErrors } = buildTree(tree, tables, source, binding)
  tree.delete()
  const imports = collectImports(family, wanted)
  const context = new FileContext(language, source, root, imports, wanted)
  const detectors = detectorsFor(language)
  for (const node of wanted) {
    for (const detector of detectors.get(node.type) ?? []) detector.visit(node, context)
  }
  for (const detector of finishing(language)) detector.finish?.(context)
  const { functions, plain } = collectFunctions(root, wanted, family)
  functions.push(...context.declared)
  markSwallowed(functions, wanted)
  if (family === 'go') {
    markNothingGiven(functions, wanted)
    markHearingGo(functions, wanted)
  }
  markHandovers(functions, wanted, (node) => context.site(node))
  if (!isTestFile(context)) markFanOuts(functions, wanted, context)
  const handlers = (context.flow.entries ?? []).flatMap(({ handler }) =>
    handler ? [handler, `${handler}.`] : [],
  )
  // What is handed over is named without being called.
  const handed = context.layers.flatMap(({ kind, repeats }) => (kind === 'workflow' ? repeats : []))
  const receivers = receiversOf(functions, [...handlers, ...handed], context.bindings())
  const instances = family !== 'java' ? instancesOf(wanted, context.bindings()) : undefined
  const defaultExport = family === 'script' ? defaultExportOf(wanted) : undefined
  const types = typesOf(wanted, family)
  const results = resultsOf(wanted, family)
  const { blocking } = context
  return {
    language,
    lines: root.file.lineStarts.length,
    parseErrors,
    imports,
    functions,
    ...(plain.length > 0 ? { plain } : {}),
    ...(receivers ? { receivers } : {}),
    ...(instances ? { instances } : {}),
    ...(defaultExport ? { defaultExport } : {}),
    ...(types ? { types } : {}),
    ...(results ? { results } : {}),
    retryLayers: context.layers,
    ...(Object.keys(context.flow).length > 0 ? { flow: context.flow } : {}),
    ...(context.limits.length > 0 ? { limits: context.limits } : {}),
    ...(context.rows.length > 0 ? { rows: context.rows } : {}),
    ...(blocking.calls.length + blocking.elsewhere.length > 0
      ? { blocking: filled(blocking) }
      : {}),
    sites: context.sites,
  }
}

/** Lists that hold something: facts are kept as text. */
function filled<T extends Record<string, readonly unknown[]>>(lists: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(lists).filter(([, list]) => list.length > 0),
  ) as Partial<T>
}
