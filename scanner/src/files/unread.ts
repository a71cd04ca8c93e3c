/**
 * Source files the scanner does not read, by extension: counted, so that a page can say how much
 * of a repository it does not know. Scripts count: they repeat calls too (`curl --retry`).
 */
const UNREAD: Record<string, string> = {
  kt: 'Kotlin',
  kts: 'Kotlin',
  cs: 'C#',
  rb: 'Ruby',
  rs: 'Rust',
  php: 'PHP',
  scala: 'Scala',
  swift: 'Swift',
  c: 'C',
  cc: 'C++',
  cpp: 'C++',
  cxx: 'C++',
  hpp: 'C++',
  m: 'Objective-C',
  dart: 'Dart',
  ex: 'Elixir',
  exs: 'Elixir',
  erl: 'Erlang',
  hs: 'Haskell',
  clj: 'Clojure',
  groovy: 'Groovy',
  lua: 'Lua',
  vue: 'Vue',
  svelte: 'Svelte',
  fs: 'F#',
  vb: 'Visual Basic',
  pl: 'Perl',
  r: 'R',
  jl: 'Julia',
  zig: 'Zig',
  h: 'C',
  mm: 'Objective-C',
  cljs: 'ClojureScript',
  coffee: 'CoffeeScript',
  elm: 'Elm',
  ml: 'OCaml',
  sol: 'Solidity',
  astro: 'Astro',
  ipynb: 'Jupyter notebook',
  sql: 'SQL',
  sh: 'Shell',
  bash: 'Shell',
  zsh: 'Shell',
  ksh: 'Shell',
  fish: 'Shell',
  ps1: 'PowerShell',
  psm1: 'PowerShell',
  bat: 'Batch',
  cmd: 'Batch',
}

/** Name of the language of a source file that no grammar here reads, else null. */
export function unreadLanguage(path: string): string | null {
  const extension = /\.([A-Za-z]+\d?)$/.exec(path)?.[1]?.toLowerCase()
  return (extension && UNREAD[extension]) || null
}
