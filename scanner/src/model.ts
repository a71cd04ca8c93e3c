/**
 * The scanner's vocabulary: what one blob says (facts), what a repository at one commit
 * amounts to (findings). Everything here is plain JSON; facts are cached on disk by blob hash.
 */

export const LANGUAGES = ['typescript', 'tsx', 'javascript', 'python', 'java', 'go'] as const
/** A grammar the scanner reads. `javascript` covers .js/.mjs/.cjs/.jsx and is parsed by the tsx grammar. */
export type Language = (typeof LANGUAGES)[number]

/** The seven kinds of design decision that must have an accountable owner. */
export const DECISION_KINDS = [
  'concurrency-control',
  'transaction-boundary',
  'caching',
  'retry',
  'idempotency',
  'api-contract',
  'state-machine',
] as const
export type DecisionKind = (typeof DECISION_KINDS)[number]

export type RuleKind = 'decision' | 'retry-path' | 'flow' | 'pattern'
export type Level = 'error' | 'warning' | 'note' | 'none'

/** SARIF region: lines and columns from 1, columns in UTF-16 code units, end column exclusive. */
export interface Region {
  startLine: number
  startColumn: number
  endLine: number
  endColumn: number
}

export interface Rule {
  /** Stable id, `kind/name`, e.g. `pattern/swallowed-error-empty`, `decision/caching`. */
  id: string
  /** PascalCase name, as SARIF asks. */
  name: string
  kind: RuleKind
  decisionKind?: DecisionKind
  level: Level
  /** One sentence: what it finds. */
  summary: string
  /** Markdown for a backend engineer: why it matters systemically, what to do instead, when it is fine. */
  help: string
}

/** How often a call may be made in all, the first included; `unbounded` is not a number; `unknown` is never 1. */
export type Attempts = number | 'unbounded' | 'unknown'

export type RetryLayerKind =
  | 'sdk-default'
  | 'client-setting'
  | 'wrapper'
  | 'decorator'
  | 'loop'
  | 'queue'
  | 'job'
  | 'gateway'
  | 'mesh'
  | 'workflow'

/** One place that may repeat a call. */
export interface RetryLayer {
  kind: RetryLayerKind
  /** Library or mechanism, e.g. `exponential-backoff`, `loop`. */
  mechanism: string
  attempts: Attempts
  /** Where the number comes from, e.g. `numOfAttempts: 3`, `default of p-retry 7 (retries 10)`. */
  basis: string
  source: 'explicit' | 'default' | 'assumed'
  region: Region
  symbol: string
  /** Dotted callees of the calls this layer repeats, as written in its function. */
  repeats: string[]
  /** The declaration that a decorator stands on: overloads share a symbol, not their layers. */
  on?: Region
  /** Row of the library tables, `npm:stripe`: its default depends on the version in use. */
  library?: string
  /** Variable that holds the client whose calls are repeated, for files that import it. */
  client?: string
  /** Its function gives the client back. */
  gives?: true
  /** Its function is handed the client, of which it knows the type alone. */
  handed?: true
  /** Where the number is a name that another file gives a value: `env.MAX_ATTEMPTS`. */
  limit?: { name: NameRef; counts: 'attempts' | 'retries' }
  /** Set on the library's module as a whole, wherever that is done: `stripe.max_network_retries`. */
  setting?: { name: string; counts: 'attempts' | 'retries' }
  /** Options that another file makes; with the place, where nothing is told before they are found. */
  given?: { name: NameRef; counts: 'attempts' | 'retries'; site?: Omit<Site, 'rule' | 'message'> }
  /** Name under which configuration sets it (Resilience4j). */
  instance?: string
  /** Condition, delay and deadline as written, when seen. */
  condition?: string
  /** Function that says on which errors it repeats. */
  asks?: string
  delay?: string
  deadline?: string
  /** A decorator without another one between it and what it stands on. */
  direct?: true
  /** Why it repeats nothing where it stands. */
  idle?: string
  /** Time limit of each attempt, and what limits the repetitions of all requests together. */
  perTry?: string
  budget?: string
  /** Key of the configuration that sets it, or would: it is written in no code. */
  key?: string
  /** What the number in configuration counts; `retries` leaves the first attempt out. */
  counts?: 'attempts' | 'retries' | 'deliveries'
  confidence?: 'certain' | 'likely'
  /** Where it stands, of a default that comes with a mark and is nobody's decision. */
  site?: Omit<Site, 'rule' | 'message'>
}

/** A place in one blob that a detector reports. Path-free: the same blob at another path says the same. */
export interface Site {
  rule: string
  level?: Level
  message: string
  region: Region
  /** Enclosing symbol path, e.g. `UserService.load`; empty at file level. */
  symbol: string
  /** Text of the region, at most 40 lines. */
  snippet: string
  /** Region's lines with up to three lines around, at most 46 lines, and the line it starts at. */
  context: { startLine: number; text: string }
  /** Hash of the region's tokens without white space and comments: survives reformatting. */
  content: string
  /** Hash of the first characters of what `content` hashes, where there are more: survives edits further in. */
  beginning?: string
  /** `primaryLocationLineHash` as github/codeql-action computes it. */
  lineHash: string
  /** Detector specific, e.g. `{ anchor: 'prisma.$transaction' }`. */
  data?: Record<string, unknown>
  /** Declared beside the code: `plumbline: owner=@team decision=docs/decisions/0007.md`. */
  declared?: { owner?: string; decision?: string }
}

export interface ImportFact {
  /** As written: `./queue`, `exponential-backoff`, `org.springframework.retry.annotation`. */
  module: string
  /** `default`, `*` or the exported name. */
  imported: string
  local: string
}

/** Calls that are made once for each element of something whose number nobody can know. */
export interface FanOutFact {
  calls: string[]
  /** Elements, as written. */
  over: string
  /** The loop, comprehension or call around. */
  region: Region
}

/** A number of attempts or retries, by what its name says is counted. */
export interface GivenNumber {
  name: string
  value?: number
  /** Where a name is given that has the number. */
  ref?: NameRef
  counts: 'attempts' | 'retries'
}

/** Work given to a function that may repeat it, with what that is told of how often and when. */
export interface HandoverFact {
  callee: string
  repeats: string[]
  region: Region
  given?: GivenNumber[]
  /** Where a number is given. */
  site?: Omit<Site, 'rule' | 'message'>
  /** Function that says which errors are repeated. */
  asks?: string
  /** What repeats is made in place: where it is told no number, its own default holds. */
  made?: boolean
}

export interface FunctionFact {
  /** Symbol path inside the file, `Class.method`. */
  symbol: string
  region: Region
  exported: boolean
  /** Also for Java methods that return a `Mono` or `Flux`. */
  async: boolean
  /** Dotted callees in order of appearance, without arguments, distinct. */
  calls: string[]
  /** Classes of the errors that it throws itself, as written; `*` where nobody can tell. */
  throws?: string[]
  /**
   * Errors that it makes only of others that it caught, by class as written, with the classes of those:
   * `catch (e) { if (e instanceof Taken) throw new Duplicate() }`.
   */
  remade?: Record<string, string[]>
  /**
   * Pairs of places in `calls`: the first hears how the second one went, by its result or as its
   * failure; -1 for any.
   */
  hears?: number[]
  /**
   * Work given to a function that may repeat it: `withRetry(() => api.send())`, `@with_retry(tries=3)`
   * on the function itself; with the numbers that it is given by name.
   */
  handovers?: HandoverFact[]
  /** What it calls only where a parameter of its own is nil, and what it gives nil to, by place. */
  without?: { callee: string; parameter: number }[]
  nothing?: { callee: string; index: number }[]
  /** What it hands a parameter of its own on to, which may be nil. */
  passes?: { callee: string; index: number; parameter: number }[]
  /**
   * Calls whose failure ends in a handler here that throws nothing again, or only errors of some
   * classes, with the classes that are thrown beside these calls.
   */
  swallowed?: {
    calls: string[]
    region: Region
    lets?: string[]
    throws?: string[]
    /** Calls in handlers inside. */
    failing?: string[]
  }[]
  /** Calls whose every failure leaves as an error of one class. */
  turned?: { calls: string[]; error: string; region: Region }[]
  fanOuts?: FanOutFact[]
}

/** A name as written: `=text` for a literal, `$0` for a parameter of the function, else a dotted reference. */
export type NameRef = string

export type EntryKind = 'http' | 'grpc' | 'queue' | 'topic' | 'job' | 'schedule' | 'function'
/** `none`: nothing is called further. */
export type OutgoingKind = 'http' | 'grpc' | 'queue' | 'topic' | 'task' | 'sdk' | 'call' | 'none'

/** A place where work enters: a route, a consumer, a job. */
export interface EntryFact {
  kind: EntryKind
  mechanism: string
  /** Queue, topic or task; `=GET /orders` for routes. */
  name: NameRef
  /** Constant with the path that a route stands under. */
  under?: NameRef
  /** Function handed over by name (`$1` for a parameter). */
  handler?: string
  /** Work written in place. */
  inline?: FunctionFact
  /** Only where the name is found to be a queue's. */
  unsure?: true
  /** Function that registers it, or that is it. */
  symbol: string
  region: Region
}

/** A call that may register an entry point through a function of the repository's own. */
export interface RegistrationFact {
  callee: string
  args: NameRef[]
  inline?: FunctionFact
  symbol: string
  region: Region
}

/** A call that leaves the process by what it is: an HTTP request, a message, a task. */
export interface OutgoingFact {
  kind: OutgoingKind
  callee: string
  symbol: string
  region: Region
  method?: string
  /** Queue, topic or task. */
  name?: NameRef
  /** URL as far as it is written: `=https://host/path/{}`, `env:USER_URL/path`. */
  url?: string
  /** Only where what it is called on is found to be a client. */
  unsure?: true
  /** Carries a key by which the other side knows a repetition. */
  keyed?: true
  /** The message says itself that it is delivered once. */
  once?: true
  /** Other messages of the same call do not say how often they are delivered. */
  partly?: true
  /** The message names the class that sends it, as what does the work. */
  ownClass?: true
  /** Deadline of this one call, as written. */
  timeout?: string
  /** Classes and beans that configure the client, which may say how often it repeats. */
  configured?: string[]
}

/** A queue as this file makes it. */
export interface QueueFact {
  name: NameRef
  mechanism: string
  symbol: string
  region: Region
  /** Variable or field that holds it. */
  variable?: string
  /** Function that may make it, and which of its parameters is the name. */
  made?: { callee: string; at: number }
  /** It says itself that each of its messages is delivered once, whatever holds for others. */
  once?: true
}

/** A client of another system as this file makes it. */
export interface ClientFact {
  /** Module and member it is made with, as imported: `@clickhouse/client`, `createClient`. */
  module: string
  member: string
  /** Function that makes it; empty at file level. */
  symbol: string
  /** Variable or field that holds it. */
  variable?: string
  /** What it puts in front of every address, as far as it is written. */
  base?: string
}

/** A message put on a queue inside a handler of a failure. */
export interface RequeueFact {
  callee: string
  symbol: string
  region: Region
  /** First argument or `topic`, where it is a name. */
  name?: NameRef
  /** Calls that are tried before. */
  tried: string[]
  rethrows: boolean
  /** Carries an id by which the queue knows a job that it has. */
  keyed?: true
  site: Omit<Site, 'rule' | 'message'>
}

/** A decorator that may be a repository's own around a library's that makes jobs. */
export interface OwnMarkFact {
  callee: string
  /** Name of the job. */
  name: NameRef
  /** Numbers given by options that may set attempts; null where none is written. */
  options: Record<string, number | null>
  /** The work asks to be done again, or says on which errors it is. */
  again?: true
  /** Function that it stands on, and in Java all of it. */
  symbol: string
  on?: Region
  repeats: string[]
  site: Omit<Site, 'rule' | 'message'>
}

/** A function that makes jobs of a library from what it is given. */
export interface JobMakerFact {
  symbol: string
  mechanism: string
  /** Row of the library tables. */
  library?: string
  /** An annotation that makes no job: what it stands on is repeated by a layer of this kind. */
  layer?: RetryLayerKind
  /** Number written there for all of them. */
  attempts?: Attempts
  basis?: string
  /** It says on which errors they are done again. */
  again?: true
}

/** How work enters and leaves a file. */
export interface FlowFacts {
  entries?: EntryFact[]
  registrations?: RegistrationFact[]
  outgoing?: OutgoingFact[]
  queues?: QueueFact[]
  /** Classes that say how often a job of theirs is done; the layer's symbol is the class. */
  jobClasses?: RetryLayer[]
  requeues?: RequeueFact[]
  clients?: ClientFact[]
  ownMarks?: OwnMarkFact[]
  jobMakers?: JobMakerFact[]
  /** String constants and enum members that may name queues: `QueueName.Mail` -> `mail`. */
  names?: Record<string, string>
  /** Numbers that may limit attempts: constants, and defaults of variables of the environment. */
  numbers?: Record<string, number>
  /** Numbers set on a library's module as a whole, null where none is written; beans for all clients. */
  settings?: Record<string, number | null>
}

/** What ends or bounds waiting: a time limit, a pool of connections, a circuit breaker. */
export type LimitKind = 'timeout' | 'pool' | 'breaker'

/** A limit as written, or as its library has it where nothing is written. */
export interface LimitFact {
  kind: LimitKind
  mechanism: string
  /** `5 s`, `10 connections`; `none: waits for ever`; as written where it cannot be read. */
  value: string
  /** Milliseconds, where it is a time that is known. */
  ms?: number
  /** `unknown`: options come from elsewhere. */
  source: 'explicit' | 'default' | 'unknown'
  basis: string
  region: Region
  symbol: string
  /** The one callee it holds for; else everything its function does. */
  covers?: string
  /** Variable that holds the client whose calls it holds for. */
  client?: string
}

/** A type as its file declares it. */
export interface TypeFact {
  /** What it extends or implements, as written. */
  supers?: string[]
  /** An interface or abstract: others do the work. */
  open?: true
  /** Fields by name with their types, in Java those kept for classes below; names of Go's and Python's methods. */
  fields?: Record<string, string>
  methods?: string[]
}

/** A call that is made once for each element and may lead to a query in another function. */
export interface RowFact {
  callee: string
  /** Elements, as written. */
  over: string
  /** Where its loop begins: of the calls of one loop one is told. */
  loop: number
  site: Omit<Site, 'rule' | 'message'>
}

/** A call that waits on the thread that makes it. */
export interface BlockingFact {
  callee: string
  /** What it does meanwhile: `sleeps`, `waits for the database`. */
  does: string
  site: Omit<Site, 'rule' | 'message'>
}

/** What one blob says, whatever its path, commit or repository. */
export interface FileFacts {
  language: Language
  lines: number
  /** Regions the grammar could not read; facts outside them stand. */
  parseErrors: Region[]
  imports: ImportFact[]
  functions: FunctionFact[]
  /** Functions at file level that neither call nor throw anything, in scripts and Python. */
  plain?: string[]
  /** Type, class or factory of variables that calls go through: `{ stripe: 'Stripe' }`. */
  receivers?: Record<string, string>
  /** Variables of the file as a whole, by what each was made from. */
  instances?: Record<string, string>
  /** Name under which the file itself knows its default export. */
  defaultExport?: string
  /** Types by symbol. */
  types?: Record<string, TypeFact>
  /** Types that functions give back, by symbol; several in Go, empty where plain. */
  results?: Record<string, string[]>
  retryLayers: RetryLayer[]
  flow?: FlowFacts
  limits?: LimitFact[]
  rows?: RowFact[]
  /** Calls that wait, and those (`symbol callee`) that are made on a thread of their own. */
  blocking?: { calls?: BlockingFact[]; elsewhere?: string[] }
  sites: Site[]
}

/** A finding at one commit: a site with its path, or one assembled from several files. */
export interface Finding extends Omit<Site, 'content'> {
  path: string
  content: string
  /** For findings whose identity is not their place: e.g. retry path entry and outbound call. */
  identity?: string
  /** Ordered steps, for code flows. */
  flow?: { path: string; region: Region; symbol: string; message: string }[]
}
