import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { Parser, Language as TreeSitterLanguage } from 'web-tree-sitter'
import { LANGUAGES, type Language } from '../../model'
import { familyOf } from '../languages'
import { type GrammarTables, grammarTables } from './grammar-tables'
import type { Binding } from './walk-cursor'

/** The official grammar packages ship these files; JavaScript is read by the TSX grammar. */
const WASM: Record<Language, string> = {
  typescript: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  tsx: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
  javascript: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
  python: 'tree-sitter-python/tree-sitter-python.wasm',
  java: 'tree-sitter-java/tree-sitter-java.wasm',
  go: 'tree-sitter-go/tree-sitter-go.wasm',
}

interface Loaded {
  parser: Parser
  tables: GrammarTables
}

/** Filled by the runtime. */
export const binding: Binding = {}

const loading = new Map<Language, Promise<Loaded>>()
const loaded = new Map<Language, Loaded>()
let runtime: Promise<void> | undefined

async function load(language: Language, wanted: ReadonlySet<string>): Promise<Loaded> {
  runtime ??= Parser.init(binding)
  await runtime
  const require = createRequire(import.meta.url)
  const grammar = await TreeSitterLanguage.load(await readFile(require.resolve(WASM[language])))
  const parser = new Parser()
  parser.setLanguage(grammar)
  const ready = { parser, tables: grammarTables(grammar, familyOf(language), wanted) }
  loaded.set(language, ready)
  return ready
}

/** Loads the grammars once per thread. */
export async function loadGrammars(
  wanted: (language: Language) => ReadonlySet<string>,
  languages: readonly Language[] = LANGUAGES,
): Promise<void> {
  for (const language of languages) {
    const known = loading.get(language) ?? load(language, wanted(language))
    loading.set(language, known)
    await known
  }
}

/** The parser of a language that `loadGrammars` has made ready. */
export function grammarFor(language: Language): Loaded {
  const ready = loaded.get(language)
  if (!ready) throw new Error(`call initParsers() before reading ${language} sources`)
  return ready
}
