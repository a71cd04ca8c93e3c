import type { Assistance } from '../assistance/grade'
import type { FileWriter } from '../history/writers'
import type { Rule } from '../model'
import type { Service } from '../services'
import type { TextFile } from '../services/types'
import { type FindingRecord, type Origin, type RuleIndex, resultText } from './record'

export interface Notification {
  level: 'error' | 'warning' | 'note'
  text: string
  /** URI relative to the root, and a line in it. */
  uri?: string
  line?: number
}

export interface CommitEntry {
  author: string
  committedAt: string
  subject: string
  assistance: Assistance
}

/** Everything a run says apart from its results. Times are ISO 8601 in UTC. */
export interface RunHead {
  toolVersion: string
  category: string
  runId: string
  /** Where the run looked at this commit alone: of several together none has a time of its own. */
  startTime?: string
  endTime: string
  repository: string
  repositoryUri: string
  rootCommit?: string
  commit: string
  branch: string
  defaultBranch: boolean
  committedAt: string
  holdsThrough: string
  services: readonly Service[]
  /** Files that say who owns what. */
  documents: readonly TextFile[]
  commits: Record<string, CommitEntry>
  files: { read: number; skipped: { reason: string; count: number }[] }
  /** Tags of the mainline in the window; only where the whole branch is spoken of, at its tip. */
  tags?: readonly { name: string; commit: string; committedAt: string }[]
  /** Who made most commits to each file with decisions; only where tags stand too. */
  writers?: { weeks: number; files: readonly FileWriter[] }
  notifications: readonly Notification[]
}

const PLACE = '"results":["@"]'

/**
 * A SARIF 2.1.0 log with one run, as docs/formats/sarif.md has it. `origins` run parallel to
 * `records`. Built by joining the records' own texts: 20,000 results take well under a second.
 */
export function writeSarif(
  head: RunHead,
  rules: RuleIndex,
  records: readonly FindingRecord[],
  origins: readonly Origin[],
): string {
  const frame = JSON.stringify(log(head, rules.rules))
  const at = frame.lastIndexOf(PLACE)
  const results = records.map((record, i) => resultText(record, origins[i] ?? {})).join(',')
  return `${frame.slice(0, at)}"results":[${results}]${frame.slice(at + PLACE.length)}`
}

function log(head: RunHead, rules: readonly Rule[]) {
  const run = {
    tool: {
      driver: {
        name: 'plumbline',
        semanticVersion: head.toolVersion,
        version: head.toolVersion,
        rules: rules.map(descriptor),
      },
    },
    automationDetails: { id: `${head.category}/${head.runId}` },
    versionControlProvenance: [
      { repositoryUri: head.repositoryUri, revisionId: head.commit, branch: head.branch },
    ],
    invocations: [
      {
        executionSuccessful: true,
        ...(head.startTime === undefined ? {} : { startTimeUtc: head.startTime }),
        endTimeUtc: head.endTime,
        toolExecutionNotifications: head.notifications.map(notification),
      },
    ],
    originalUriBaseIds: { SRCROOT: { description: { text: 'Root of the repository' } } },
    columnKind: 'utf16CodeUnits',
    properties: { plumbline: bag(head) },
    // Last, so that the last occurrence of the placeholder is this one whatever a repository writes.
    results: ['@'],
  }
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }
}

function descriptor(rule: Rule) {
  const { kind, decisionKind } = rule
  return {
    id: rule.id,
    name: rule.name,
    shortDescription: { text: rule.summary },
    help: { text: rule.help, markdown: rule.help },
    defaultConfiguration: { level: rule.level },
    properties: { plumbline: { kind, ...(decisionKind ? { decisionKind } : {}) } },
  }
}

function notification(item: Notification) {
  const region = item.line === undefined ? {} : { region: { startLine: item.line } }
  const physicalLocation = {
    artifactLocation: { uri: item.uri, uriBaseId: 'SRCROOT' },
    ...region,
  }
  return {
    level: item.level,
    message: { text: item.text },
    ...(item.uri === undefined ? {} : { locations: [{ physicalLocation }] }),
  }
}

function bag(head: RunHead) {
  return {
    format: 1,
    repository: head.repository,
    ...(head.rootCommit === undefined ? {} : { rootCommit: head.rootCommit }),
    committedAt: head.committedAt,
    holdsThrough: head.holdsThrough,
    defaultBranch: head.defaultBranch,
    scope: { paths: ['**'] },
    services: head.services,
    documents: head.documents,
    commits: head.commits,
    files: head.files,
    ...(head.tags === undefined ? {} : { tags: head.tags }),
    ...(head.writers === undefined ? {} : { writers: head.writers }),
  }
}
