import { folderOf, type Manifest, matched, nameOf, quoted } from './manifest'

export const POM = 'pom.xml'

interface Pom {
  path: string
  /** Without the parent's own block and comments. */
  body: string
  parent?: { name: string; version: string; path: string }
  properties: ReadonlyMap<string, string>
}

const poms = new WeakMap<Manifest, Pom>()
/** Parents of parents; more is a circle. */
const MAX_PARENTS = 8

const tag = (text: string, name: string) => matched(text, `<${name}>\\s*([^<]*?)\\s*</${name}>`, '')

/** Where a folder leads to: `services/orders/` and `../pom.xml` give `services/pom.xml`. */
function beside(path: string, relative: string): string {
  const parts = folderOf(path).split('/').slice(0, -1)
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  const found = parts.join('/')
  return found.endsWith('.xml') ? found : `${found ? `${found}/` : ''}${POM}`
}

function read(manifest: Manifest): Pom {
  const known = poms.get(manifest)
  if (known) return known
  const text = manifest.text.replace(/<!--[\s\S]*?-->/g, '')
  const above = /<parent>([\s\S]*?)<\/parent>/.exec(text)?.[1]
  const body = text.replace(/<parent>[\s\S]*?<\/parent>/, '')
  const properties = new Map<string, string>()
  for (const block of body.matchAll(/<properties>([\s\S]*?)<\/properties>/g)) {
    for (const [, key = '', value = ''] of (block[1] ?? '').matchAll(
      /<([\w.-]+)>\s*([^<]*?)\s*<\/\1>/g,
    )) {
      properties.set(key, value)
    }
  }
  const version = tag(
    body.replace(/<(dependencies|dependencyManagement|build)>[\s\S]*/, ''),
    'version',
  )
  if (version) properties.set('project.version', version)
  const pom: Pom = { path: manifest.path, body, properties }
  if (above) {
    pom.parent = {
      name: `${tag(above, 'groupId') ?? ''}:${tag(above, 'artifactId') ?? ''}`,
      version: tag(above, 'version') ?? '',
      path: beside(manifest.path, tag(above, 'relativePath') ?? '../pom.xml'),
    }
    if (!version && pom.parent.version) properties.set('project.version', pom.parent.version)
  }
  poms.set(manifest, pom)
  return pom
}

/** A pom and its parents inside the repository, nearest first. */
function lineage(manifest: Manifest, all: readonly Manifest[]): Pom[] {
  const found: Pom[] = []
  for (let at: Manifest | undefined = manifest; at && found.length < MAX_PARENTS; ) {
    const pom: Pom = read(at)
    found.push(pom)
    at = pom.parent && all.find(({ path }) => path === pom.parent?.path && path !== pom.path)
  }
  return found
}

function filled(value: string, line: readonly Pom[], depth = 0): string {
  return value.replace(/\$\{([\w.-]+)\}/g, (whole, key: string) => {
    const own = key.replace(/^pom\./, 'project.')
    const found = line.find(({ properties }) => properties.has(own))?.properties.get(own)
    return found !== undefined && depth < 5 ? filled(found, line, depth + 1) : whole
  })
}

/**
 * Version of a Maven artifact: in the module, its parents and their `dependencyManagement`, with
 * properties filled in. What a parent or bill of materials outside of the repository manages is not
 * known; then it is said who manages it.
 */
export function mavenVersion(
  manifest: Manifest,
  name: string,
  all: readonly Manifest[],
): { version?: string; managedBy?: string } {
  if (nameOf(manifest.path) !== POM) return {}
  const line = lineage(manifest, all)
  const [group = '', artifact = ''] = name.split(':')
  const block = new RegExp(
    `<dependency>(?:(?!</dependency>)[\\s\\S])*?<artifactId>\\s*${quoted(artifact)}\\s*</artifactId>[\\s\\S]*?</dependency>`,
    'g',
  )
  for (const pom of line) {
    for (const [text] of pom.body.matchAll(block)) {
      if (filled(tag(text, 'groupId') ?? '', line) !== group) continue
      const version = tag(text, 'version')
      const value = version && filled(version, line)
      if (value && /^[[(]?\d/.test(value)) return { version: value.replace(/^[[(]/, '') }
    }
  }
  const outside = line.at(-1)?.parent
  return outside ? { managedBy: `${outside.name} ${filled(outside.version, line)}` } : {}
}
