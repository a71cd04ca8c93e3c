import type { Asked, Assembler, Extractor } from '../extract/extractor'
import type { FactsSource } from '../extract/facts-source'
import { classify } from '../files/classify'
import { BlobReader } from '../git/blobs'
import { displayPath, pathUri } from '../git/paths'
import type { FileFacts, Finding } from '../model'
import { type FindingRecord, makeRecords, type RuleIndex } from '../sarif/record'
import { type Shapes, shapesOf } from '../sarif/shape'
import type { Notification } from '../sarif/write'
import { findServices, isServiceFile, type Services } from '../services'
import { isOwnershipFile, ownershipDocuments } from '../services/documents'
import { baseOf, type TextFile } from '../services/types'
import { countFiles, type FileCounts, fileNotifications } from './summary'
import type { FileState, TreeState } from './tree-state'

const MANIFEST_BYTES = 16 * 1024 * 1024
/** Configuration files that are longer are generated. */
const CONFIG_LENGTH = 1024 * 1024
/** Unread configuration files that are named one by one. */
const MAX_UNREAD = 200

/** What one commit amounts to. */
export interface Snapshot {
  records: FindingRecord[]
  services: Services['services']
  /** Files that say who owns what. */
  documents: TextFile[]
  files: FileCounts
  notifications: Notification[]
}

/** Turns the tree of a commit into its findings, services and notifications. */
export class Snapshotter {
  private readonly reader: BlobReader
  /** Facts of blobs that lie between two scanned commits, as long as the tree stands at one. */
  private looked = { move: -1, facts: new Map<string, FileFacts | undefined>() }
  private readonly assemble: Assembler
  private readonly texts = new Map<string, string | null>()
  private readonly interned = new Map<string, FindingRecord>()
  private services: Services = { services: [], problems: [] }
  private documents: TextFile[] = []
  private manifests: { path: string; text: string }[] = []
  private unread: readonly { path: string; reason: string }[] = []

  constructor(
    private readonly repository: { gitDir: string; name: string },
    private readonly extractor: Extractor,
    private readonly facts: FactsSource,
    private readonly rules: RuleIndex,
    /** Objects of a partial clone. */
    private readonly present: ReadonlySet<string> | null,
  ) {
    this.reader = new BlobReader(repository.gitDir, MANIFEST_BYTES)
    this.assemble = extractor.assembler()
  }

  close(): void {
    this.reader.close()
  }

  /** Everything pending in `tree` must have been extracted, or it is extracted one by one. */
  async take(tree: TreeState): Promise<Snapshot> {
    await breath()
    for (const { file, job } of tree.pending()) tree.fill(file, await this.facts.get(job))
    if (tree.manifestsChanged) await this.readManifests(tree)
    const records: FindingRecord[] = []
    const sources = new Map<string, FileFacts>()
    for (const file of tree.files.values()) {
      for (const record of file.records) records.push(record)
      if (file.facts && isSource(file)) sources.set(file.path, file.facts)
    }
    records.push(...this.assembled(sources))
    records.sort(byPlace)
    return {
      records,
      services: this.services.services,
      documents: this.documents,
      files: countFiles(
        tree.files.values(),
        this.unread.map(({ reason }) => reason),
      ),
      notifications: [
        ...this.services.problems.map(({ path, message }): Notification => {
          return { level: 'warning', text: `${displayPath(path)}: ${message}`, uri: pathUri(path) }
        }),
        ...this.unread.slice(0, MAX_UNREAD).map(({ path, reason }): Notification => {
          const text = `${displayPath(path)}: ${reason}; retry layers in it are not known`
          return { level: 'warning', text, uri: pathUri(path) }
        }),
        ...(this.assemble.notes?.() ?? []).map(
          (text): Notification => ({ level: 'warning', text }),
        ),
        ...fileNotifications(tree.files.values()),
      ],
    }
  }

  /**
   * Shapes of the assembled findings that are asked about, by `turnKey`, with other blobs (null:
   * without the file) at some paths. `tree` is the one taken last; it stays as it is.
   */
  async shapesWith(
    tree: TreeState,
    blobs: ReadonlyMap<string, string | null>,
    asked: Asked,
  ): Promise<Shapes> {
    await breath()
    const sources = new Map<string, FileFacts>()
    for (const file of tree.files.values()) {
      if (file.facts && isSource(file)) sources.set(file.path, file.facts)
    }
    await this.learn(blobs, tree)
    for (const [path, hash] of blobs) {
      const now = hash === null ? undefined : this.factsAt(path, hash, tree)
      if (now) sources.set(path, now)
      else sources.delete(path)
    }
    const manifests = await this.manifestsWith(tree, blobs)
    return shapesOf(this.findings(sources, manifests, asked))
  }

  /** Facts of blobs that are asked for while the tree stands where it does. */
  private async learn(blobs: ReadonlyMap<string, string | null>, tree: TreeState): Promise<void> {
    if (this.looked.move !== tree.moves) this.looked = { move: tree.moves, facts: new Map() }
    const { facts } = this.looked
    const open = [...blobs].flatMap(([path, hash]) => {
      const kind = hash === null ? null : classify(path, '100644', this.extractor.languageOf)
      const wanted = hash !== null && kind?.kind === 'read' && !kind.test
      const known = !wanted || facts.has(at(path, hash)) || tree.files.get(path)?.hash === hash
      return known ? [] : [{ key: at(path, hash), job: { hash, language: kind.language } }]
    })
    const jobs = open.map(({ job }) => job)
    await this.facts.ensure(jobs, () => {})
    for (const { key, job } of open) {
      const known = await this.facts.get(job)
      facts.set(key, 'facts' in known ? known.facts : undefined)
    }
  }

  /** The same object for the same blob at a path, by which what is assembled knows it again. */
  private factsAt(path: string, hash: string, tree: TreeState): FileFacts | undefined {
    const standing = tree.files.get(path)
    return standing?.hash === hash ? standing.facts : this.looked.facts.get(at(path, hash))
  }

  private async manifestsWith(tree: TreeState, blobs: ReadonlyMap<string, string | null>) {
    const changed = [...blobs].filter(([path]) => this.isInput(path) && tree.isManifest(path))
    if (changed.length === 0) return this.manifests
    const manifests = this.manifests.filter(({ path }) => !blobs.has(path))
    for (const [path, hash] of changed) {
      if (hash === null || this.present?.has(hash) === false) continue
      const blob = await this.reader.read(hash)
      if ('bytes' in blob) manifests.push({ path, text: blob.bytes.toString('utf8') })
    }
    return manifests.sort(({ path: a }, { path: b }) => (a < b ? -1 : 1))
  }

  private findings(
    sources: Map<string, FileFacts>,
    manifests: { path: string; text: string }[],
    asked?: Asked,
  ): Finding[] {
    const configured = new Set(manifests.map(({ path }) => path))
    return this.assemble(sources, manifests, asked)
      .filter(({ path }) => sources.has(path) || configured.has(path))
      .sort(inFileOrder)
  }

  /** Whether a manifest is one that findings are assembled from; others speak of services. */
  private isInput(path: string): boolean {
    return this.isNamed(path) || this.extractor.configuration?.wants(path) === true
  }

  private isNamed(path: string): boolean {
    return this.extractor.manifests.includes(baseOf(path))
  }

  /** The same finding in many weeks is one record, so that memory holds what is distinct. */
  private assembled(sources: Map<string, FileFacts>): FindingRecord[] {
    const wanted = this.findings(sources, this.manifests)
    return makeRecords(wanted, this.rules, null).map((record) => {
      const key = record.head + record.properties
      const known = this.interned.get(key)
      if (known === undefined) this.interned.set(key, record)
      return known ?? record
    })
  }

  private async readManifests(tree: TreeState): Promise<void> {
    const hashes = [...new Set(tree.manifests.values())].filter(
      (hash) => !this.texts.has(hash) && (this.present?.has(hash) ?? true),
    )
    const blobs = await Promise.all(hashes.map((hash) => this.reader.read(hash)))
    for (const [i, hash] of hashes.entries()) {
      const blob = blobs[i]
      this.texts.set(hash, blob && 'bytes' in blob ? blob.bytes.toString('utf8') : null)
    }
    const { configuration } = this.extractor
    const silent = new Set(hashes)
    for (const [path, hash] of tree.manifests) {
      if (!silent.has(hash)) continue
      const text = this.texts.get(hash) ?? null
      const named = isServiceFile(path) || isOwnershipFile(path) || this.isNamed(path)
      if (text === null || named || configuration?.speaks(path, text)) silent.delete(hash)
    }
    // Most configuration files say nothing that is looked for: their text is not kept.
    for (const hash of silent) this.texts.set(hash, null)
    const files = [...tree.manifests]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, hash]) => ({ path, text: this.texts.get(hash) ?? null }))
      .filter((file): file is { path: string; text: string } => file.text !== null)
    const input = { files: files.filter((f) => isServiceFile(f.path)), folders: tree.folders() }
    const services = findServices(input, this.repository.name)
    const owners = ownershipDocuments(files.filter((f) => isOwnershipFile(f.path)))
    const problems = [...services.problems, ...owners.problems]
    this.services = { services: services.services, problems }
    this.documents = owners.documents
    this.manifests = files.filter(
      ({ path, text }) =>
        this.isNamed(path) || (this.isInput(path) && text.length <= CONFIG_LENGTH),
    )
    this.unread = configuration?.unread(this.manifests) ?? []
    tree.manifestsChanged = false
    const live = new Set(tree.manifests.values())
    for (const hash of this.texts.keys()) if (!live.has(hash)) this.texts.delete(hash)
  }
}

/** Lets answers of parser threads in, which have nothing to do else while a commit is assembled. */
const breath = () => new Promise((resolve) => setImmediate(resolve))

const at = (path: string, hash: string) => `${hash} ${path}`

const isSource = (file: FileState) => file.class.kind === 'read' && !file.class.test

const inFileOrder = (a: Finding, b: Finding) =>
  a.path === b.path ? a.region.startLine - b.region.startLine : a.path < b.path ? -1 : 1

function byPlace(a: FindingRecord, b: FindingRecord): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1
  if (a.startLine !== b.startLine) return a.startLine - b.startLine
  return a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0
}
