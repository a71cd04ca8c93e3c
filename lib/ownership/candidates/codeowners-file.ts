import { locateCodeowners } from '../codeowners/dialect'
import { parseCodeowners } from '../codeowners/parse'
import type { CodeownersFile, Dialect } from '../codeowners/types'
import type { DocumentAsOf } from '../documents/as-of'

const KEPT = 64
const parsed = new Map<string, CodeownersFile>()

/** The CODEOWNERS file that counts among a repository's documents, read; null where there is none. */
export function codeownersOf(
  repository: string,
  files: readonly DocumentAsOf[],
): CodeownersFile | null {
  const host = hostOf(repository)
  const found = locateCodeowners(
    files.map(({ path }) => path),
    host,
  )
  const file = files.find(({ path }) => path === found?.path)
  if (!found || !file) return null
  const dialect = found.dialect ?? undefined
  const key = `${file.digest} ${found.path} ${dialect ?? ''}`
  const known = parsed.get(key)
  if (known) return known
  const read = parseCodeowners(file.text, { path: found.path, dialect })
  parsed.set(key, read)
  const [oldest] = parsed.keys()
  if (parsed.size > KEPT && oldest !== undefined) parsed.delete(oldest)
  return read
}

function hostOf(repository: string): Dialect | undefined {
  if (/^github\./i.test(repository)) return 'github'
  return /^gitlab\./i.test(repository) ? 'gitlab' : undefined
}
