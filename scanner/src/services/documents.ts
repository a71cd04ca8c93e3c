import { CODEOWNERS_PLACES } from './codeowners'
import type { Problem, TextFile } from './types'

/** Limits of docs/formats/sarif.md, UTF-8 bytes. */
const EACH = 64 * 1024
const TOGETHER = 1024 * 1024

const CATALOG = /(?:^|\/)catalog-info\.ya?ml$/
const RECORD =
  /(?:^|\/)(?:docs?|architecture)\/(?:adrs?|decisions|architecture\/decisions)\/[^/]+\.md$/i

/** Whether a path says who owns what: CODEOWNERS, a catalog file, a decision record. */
export function isOwnershipFile(path: string): boolean {
  if (/(?:^|\/)node_modules\//.test(path)) return false
  return CODEOWNERS_PLACES.includes(path) || CATALOG.test(path) || RECORD.test(path)
}

/**
 * The texts of these files as a scan carries them, of decision records their front matter alone.
 * What does not fit is left out and said; CODEOWNERS comes first, then shallow paths.
 */
export function ownershipDocuments(files: readonly TextFile[]): {
  documents: TextFile[]
  problems: Problem[]
} {
  const documents: TextFile[] = []
  const problems: Problem[] = []
  let total = 0
  for (const file of [...files].sort(inOrder)) {
    const text = RECORD.test(file.path) ? frontMatter(file.text) : file.text
    if (text === null) continue
    const bytes = Buffer.byteLength(text)
    if (bytes > EACH || total + bytes > TOGETHER) {
      const limit = bytes > EACH ? '64 KB' : '1 MB together with the others'
      problems.push({ path: file.path, message: `larger than ${limit}; not read for owners` })
      continue
    }
    total += bytes
    documents.push({ path: file.path, text })
  }
  return { documents, problems }
}

/** The head of a Markdown file between its `---` lines, both included; null without one. */
function frontMatter(text: string): string | null {
  return /^\ufeff?---[ \t]*\r?\n[\s\S]*?\n---[ \t]*(?=\r?\n|$)/.exec(text)?.[0] ?? null
}

function inOrder(a: TextFile, b: TextFile): number {
  const rank = ({ path }: TextFile) =>
    CODEOWNERS_PLACES.includes(path) ? -1 : path.split('/').length
  return rank(a) - rank(b) || (a.path < b.path ? -1 : 1)
}
