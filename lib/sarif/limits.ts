/**
 * What an upload may be at most. Bytes are decimal (64 MB = 64,000,000).
 * Sources: V8's longest string is 536,870,888 characters, so 512 MB of UTF-8 still decodes; real
 * SARIF packs up to 55:1 and a gzip bomb 1,000:1, so a ratio of 200 parts them; GitHub code
 * scanning takes 20 runs, 1,000 locations of a result and 10,000 steps of a flow.
 */
export const limits = {
  packedBytes: 64_000_000,
  unpackedBytes: 512_000_000,
  ratio: 200,
  /** Unpacked bytes before the ratio counts; small files of equal rows pack very well. */
  ratioFromBytes: 10_000_000,
  /** Nested arrays and objects; real SARIF stays below 40. */
  depth: 1000,
  runs: 20,
  results: 500_000,
  /** UTF-16 units of a message, snippet or help text before it is cut. */
  textLength: 65_536,
  /** UTF-16 units of a name that stands in a database index (PostgreSQL: 2,704 bytes a key). */
  nameLength: 200,
  pathLength: 4096,
  /** Further locations of one result that are kept. */
  locations: 1000,
  /** Steps of one code flow that are kept. */
  flowSteps: 10_000,
  /** Places and steps kept beside a finding; longer lists stand whole in a table of their own. */
  placesBeside: 100,
  notifications: 1000,
  /** Tags of one run that are kept. */
  tags: 1000,
  /** Files of one run whose writer is kept. */
  writers: 50_000,
  /** Refusals and warnings listed in a receipt; the totals count all. */
  notes: 1000,
  /** JSON characters of a property bag that a detector attached. */
  bagLength: 65_536,
  /** UTF-8 bytes of a file about ownership, and of all of them together. */
  documentBytes: 65_536,
  documentsBytes: 1_048_576,
} as const
