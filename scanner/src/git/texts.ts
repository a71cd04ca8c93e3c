import { BlobReader } from './blobs'

/** Texts of blobs, the last few kept: neighbouring questions are about the same file. */
export class BlobTexts {
  private readonly reader: BlobReader
  private readonly kept = new Map<string, string | null>()

  constructor(
    gitDir: string,
    /** Objects of a partial clone; older git would try to fetch one that is not among them. */
    private readonly present: ReadonlySet<string> | null = null,
    private readonly size = 64,
  ) {
    this.reader = new BlobReader(gitDir)
  }

  close(): void {
    this.reader.close()
  }

  /** Null where the clone lacks the blob or it is too large to be read. */
  async get(hash: string): Promise<string | null> {
    const known = this.kept.get(hash)
    if (known !== undefined) return known
    if (this.present !== null && !this.present.has(hash)) return null
    const blob = await this.reader.read(hash)
    const text = 'bytes' in blob ? blob.bytes.toString('utf8') : null
    const [oldest] = this.kept.keys()
    if (oldest !== undefined && this.kept.size >= this.size) this.kept.delete(oldest)
    this.kept.set(hash, text)
    return text
  }
}
