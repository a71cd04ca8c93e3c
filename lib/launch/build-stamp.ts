import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '@/lib/db/root'

const SOURCES = ['app', 'components', 'lib', 'public', 'prisma/schema']
const SETTINGS =
  /^(next\.config\.\w+|postcss\.config\.\w+|proxy\.ts|tsconfig\.json|package(-lock)?\.json)$/
/** Not part of the built pages: tests, the launcher, what is generated from the schema. */
const OTHER = /(\.test\.tsx?$)|(^lib\/(launch|db\/generated)(\/|$))/

const stampFile = () => path.join(root, '.next/plumbline-stamp')

/** Hash of everything that the built pages are made from, and of the Node that builds them. */
export function sourcesHash(): string {
  const hash = createHash('sha256').update(
    `${process.version} ${process.platform} ${process.arch};`,
  )
  const settings = readdirSync(root).filter((name) => SETTINGS.test(name))
  for (const file of [...SOURCES.flatMap(filesUnder), ...settings].sort()) {
    const content = readFileSync(path.join(root, file))
    hash.update(`${file};${content.length};`).update(content)
  }
  return hash.digest('hex')
}

/** True when .next holds a finished build of exactly `hash`. */
export function isBuilt(hash: string): boolean {
  return (
    existsSync(path.join(root, '.next/BUILD_ID')) &&
    existsSync(stampFile()) &&
    readFileSync(stampFile(), 'utf8') === hash
  )
}

export function writeStamp(hash: string): void {
  writeFileSync(stampFile(), hash)
}

function filesUnder(at: string): string[] {
  const full = path.join(root, at)
  if (!existsSync(full) || OTHER.test(at)) return []
  let entries: string[]
  try {
    entries = readdirSync(full)
  } catch {
    return [at]
  }
  return entries.flatMap((name) => filesUnder(`${at}/${name}`))
}
