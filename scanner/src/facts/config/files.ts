import type { Manifest } from '../versions'
import { speaksOfAddresses } from './addresses'
import { type HclBlock, hclBlocks } from './hcl-tree'
import { type Directive, nginxDirectives } from './nginx-tree'
import type { Tree } from './tree'
import { yamlTrees } from './yaml-tree'

/** A configuration file as its language reads. */
export interface ConfigFile {
  path: string
  text: string
  documents: Tree[]
  blocks: HclBlock[]
  directives: Directive[]
  /** Why it could not be read, wholly or in part. */
  unread?: string
}

export type Format = 'yaml' | 'json' | 'hcl' | 'nginx'

/** Test data, sample answers, other people's packages, and what build servers read: no layers. */
const ELSEWHERE =
  /(?:^|\/)(?:\.github|\.gitlab|\.circleci|\.buildkite|\.tekton|\.azure-pipelines|\.yarn|\.venv|node_modules|bower_components|vendor|third_party|site-packages|cassettes|locales?|i18n|translations|__tests__|__mocks__|__fixtures__|__snapshots__|testdata|test-?data|fixtures|tests?|specs?|e2e|cypress|playwright)\//i
const BUILD_FILE =
  /(?:^|\/)(?:\.[^/]*|pnpm-lock|docker-compose\.(?:test|ci)|mkdocs|openapi|swagger|azure-pipelines|cloudbuild|bitbucket-pipelines|appveyor|codecov|dependabot|renovate|buf(?:\.\w+)*|Chart)\.(?:ya?ml|json)$/i
const NGINX =
  /(?:^|\/)(?:[^/]*nginx[^/]*\.(?:conf|tmpl|template|tpl)|nginx\.conf(?:\.\w+)?|[^/]*\.conf(?:\.(?:template|tmpl|tpl|j2))?)$|(?:^|\/)(?:sites-(?:enabled|available)|nginx\/conf\.d)\/[^/]+$/i
const JSON_NAMED =
  /(?:\.asl|\.template|[-_.]?state-?machine[^/]*|[-_.]?step-?functions?[^/]*|(?:^|\/)template|(?:^|\/)kong[^/]*|(?:^|\/)envoy[^/]*|(?:cloudformation|statemachines?|stepfunctions?)\/[^/]*)\.json$/i

/** The reader for a file by its path alone; null where no layer of a running system is looked for. */
export function formatOf(path: string): Format | null {
  const dot = path.lastIndexOf('.')
  const ending = path.slice(dot + 1).toLowerCase()
  const found =
    ending === 'yaml' || ending === 'yml'
      ? 'yaml'
      : ending === 'tf'
        ? 'hcl'
        : ending === 'json'
          ? JSON_NAMED.test(path) && 'json'
          : ending === 'template' && !/nginx|\.conf/i.test(path)
            ? 'yaml'
            : (ending === 'conf' || NGINX.test(path)) && NGINX.test(path) && 'nginx'
  if (!found || ELSEWHERE.test(path) || BUILD_FILE.test(path)) return null
  return found
}

const OURS =
  'VirtualService|DestinationRule|IstioOperator|ServiceProfile|Ingress|Job|CronJob|Workflow|WorkflowTemplate|CronWorkflow|ClusterWorkflowTemplate|KongIngress'
/** At the margin: a `kind:` further in belongs to something else, a definition or a reference. */
const KINDS = new RegExp(
  `^(?:- |[ \\t]*")?["']?kind["']?:[ \\t]*["']?(?:${OURS})["']?[ \\t,]*\\r?$`,
  'm',
)
/** Of the items of a list, whose kinds are written further in. */
const LIST = /^kind: List[ \t]*\r?$/m
const LISTED = new RegExp(`^[ \\t-]*kind:[ \\t]*(?:${OURS})[ \\t]*\\r?$`, 'm')
const ROUTES = /^kind:[ \t]*(?:HTTPRoute|GRPCRoute)\b/m
const YAML_MARKS =
  /\bretry_policy\b|^_format_version|AWSTemplateFormatVersion|AWS::(?:Serverless|SQS|SNS|Events|Lambda|StepFunctions|Scheduler|Batch)\b|retry\.linkerd\.io\/|konghq\.com\/|proxy-next-upstream|dapr\.io\/|pubsubname|["']?StartAt["']?\s*:|maximumRetryAttempts|maxReceiveCount|^:?max_retries:/m
const HCL_MARKS =
  /"(?:aws_(?:sqs_queue|sns_topic|lambda|cloudwatch_event_target|scheduler_schedule|sfn_state_machine|batch_job_definition|s3_bucket_notification)|google_(?:pubsub_subscription|cloud_tasks_queue|cloud_scheduler_job|cloud_run_v2_job)|azurerm_servicebus|kubernetes_(?:job|cron_job))/
const NGINX_MARKS = /_next_upstream|\b(?:proxy|grpc|fastcgi|uwsgi)_pass\b/

/** Whether a file of that format says anything about layers; looked for in its text alone. */
export function speaks(format: Format, text: string): boolean {
  if (format === 'hcl') return HCL_MARKS.test(text) || /^[ \t]*(?:variable|locals)\b/m.test(text)
  if (format === 'nginx') return NGINX_MARKS.test(text)
  return speaksOfAddresses(text) || speaksOfLayers(text)
}

function speaksOfLayers(text: string): boolean {
  return (
    YAML_MARKS.test(text) ||
    KINDS.test(text) ||
    (ROUTES.test(text) && /^[ \t]+retry:/m.test(text)) ||
    isListOfOurs(text)
  )
}

/** In two steps: one expression for both would look through the rest of the text for every list. */
function isListOfOurs(text: string): boolean {
  const list = LIST.exec(text)
  return list !== null && LISTED.test(text.slice(list.index))
}

const known: Record<Format, Map<string, ConfigFile>> = {
  yaml: new Map(),
  json: new Map(),
  hcl: new Map(),
  nginx: new Map(),
}
const MAX_KNOWN = 4000

/** The files that configuration layers are read from, each read once however often it is met. */
export function configFiles(manifests: readonly Manifest[]): ConfigFile[] {
  return manifests.flatMap(({ path, text }) => {
    const format = formatOf(path)
    if (!format) return []
    const texts = known[format]
    let file = texts.get(text)
    if (!file) {
      if (texts.size > MAX_KNOWN) texts.clear()
      file = speaks(format, text) ? read(format, text) : NOTHING
      texts.set(text, file)
    }
    return file === NOTHING ? [] : [{ ...file, path, text }]
  })
}

const NOTHING: ConfigFile = { path: '', text: '', documents: [], blocks: [], directives: [] }

/** The documents of a text: those that say nothing need not be read, and one that is broken stays alone. */
function documentsOf(text: string): { text: string; line: number }[] {
  const found: { text: string; line: number }[] = []
  let line = 1
  for (const part of text.split(/^(?=---(?:[ \t].*)?\r?$)/m)) {
    found.push({ text: part, line })
    line += part.split('\n').length - 1
  }
  return found
}

/** Reads what is nested deeper than any configuration as unread, not as the end of the scan. */
function read(format: Format, text: string): ConfigFile {
  try {
    return readAs(format, text)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { ...NOTHING, unread: 'configuration, nested too deeply to read' }
  }
}

function readAs(format: Format, text: string): ConfigFile {
  if (format === 'hcl') return { ...NOTHING, blocks: hclBlocks(text) }
  if (format === 'nginx') return { ...NOTHING, directives: nginxDirectives(text) }
  if (format === 'json') return { ...NOTHING, ...yamlTrees(text) }
  const parts = documentsOf(text)
    .filter((one) => speaksOfLayers(one.text))
    .map((one) => yamlTrees(one.text, one.line))
  const unread = parts.find((one) => one.unread)?.unread
  return {
    ...NOTHING,
    documents: parts.flatMap(({ documents }) => documents),
    ...(unread ? { unread } : {}),
  }
}
