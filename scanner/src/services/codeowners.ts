/** One rule of a CODEOWNERS file. No owners means: nobody, on purpose. */
export interface OwnerRule {
  pattern: RegExp
  owners: string[]
  line: number
}

/** Where hosts look, the first file found wins (GitHub: .github, root, docs; GitLab: .gitlab). */
export const CODEOWNERS_PLACES = [
  '.github/CODEOWNERS',
  'CODEOWNERS',
  'docs/CODEOWNERS',
  '.gitlab/CODEOWNERS',
]

/**
 * Rules of a CODEOWNERS file in order, GitHub's dialect with GitLab's section headings
 * (`[Name][2] @default`, `^[optional]`). Lines GitHub itself ignores (`!`, character ranges) are left out.
 */
export function parseCodeowners(text: string): OwnerRule[] {
  const rules: OwnerRule[] = []
  let defaults: string[] = []
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.replace(/(^|\s)#.*$/, '').trim()
    if (line === '') continue
    const section = /^\^?\[[^\]]+\](?:\[\d+\])?\s*(.*)$/.exec(line)
    if (section) {
      defaults = words(section[1] ?? '')
      continue
    }
    const [glob = '', ...owners] = words(line)
    if (glob.startsWith('!') || /[[\]]/.test(glob)) continue
    const named = owners.filter((owner) => owner.includes('@'))
    rules.push({
      pattern: globPattern(glob.replaceAll('\\ ', ' ')),
      owners: named.length > 0 ? named : defaults,
      line: index + 1,
    })
  }
  return rules
}

/** The rule that decides for a path: the last one that matches. */
export function ownerOf(rules: readonly OwnerRule[], path: string): OwnerRule | null {
  for (let i = rules.length - 1; i >= 0; i -= 1) {
    const rule = rules[i]
    if (rule?.pattern.test(path)) return rule
  }
  return null
}

const words = (text: string) => text.match(/(?:\\ |\S)+/g) ?? []

/** Case-sensitive; `/` anchors, `dir/` is deep, `dir/*` shallow, a bare name matches anywhere. */
function globPattern(glob: string): RegExp {
  const anchored = glob.replace(/\/$/, '').includes('/')
  const body = glob.replace(/^\//, '').replace(/\/$/, '')
  const source = body.replace(/\/\*\*\/|\*\*\/|\/\*\*|\*\*|\*|\?|[.+^${}()|\\]/g, (token) => {
    if (token === '/**/') return '/(?:.*/)?'
    if (token === '**/') return '(?:.*/)?'
    if (token === '/**') return '/.*'
    if (token === '**') return '.*'
    if (token === '*') return '[^/]*'
    return token === '?' ? '[^/]' : `\\${token}`
  })
  // `docs/*` is shallow; `docs`, `docs/` and `*.js` also claim what lies below a folder so named.
  const tail = glob.endsWith('/') ? '/.*' : /\/\*$/.test(glob) ? '' : '(?:/.*)?'
  return new RegExp(`^${anchored ? '' : '(?:.*/)?'}${source}${tail}$`)
}
