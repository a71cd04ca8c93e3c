import { asArray, asObject, asTime, type JsonObject } from './access'
import type {
  CommitContent,
  OwnershipFile,
  ServiceDefinition,
  TagContent,
  WritersContent,
} from './content'
import { limits } from './limits'
import { boundedBag, shaOf } from './own-result'
import type { ReadLog } from './read-log'
import { writersOf } from './writers'

/** `properties.plumbline` of a run, checked (docs/formats/sarif.md). */
export interface OwnRun {
  bag: JsonObject
  repository?: string
  rootCommit?: string
  committedAt?: unknown
  holdsThrough?: number
  defaultBranch?: boolean
  /** Undefined where everything was covered. */
  paths?: string[]
  services?: ServiceDefinition[]
  documents?: OwnershipFile[]
  tags?: TagContent[]
  writers?: WritersContent
  files?: unknown
}

const format = 1

/** Undefined for other tools, and for a later format than this reader knows. */
export function ownRun(run: JsonObject, log: ReadLog, pointer: string): OwnRun | undefined {
  const bag = asObject(asObject(run.properties)?.plumbline)
  if (!bag) return undefined
  const at = `${pointer}/properties/plumbline`
  if (bag.format !== format) {
    log.warn(`properties.plumbline has another format than ${format}; update the dashboard`, at)
    return undefined
  }
  return {
    bag,
    repository: log.text(bag.repository, `${at}/repository`),
    rootCommit: shaOf(bag.rootCommit),
    committedAt: bag.committedAt,
    holdsThrough: asTime(bag.holdsThrough),
    defaultBranch: typeof bag.defaultBranch === 'boolean' ? bag.defaultBranch : undefined,
    paths: scopeOf(bag, log, at),
    services: servicesOf(bag, log, at),
    documents: documentsOf(bag, log, at),
    tags: tagsOf(bag, log, at),
    writers: writersOf(bag, log, at),
    files:
      bag.files === undefined ? undefined : boundedBag(asObject(bag.files), log, `${at}/files`),
  }
}

function scopeOf(bag: JsonObject, log: ReadLog, at: string): string[] | undefined {
  const paths = globs(asObject(bag.scope)?.paths, log, `${at}/scope/paths`)
  return paths.length === 0 || paths.includes('**') ? undefined : paths
}

function globs(value: unknown, log: ReadLog, at: string): string[] {
  return asArray(value).flatMap((glob) => log.name(glob, at, 500) ?? [])
}

function servicesOf(bag: JsonObject, log: ReadLog, at: string): ServiceDefinition[] | undefined {
  if (!Array.isArray(bag.services)) return undefined
  return bag.services.flatMap((entry: unknown, i) => {
    const service = asObject(entry)
    const pointer = `${at}/services/${i}`
    const name = log.name(service?.name, `${pointer}/name`)
    if (!service || !name) {
      log.warn('a service without a name was left out', pointer)
      return []
    }
    const paths = globs(service.paths, log, `${pointer}/paths`)
    const team = log.name(service.team, `${pointer}/team`)
    return [{ name, paths, team, source: log.name(service.source, `${pointer}/source`) }]
  })
}

/** Files about ownership, each at most 64 KB and 1 MB in all; what is larger is left out and said. */
function documentsOf(bag: JsonObject, log: ReadLog, at: string): OwnershipFile[] | undefined {
  if (!Array.isArray(bag.documents)) return undefined
  const files = new Map<string, OwnershipFile>()
  let total = 0
  for (const [i, entry] of bag.documents.entries()) {
    const pointer = `${at}/documents/${i}`
    const path = log.name(asObject(entry)?.path, pointer, limits.pathLength)
    const text = log.text(asObject(entry)?.text, pointer)
    if (path === undefined || text === undefined || files.has(path)) {
      log.warn(
        'a document without a path or text, or a second one of its path, was left out',
        pointer,
      )
      continue
    }
    const bytes = Buffer.byteLength(text)
    if (bytes > limits.documentBytes || total + bytes > limits.documentsBytes) {
      log.warn('documents larger than 64 KB, or 1 MB together, were left out', pointer)
      continue
    }
    total += bytes
    files.set(path, { path, text })
  }
  return [...files.values()]
}

/** Tags with a name, a commit and a time, each name once; what is more than the limit is said. */
function tagsOf(bag: JsonObject, log: ReadLog, at: string): TagContent[] | undefined {
  if (!Array.isArray(bag.tags)) return undefined
  const tags = new Map<string, TagContent>()
  for (const [i, entry] of bag.tags.entries()) {
    const pointer = `${at}/tags/${i}`
    if (tags.size >= limits.tags) {
      log.warn(`of the tags the first ${limits.tags} were kept`, pointer)
      break
    }
    const tag = asObject(entry)
    const name = log.name(tag?.name, pointer)
    const commit = shaOf(tag?.commit)
    const committedAt = asTime(tag?.committedAt)
    if (name === undefined || commit === undefined || committedAt === undefined || tags.has(name)) {
      log.warn(
        'a tag without name, commit or time, or a second one of its name, was left out',
        pointer,
      )
    } else tags.set(name, { name, commit, committedAt })
  }
  return [...tags.values()]
}

const grades = ['notes', 'trailer', 'bot-author', 'unknown'] as const

/** The commits that findings name, of those that the run describes. */
export function commitsNamed(
  own: OwnRun | undefined,
  named: ReadonlySet<string>,
  log: ReadLog,
  pointer: string,
): CommitContent[] {
  return Object.entries(asObject(own?.bag.commits) ?? {}).flatMap(([key, entry]) => {
    const sha = shaOf(key)
    const commit = asObject(entry)
    if (!sha || !commit || !named.has(sha)) return []
    const at = `${pointer}/properties/plumbline/commits/${sha}`
    const committedAt = asTime(commit.committedAt)
    if (committedAt === undefined) {
      log.warn('a commit without a time was left out', at)
      return []
    }
    const said = asObject(commit.assistance)
    const grade = grades.find((known) => known === said?.grade) ?? 'unknown'
    const author = log.name(commit.author, at)
    const subject = log.name(commit.subject, at, 500)
    const tool = log.name(said?.tool, at)
    const evidence = log.name(said?.evidence, at, 1000)
    return [{ sha, committedAt, author, subject, assistance: { grade, tool, evidence } }]
  })
}
