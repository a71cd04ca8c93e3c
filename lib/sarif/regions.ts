import { asLine, asObject } from './access'
import type { Observation } from './content'
import { limits } from './limits'
import type { ReadLog } from './read-log'
import { cut } from './text'

type Region = Pick<
  Observation,
  'startLine' | 'startColumn' | 'endLine' | 'endColumn' | 'contextStart' | 'context'
> & { snippet?: string }

/**
 * Lines, columns and code of a physical location. A number that is no line (0, text, beyond 2^31)
 * leaves the finding without a region rather than out. The snippet is not cut yet: it is hashed first.
 */
export function regionOf(physical: unknown, log: ReadLog, pointer: string): Region {
  const location = asObject(physical)
  const region = asObject(location?.region)
  const context = asObject(location?.contextRegion)
  const startLine = asLine(region?.startLine)
  if (region && startLine === undefined && region.startLine !== undefined) {
    log.warn('a region does not begin at a line from 1 to 2,147,483,647; it was left out', pointer)
  }
  const placed = startLine === undefined ? undefined : region
  const endLine = Math.max(asLine(placed?.endLine) ?? startLine ?? 0, startLine ?? 0)
  return {
    startLine,
    startColumn: asLine(placed?.startColumn),
    endLine: endLine || undefined,
    endColumn: asLine(placed?.endColumn),
    snippet: log.text(asObject(region?.snippet)?.text, `${pointer}/region/snippet/text`),
    contextStart: asLine(context?.startLine),
    context: log.longText(
      asObject(context?.snippet)?.text,
      `${pointer}/contextRegion/snippet/text`,
    ),
  }
}

/** The snippet as it is stored. */
export function cutSnippet(snippet: string | undefined, log: ReadLog, pointer: string) {
  if (snippet === undefined || snippet.length <= limits.textLength) return snippet
  log.warn('a text longer than 64 KB was cut', pointer)
  return cut(snippet, limits.textLength)
}
