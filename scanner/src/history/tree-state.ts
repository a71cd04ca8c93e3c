import type { BlobFacts, Job } from '../extract/blob-facts'
import { classify, type FileClass } from '../files/classify'
import type { TreeChange, TreeEntry } from '../git/tree'
import type { FileFacts, Finding, Language } from '../model'
import { type FindingRecord, makeRecords, type RuleIndex } from '../sarif/record'
import { isInNamed, isServiceFile } from '../services'
import { isOwnershipFile } from '../services/documents'
import { baseOf, dirOf } from '../services/types'

/** One file of the commit looked at, and what its blob says once known. */
export interface FileState {
  path: string
  hash: string
  class: FileClass
  facts?: FileFacts
  skip?: string
  records: readonly FindingRecord[]
}

export interface TreeOptions {
  languageOf: (path: string) => Language | null
  rules: RuleIndex
  manifests: readonly string[]
  /** Whether a path is a configuration file that is wanted too. */
  wants?: (path: string) => boolean
  readTests: boolean
  /** Whether a rule says anything about files at a path; undefined: always. */
  applies?: (rule: string, path: string) => boolean
}

/**
 * The tree of one commit with the facts of its files, moved from commit to commit by its changes,
 * so that a step costs what changed.
 */
export class TreeState {
  readonly files = new Map<string, FileState>()
  /** Files that say something about services or library versions, by path. */
  readonly manifests = new Map<string, string>()
  /** Also where a folder that is named for services got or lost a file. */
  manifestsChanged = true
  /** How often the tree was moved to another commit. */
  moves = 0
  private readonly manifestNames: ReadonlySet<string>

  constructor(private readonly options: TreeOptions) {
    this.manifestNames = new Set(options.manifests)
  }

  load(entries: readonly TreeEntry[]): void {
    for (const { path, mode, hash } of entries) this.set(path, mode, hash)
  }

  apply(changes: readonly TreeChange[]): void {
    this.moves += 1
    for (const { path, to } of changes) {
      if (to === null) this.remove(path)
      else this.set(path, to.mode, to.hash)
    }
  }

  /** Files to read whose facts are not known yet. */
  *pending(): Iterable<{ file: FileState; job: Job }> {
    for (const file of this.files.values()) {
      if (file.class.kind !== 'read' || file.facts || file.skip !== undefined) continue
      if (file.class.test && !this.options.readTests) continue
      yield { file, job: { hash: file.hash, language: file.class.language } }
    }
  }

  /** Gives a file what its blob says. */
  fill(file: FileState, known: BlobFacts): void {
    if ('skip' in known) {
      file.skip = known.skip
      return
    }
    file.facts = known.facts
    if (file.class.kind === 'read' && !file.class.test) {
      const { applies } = this.options
      const findings: Finding[] = known.facts.sites
        .filter((site) => !applies || applies(site.rule, file.path))
        .map((site) => ({ ...site, path: file.path }))
      file.records = makeRecords(findings, this.options.rules, file.hash)
    }
  }

  /** Folders that hold a file, the root as ''. */
  folders(): Set<string> {
    const folders = new Set<string>([''])
    for (const path of [...this.files.keys(), ...this.manifests.keys()]) {
      for (let folder = dirOf(path); !folders.has(folder); folder = dirOf(folder)) {
        folders.add(folder)
      }
    }
    return folders
  }

  private set(path: string, mode: string, hash: string): void {
    const kind = classify(path, mode, this.options.languageOf)
    if (!this.files.has(path) && isInNamed(path)) this.manifestsChanged = true
    if (kind.kind === 'other') this.files.delete(path)
    else this.files.set(path, { path, hash, class: kind, records: [] })
    if (this.isManifest(path) && mode !== '120000' && mode !== '160000') {
      this.manifests.set(path, hash)
      this.manifestsChanged = true
    }
  }

  private remove(path: string): void {
    if (this.files.delete(path) && isInNamed(path)) this.manifestsChanged = true
    if (this.manifests.delete(path)) this.manifestsChanged = true
  }

  /** Whether a file says something about services or library versions. */
  isManifest(path: string): boolean {
    if (isServiceFile(path) || isOwnershipFile(path)) return true
    if (this.options.wants?.(path)) return true
    return this.manifestNames.has(baseOf(path)) && !path.includes('node_modules/')
  }
}
