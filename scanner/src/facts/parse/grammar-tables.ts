import type { Family } from '../languages'

const words = (text: string) => text.trim().split(/\s+/)

/**
 * Node types below which nothing decides anything. They are not entered, which saves about a
 * third of the cursor steps on real code; their text stays readable.
 */
const LEAVES: Record<Family, string[]> = {
  script:
    words(`identifier property_identifier private_property_identifier shorthand_property_identifier
    shorthand_property_identifier_pattern statement_identifier type_identifier predefined_type string number
    comment regex this super null true false undefined jsx_text html_character_reference type_annotation
    type_arguments type_parameters interface_declaration type_alias_declaration accessibility_modifier
    asserts_annotation type_predicate_annotation hash_bang_line import_specifier_x override_modifier`),
  python: words(`identifier string integer float comment true false none type pass_statement
    break_statement continue_statement ellipsis import_prefix type_parameter`),
  java: words(`identifier type_identifier string_literal character_literal decimal_integer_literal
    hex_integer_literal decimal_floating_point_literal line_comment block_comment true false null_literal
    import_declaration package_declaration generic_type scoped_type_identifier void_type integral_type
    floating_point_type boolean_type array_type type_parameters type_arguments this super
    scoped_identifier dimensions asterisk`),
  go: words(`identifier field_identifier package_identifier type_identifier label_name blank_identifier
    interpreted_string_literal raw_string_literal rune_literal int_literal float_literal imaginary_literal
    comment true false nil iota qualified_type pointer_type map_type channel_type type_parameter_list
    type_arguments dot`),
}

/** Anonymous tokens that mean something to a detector. */
const TOKENS = new Set(
  words(`async await static const let var readonly get set & && || ?? == === != !== < > <= >= + - * ! not and or
    in is of += -= ++ -- = := go defer else finally final synchronized export default throw yield range ... |`),
)

export interface GrammarTables {
  types: readonly string[]
  named: Uint8Array
  leaf: Uint8Array
  token: Uint8Array
  /** Node types that some detector or fact wants to see. */
  wanted: Uint8Array
}

interface TypeTable {
  types: readonly string[]
  nodeTypeIsNamed(id: number): boolean
}

/** Lookup tables by the grammar's own type ids, so that the walk compares numbers only. */
export function grammarTables(
  grammar: TypeTable,
  family: Family,
  wantedTypes: ReadonlySet<string>,
): GrammarTables {
  const leaves = new Set(LEAVES[family])
  const table = (test: (type: string, id: number) => boolean) =>
    Uint8Array.from(grammar.types, (type, id) => (test(type, id) ? 1 : 0))
  const named = table((_, id) => grammar.nodeTypeIsNamed(id))
  return {
    types: grammar.types,
    named,
    leaf: table((type, id) => named[id] === 0 || leaves.has(type)),
    token: table((type, id) => named[id] === 0 && TOKENS.has(type)),
    wanted: table((type, id) => named[id] === 1 && wantedTypes.has(type)),
  }
}
