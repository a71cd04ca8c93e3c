import type { Claim } from './claims'
import { frontMatter, splitOutside, unquoted } from './front-matter'

const OWNERS = ['owner', 'owners', 'deciders', 'decision-makers', 'decision_makers']
/** A record that no longer, or not yet, decides anything. */
const IDLE = /^(proposed|draft|rejected|deprecated|superseded)\b/i
const MOST = 200

/** Where MADR, log4brains and adr-tools keep decision records. */
export const RECORD_PLACE =
  /(^|\/)(docs?|architecture)\/(adrs?|decisions|architecture\/decisions)\/[^/]+\.md$/i

/**
 * What a decision record claims (MADR, adr-tools with front matter): `owner`, `deciders` or
 * `decision-makers`, the first of them accountable, and `paths`. Null where it names nobody.
 */
export function readClaim(path: string, text: string): Claim | null {
  const front = frontMatter(text)
  if (IDLE.test(front.get('status')?.values[0] ?? '')) return null
  const named = OWNERS.flatMap((key) => front.get(key) ?? [])
  const owners = named
    .flatMap(({ values }) => values.flatMap(splitOutside))
    .map(unquoted)
    .filter((name) => name !== '' && name.length <= MOST)
  const [first] = named
  if (!first || owners.length === 0) return null
  const paths = (front.get('paths')?.values ?? []).flatMap(asGlobs)
  return { document: path, line: first.line, owners: [...new Set(owners)].slice(0, 20), paths }
}

/** A folder means everything below it. */
function asGlobs(path: string): string[] {
  const plain = path.replace(/^(\.?\/)+/, '')
  if (plain === '' || plain.length > MOST * 5) return []
  if (plain.endsWith('/')) return [`${plain}**`]
  return /[*?[{]/.test(plain) ? [plain] : [plain, `${plain}/**`]
}
