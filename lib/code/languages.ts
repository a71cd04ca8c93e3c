/** What a highlighter has to know of a language: nothing more than its tokens. */
export interface Lexicon {
  line: readonly string[]
  blocks: readonly (readonly [string, string])[]
  /** Quotes that end on their line, and those that may run over lines. */
  quotes: readonly string[]
  longQuotes: readonly string[]
  keywords: ReadonlySet<string>
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

const C_LIKE = { line: ['//'], blocks: [['/*', '*/']], quotes: ['"', "'"] } as const

const SCRIPT: Lexicon = {
  ...C_LIKE,
  longQuotes: ['`'],
  keywords: words(
    'abstract any as async await boolean break case catch class const continue declare default delete do else enum export extends false finally for from function get if implements import in instanceof interface is keyof let namespace new null number of private protected public readonly return satisfies set static string super switch this throw true try type typeof undefined unknown var void while yield',
  ),
}

const PYTHON: Lexicon = {
  line: ['#'],
  blocks: [],
  quotes: ['"', "'"],
  longQuotes: ['"""', "'''"],
  keywords: words(
    'False None True and as assert async await break case class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return self try while with yield',
  ),
}

const JAVA: Lexicon = {
  ...C_LIKE,
  longQuotes: ['"""'],
  keywords: words(
    'abstract assert boolean break byte case catch char class const continue data default do double else enum extends false final finally float for fun if implements import in instanceof int interface internal is long native new null object open override package private protected public record return sealed short static super suspend switch synchronized this throw throws true try val var void volatile when while yield',
  ),
}

const GO: Lexicon = {
  ...C_LIKE,
  longQuotes: ['`'],
  keywords: words(
    'break case chan const continue default defer else error fallthrough false for func go goto if import interface iota map nil package range return select string struct switch true type var',
  ),
}

const YAML: Lexicon = {
  line: ['#'],
  blocks: [],
  quotes: ['"', "'"],
  longQuotes: [],
  keywords: words('true false null yes no'),
}

const BY_EXTENSION: Readonly<Record<string, Lexicon>> = {
  ...Object.fromEntries(
    ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs'].map((name) => [name, SCRIPT]),
  ),
  py: PYTHON,
  pyi: PYTHON,
  java: JAVA,
  kt: JAVA,
  kts: JAVA,
  go: GO,
  yml: YAML,
  yaml: YAML,
}

const BY_NAME: Readonly<Record<string, string>> = {
  typescript: 'ts',
  javascript: 'js',
  python: 'py',
  kotlin: 'kt',
  golang: 'go',
}

/** The language of a fenced block by the name that it gives: `ts`, `Python`. */
export const lexiconNamed = (name: string): Lexicon | undefined => {
  const lower = name.toLowerCase()
  return lexiconOf(`.${Object.hasOwn(BY_NAME, lower) ? BY_NAME[lower] : lower}`)
}

/** The language of a file by its name; undefined where we do not read it: it stays plain. */
export function lexiconOf(path: string): Lexicon | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  const dot = name.lastIndexOf('.')
  const extension = dot < 0 ? '' : name.slice(dot + 1)
  return Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined
}
