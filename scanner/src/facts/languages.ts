import type { Language } from '../model'

const BY_EXTENSION: Record<string, Language> = {
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'tsx',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  py: 'python',
  java: 'java',
  go: 'go',
}

/** The grammar that reads this path, or null. Declaration and minified files decide nothing and are left out. */
export function languageOf(path: string): Language | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  if (/\.d\.[mc]?ts$|\.min\.[mc]?js$/.test(name)) return null
  return BY_EXTENSION[name.slice(name.lastIndexOf('.') + 1)] ?? null
}

export type Family = 'script' | 'python' | 'java' | 'go'

/** TypeScript, TSX and JavaScript share node types and import rules. */
export function familyOf(language: Language): Family {
  return language === 'python' || language === 'java' || language === 'go' ? language : 'script'
}
