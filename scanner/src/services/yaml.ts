import { parseAllDocuments } from 'yaml'
import type { Problem, TextFile } from './types'

/**
 * The documents of a YAML file as plain values; what cannot be read is a problem and left out.
 * Aliases are bounded by the parser, so a "billion laughs" file is a problem too.
 */
export function yamlDocuments(file: TextFile, problems: Problem[]): unknown[] {
  const values: unknown[] = []
  try {
    const parsed = parseAllDocuments(file.text, { logLevel: 'error' })
    if (!Array.isArray(parsed)) return []
    for (const document of parsed) {
      const [error] = document.errors
      if (error) problems.push({ path: file.path, message: `not valid YAML: ${error.message}` })
      else values.push(document.toJS())
    }
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    problems.push({ path: file.path, message: `not valid YAML: ${text}` })
  }
  return values
}
