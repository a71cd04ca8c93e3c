import type { Tree } from 'web-tree-sitter'

/** The steps of a cursor that the walk needs, as plain numbers. */
export interface WalkCursor {
  firstChild(): boolean
  nextSibling(): boolean
  parent(): boolean
  type(): number
  start(): number
  end(): number
  field(): number
  missing(): boolean
  delete(): void
}

type Step = (tree: number) => number

/** Functions of the runtime's WebAssembly module; `Parser.init` puts them on its options object. */
export interface Binding {
  _ts_init?: () => number
  _ts_tree_cursor_goto_first_child_wasm?: Step
  _ts_tree_cursor_goto_next_sibling_wasm?: Step
  _ts_tree_cursor_goto_parent_wasm?: Step
  _ts_tree_cursor_current_node_type_id_wasm?: Step
  _ts_tree_cursor_start_index_wasm?: Step
  _ts_tree_cursor_end_index_wasm?: Step
  _ts_tree_cursor_current_field_id_wasm?: Step
  _ts_tree_cursor_current_node_is_missing_wasm?: Step
  getValue?: (address: number, type: string) => number
  setValue?: (address: number, value: number, type: string) => void
}

const CURSOR_WORDS = 4
const WORD = 4

/** The public cursor, should the runtime change: same result, about a third slower. */
function publicCursor(tree: Tree): WalkCursor {
  const cursor = tree.walk()
  return {
    firstChild: () => cursor.gotoFirstChild(),
    nextSibling: () => cursor.gotoNextSibling(),
    parent: () => cursor.gotoParent(),
    type: () => cursor.nodeTypeId,
    start: () => cursor.startIndex,
    end: () => cursor.endIndex,
    field: () => cursor.currentFieldId,
    missing: () => cursor.nodeIsMissing,
    delete: () => cursor.delete(),
  }
}

/**
 * A cursor that leaves its state in the runtime's transfer buffer between steps. The public one
 * copies it out and in at each step and each property, which costs more than the steps themselves.
 * Nothing else may call the runtime until `delete`.
 */
export function walkCursor(tree: Tree, binding: Binding): WalkCursor {
  const {
    _ts_init: init,
    _ts_tree_cursor_goto_first_child_wasm: first,
    _ts_tree_cursor_goto_next_sibling_wasm: next,
    _ts_tree_cursor_goto_parent_wasm: parent,
    _ts_tree_cursor_current_node_type_id_wasm: type,
    _ts_tree_cursor_start_index_wasm: start,
    _ts_tree_cursor_end_index_wasm: end,
    _ts_tree_cursor_current_field_id_wasm: field,
    _ts_tree_cursor_current_node_is_missing_wasm: missing,
    getValue,
    setValue,
  } = binding
  const handle = (tree as unknown as Record<number, unknown>)[0]
  if (
    !(init && first && next && parent && type && start && end && field && missing) ||
    !(getValue && setValue) ||
    typeof handle !== 'number'
  ) {
    return publicCursor(tree)
  }
  const cursor = tree.walk()
  const state = cursor as unknown as Record<number, number>
  const buffer = init()
  for (let at = 0; at < CURSOR_WORDS; at++) setValue(buffer + at * WORD, state[at] ?? 0, 'i32')
  return {
    firstChild: () => first(handle) === 1,
    nextSibling: () => next(handle) === 1,
    parent: () => parent(handle) === 1,
    type: () => type(handle),
    start: () => start(handle),
    end: () => end(handle),
    field: () => field(handle),
    missing: () => missing(handle) === 1,
    delete: () => {
      // The stack may have moved: the public cursor must free the one that is in use.
      for (let at = 0; at < CURSOR_WORDS; at++) state[at] = getValue(buffer + at * WORD, 'i32')
      cursor.delete()
    },
  }
}
