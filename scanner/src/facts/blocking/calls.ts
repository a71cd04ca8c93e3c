import type { Family } from '../languages'

/** A call of a package that waits, or works for long, on the thread that makes it. */
export interface WaitingCall {
  on: Family
  module: RegExp
  /** Imported name with what follows: `run`, `Session.get`. */
  member: RegExp
  /** What it waits for, as a reader says it. */
  does: string
}

const VERBS = '(get|post|put|patch|delete|head|options|request)'

/** Read in each package's documentation, November 2026. */
export const WAITING: readonly WaitingCall[] = [
  {
    on: 'python',
    module: /^time$/,
    member: /^sleep$/,
    does: 'sleeps',
  },
  {
    on: 'python',
    module: /^requests$/,
    member: new RegExp(`^${VERBS}$|^[sS]ession\\.${VERBS}$`),
    does: 'waits for an answer over HTTP',
  },
  {
    on: 'python',
    module: /^httpx$/,
    member: new RegExp(`^${VERBS}$|^stream$|^Client\\.${VERBS}$`),
    does: 'waits for an answer over HTTP',
  },
  {
    on: 'python',
    module: /^urllib\.request$|^urllib3$/,
    member: /^(urlopen|urlretrieve|request|request\.urlopen|PoolManager\.request)$/,
    does: 'waits for an answer over HTTP',
  },
  {
    on: 'python',
    module: /^subprocess$/,
    member: /^(run|call|check_call|check_output|getoutput|getstatusoutput)$/,
    does: 'waits for another program',
  },
  {
    on: 'python',
    module: /^os$/,
    member: /^(system|wait|waitpid)$/,
    does: 'waits for another program',
  },
  {
    on: 'python',
    module: /^(psycopg2|pymysql|MySQLdb|mysql\.connector)$/,
    member: /^connect$/,
    does: 'waits for the database',
  },
  {
    on: 'script',
    module: /^(node:)?child_process$/,
    member: /^(execSync|execFileSync|spawnSync)$/,
    does: 'waits for another program',
  },
  {
    on: 'script',
    module: /^(node:)?zlib$/,
    member:
      /^(gzip|gunzip|deflate|deflateRaw|inflate|inflateRaw|brotliCompress|brotliDecompress|unzip|zstdCompress|zstdDecompress)Sync$/,
    does: 'compresses',
  },
  {
    on: 'script',
    module: /^(node:)?crypto$/,
    member:
      /^(pbkdf2Sync|scryptSync|generateKeyPairSync|generateKeySync|generatePrimeSync|hkdfSync)$/,
    does: 'computes a key',
  },
  {
    on: 'script',
    module: /^bcrypt(js|-ts)?$|^@node-rs\/(bcrypt|argon2)$/,
    member: /^(hashSync|compareSync|verifySync)$/,
    does: 'computes a password hash',
  },
  {
    on: 'script',
    module: /^(node:)?fs$|^fs-extra$|^graceful-fs$/,
    member:
      /^(readFileSync|writeFileSync|appendFileSync|readdirSync|copyFileSync|cpSync|rmSync|fsyncSync|readJsonSync|writeJsonSync|copySync|removeSync)$/,
    does: 'waits for the file system',
  },
  { on: 'java', module: /^java\.lang$/, member: /^Thread\.sleep$/, does: 'sleeps' },
  {
    on: 'java',
    module: /^org\.springframework\.web\.client$/,
    member: /^(RestTemplate|RestClient)\.(\w+)$/,
    does: 'waits for an answer over HTTP',
  },
  {
    on: 'java',
    module: /^org\.springframework\.jdbc\.core(\.\w+)*$/,
    member:
      /^\w*(JdbcTemplate|JdbcOperations|JdbcClient)\.(query\w*|update|batchUpdate|execute|sql)$/,
    does: 'waits for the database',
  },
]

/** Whoever is given work runs it on a thread of its own. */
export const HANDS_OVER =
  /(^|\.)(run_in_executor|to_thread|run_sync|run_in_threadpool|sync_to_async|database_sync_to_async|submit|Thread|Process|Worker)(\(\))*$/
/** Reactor: from here on it runs on threads that may wait. */
export const ELASTIC =
  /boundedElastic|subscribeOn|publishOn|fromExecutor|newBoundedElastic|Schedulers\./
