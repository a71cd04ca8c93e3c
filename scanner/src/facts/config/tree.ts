/** A value of a configuration file with its place, whatever the file is written in. */
export interface Tree {
  line: number
  endLine: number
  /** Text of a scalar; numbers and booleans as written. */
  text?: string
  map?: Map<string, Tree>
  list?: Tree[]
  /** Tag (`!Ref`) or the fact that the text is an expression that nobody here computes. */
  tag?: string
}

/** Value under a path of keys; a number steps into a list. */
export function at(tree: Tree | undefined, ...path: (string | number)[]): Tree | undefined {
  let here = tree
  for (const step of path) {
    here = typeof step === 'number' ? here?.list?.[step] : here?.map?.get(step)
    if (!here) return undefined
  }
  return here
}

export const textAt = (tree: Tree | undefined, ...path: (string | number)[]): string | undefined =>
  at(tree, ...path)?.text

/** Items of a list; a single value where a list may stand is a list of one. */
export function items(tree: Tree | undefined): Tree[] {
  if (!tree) return []
  return tree.list ?? [tree]
}

export const entries = (tree: Tree | undefined): [string, Tree][] => [...(tree?.map ?? [])]

/** Texts of a list or of one comma-separated value. */
export function texts(tree: Tree | undefined): string[] {
  return items(tree).flatMap(({ text, list }) =>
    list || text === undefined ? [] : text.split(/\s*,\s*/).filter((one) => one !== ''),
  )
}

/** A whole number as written, `unknown` when something else is, undefined when nothing is. */
export function count(tree: Tree | undefined): number | 'unknown' | undefined {
  if (!tree || tree.text === 'null' || tree.text === '') return undefined
  const text = tree.tag === undefined ? tree.text : undefined
  return text !== undefined && /^-?\d+$/.test(text.trim()) ? Number(text) : 'unknown'
}

/** Every mapping below a value, itself first. */
export function* mappings(tree: Tree | undefined): Generator<Tree> {
  if (!tree) return
  if (tree.map) {
    yield tree
    for (const value of tree.map.values()) yield* mappings(value)
  }
  for (const item of tree.list ?? []) yield* mappings(item)
}
