import type { SyntaxNode } from '../parse/syntax-node'

/** Reading a value that may be malformed: failure is the answer, not an incident (SonarJS S2486). */
const PARSING =
  /(parse|decode|deserialize|unmarshal|JSON\.|\bURL\(|new URL|atob|btoa|Buffer\.from|new Date|BigInt|Number|new RegExp|re\.compile|\bint\(|float\(|Decimal\(|UUID|valueOf|fromString|fromisoformat|strptime|strptime|json\.loads|literal_eval|Enum|getItem|setItem|removeItem|sessionStorage|localStorage|require\(|require\.resolve|__import__|import_module|import\(|Class\.forName|forName|access\(|accessSync|statSync|stat\(|lstat|matchMedia|\.json\(\)|\.text\(\)|getattr|inspect\.)/i

/** Letting go of something: a second failure on the way out has nobody to tell. */
const CLEANUP =
  /(close|unlink|remove|rmdir|\brm\(|rmSync|abort|cancel|destroy|dispose|disconnect|releaseLock|release|unsubscribe|quit|\.end\(|kill|terminate|shutdown|stop|cleanup|unregister|clearTimeout|detach|flush|clipboard|\.play\(|\.focus\(|scrollIntoView|setPointerCapture|releasePointerCapture|rollback)\w*\(?/i

export const PARSER_NAME =
  /^_*(try_?|safe_?)?(parse|decode|deserial|unmarshal|convert|coerce|format|get_\w+_from_(query|value|string))/i

export const IGNORED_NAME = /^(_+\w*|ignored?\w*|expected\w*|unused\w*|swallow\w*)$/i

/** Errors that say "not there" or "not well-formed" rather than "broken". */
export const ORDINARY_ERRORS =
  /^(java\.\w+\.)*(Interrupted|NumberFormat|Parse|DateTimeParse|DateTime|MalformedURL|URISyntax|CloneNotSupported|NoSuch\w*|ClassNotFound|EmptyResultDataAccess|NoResult|IllegalArgument|Cancellation|\w*NotFound|DuplicateKey|EOF)(Exception|Error)$/

/** Errors so general, or so much about another system, that a default hides an outage. */
export const SERIOUS_ERRORS =
  /^([\w.]*\.)?(Exception|BaseException|Throwable|RuntimeException|IOException|OSError|IOError|SQLException|\w*(Request|Http|HTTP|Connection|Connect|Database|Operational|SQLAlchemy|DataAccess|Client|Redis|Network|Transport|Api|API|Server|Service|Persistence|Boto|BotoCore|RestClient|Feign|WebClient\w*)(Exception|Error|Failure))$/

const LOGGING =
  /\b(log|logger|logging|LOG|LOGGER|console|slog|zap|logrus|_logger|_log|klog|glog|warnings|print|println|printf|System\.(out|err))\b/

/** Metrics and error trackers: the failure is seen by somebody. */
const CAPTURING =
  /capture|sentry|traceException|recordException|record_exception|recordError|recordIncrement|incr(ement)?\b|\.inc\(|counter|metric|statsd|newrelic|datadog|bugsnag|rollbar|honeybadger|exc_info|logging\.exception|logger\.exception|log\.exception|traceback|setStatus|set_status|addError|reportError|onError|notify|alert/i

export const isLogging = (text: string): boolean => LOGGING.test(text.slice(0, 60))
export const isCapturing = (text: string): boolean => CAPTURING.test(text)

/** A comment behind the closing bracket is a reason like one inside: `.catch(noop) // best effort`. */
export function reasonBeside(node: SyntaxNode): boolean {
  const { source } = node.file
  const end = source.indexOf('\n', node.end)
  return /^[;,)\]}\s]*(\/\/|\/\*|#)/.test(source.slice(node.end, end < 0 ? undefined : end))
}

/** Statements of a block, without comments. */
export function statementsOf(block: SyntaxNode | null): SyntaxNode[] {
  const list = block?.first('statement_list')
  return (list ?? block)?.children.filter((child) => !child.type.endsWith('comment')) ?? []
}

/** One simple statement that parses or lets go of something. */
export function isSmallIdiom(block: SyntaxNode | null): boolean {
  const statements = statementsOf(block)
  const only = statements.length === 1 ? statements[0] : undefined
  if (!only || /^(if|for|while|do|try|switch|with)_/.test(only.type)) return false
  const text = only.text
  if (/^(import|from)\b/.test(text)) return true
  return text.length < 400 && (PARSING.test(text) || CLEANUP.test(text))
}

/** The same for a promise whose failure is dropped: `reader.cancel().catch(() => {})`. */
export function isSmallPromise(text: string): boolean {
  const head = text.slice(0, 200)
  return CLEANUP.test(head) || /\.(json|text|blob|arrayBuffer|formData)\(\)\s*\.catch/.test(head)
}
