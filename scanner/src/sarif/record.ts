import { displayPath, pathUri } from '../git/paths'
import type { Attempts, Finding, Region, Rule } from '../model'
import { type Fingerprints, fingerprints } from './fingerprint'
import { NO_SHAPE, type Shape, shapeOf } from './shape'

/**
 * A finding made ready to be written many times: its SARIF result as text but for the introducing
 * commit, and the few fields that history needs. One record serves every commit it stands in.
 */
export interface FindingRecord {
  rule: string
  path: string
  symbol: string
  /** Normalised content as the facts give it. */
  content: string
  /** Its first characters, where it has more. */
  beginning?: string
  /** Characters of its code without white space: how much its content says. */
  weight: number
  startLine: number
  endLine: number
  /** Region's lines with up to three around, and the line they start at. */
  context: { startLine: number; text: string }
  fingerprints: Fingerprints
  /** Every file that has a part in it; its own first. */
  paths: string[]
  /** Blob it was read from; empty for an assembled one. */
  blob: string
  /** True for a finding assembled over files, which no single blob shows. */
  assembled: boolean
  /** Assembled ones: what their retry layers say. */
  shape: Shape
  /** Result up to and without its closing brace and properties. */
  head: string
  /** Members of `properties.plumbline` without `introducedBy`; empty or ending in a comma. */
  properties: string
}

export interface RuleIndex {
  rules: readonly Rule[]
  index: ReadonlyMap<string, number>
}

/** Rules in a stable order with their places. */
export function indexRules(rules: readonly Rule[]): RuleIndex {
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1))
  return { rules: sorted, index: new Map(sorted.map((rule, i) => [rule.id, i])) }
}

/** Records of findings of one blob, or (null) of several; those of one path in file order. */
export function makeRecords(
  findings: readonly Finding[],
  rules: RuleIndex,
  blob: string | null,
): FindingRecord[] {
  const prints = fingerprints(findings)
  return findings.map((finding, i) => {
    const print = prints[i] ?? { site: '', content: '', ordinal: 0 }
    const paths = new Set([finding.path, ...(finding.flow ?? []).map((step) => step.path)])
    return {
      rule: finding.rule,
      path: finding.path,
      symbol: finding.symbol,
      content: finding.content,
      ...(finding.beginning === undefined ? {} : { beginning: finding.beginning }),
      weight: finding.snippet.replace(/\s+/g, '').length,
      startLine: finding.region.startLine,
      endLine: finding.region.endLine,
      context: finding.context,
      fingerprints: print,
      paths: [...paths],
      blob: blob ?? '',
      assembled: blob === null,
      shape: blob === null ? shapeOf(finding) : NO_SHAPE,
      head: resultHead(finding, print, rules),
      properties: propertyMembers(finding),
    }
  })
}

/** What a scan knows of one record beside what it says. */
export interface Origin {
  /** Commit that brought the finding; undefined while unknown. */
  introducedBy?: string
  /** Commits since the scan before at which its layers changed, oldest first; undefined for none. */
  changedBy?: readonly Change[]
}

/** A commit that changed the layers of a retry path, and what they came to then. */
export interface Change {
  commit: string
  attempts: Attempts
  unbounded?: true
}

/** One result as text, with the commits that made it where known. */
export function resultText(record: FindingRecord, { introducedBy, changedBy }: Origin): string {
  const by = introducedBy === undefined ? '' : `"introducedBy":"${introducedBy}",`
  const changes = changedBy === undefined ? '' : `"changedBy":${JSON.stringify(changedBy)},`
  const members = `${by}${changes}${record.properties}`.replace(/,$/, '')
  return `${record.head},"properties":{"plumbline":{${members}}}}`
}

function resultHead(finding: Finding, print: Fingerprints, rules: RuleIndex): string {
  const ruleIndex = rules.index.get(finding.rule)
  const rule = ruleIndex === undefined ? undefined : rules.rules[ruleIndex]
  const result = {
    ruleId: finding.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    ...(rule?.kind === 'flow' ? { kind: 'informational' } : {}),
    level: finding.level ?? rule?.level ?? 'warning',
    message: { text: finding.message },
    locations: [rule?.kind === 'flow' ? place(finding) : location(finding)],
    partialFingerprints: {
      'plumbline/site/v1': print.site,
      'plumbline/content/v1': print.content,
      ...(print.beginning === undefined ? {} : { 'plumbline/beginning/v1': print.beginning }),
      ...(print.identity === undefined ? {} : { 'plumbline/identity/v1': print.identity }),
      ...(finding.lineHash === '' ? {} : { primaryLocationLineHash: finding.lineHash }),
    },
    ...(finding.flow && finding.flow.length > 0 ? { codeFlows: [codeFlow(finding.flow)] } : {}),
  }
  return JSON.stringify(result).slice(0, -1)
}

function location(finding: Finding) {
  const { context } = finding
  const lines = context.text.replace(/\r?\n$/, '').split('\n').length
  return {
    physicalLocation: {
      artifactLocation: { uri: pathUri(finding.path), uriBaseId: 'SRCROOT' },
      region: { ...regionOf(finding.region), snippet: { text: finding.snippet } },
      contextRegion: {
        startLine: context.startLine,
        endLine: context.startLine + lines - 1,
        snippet: { text: context.text },
      },
    },
    ...logical(finding.symbol),
  }
}

/** Place of a flow segment: it stands for a function, whose text says nothing more. */
function place(finding: Finding) {
  return {
    physicalLocation: {
      artifactLocation: { uri: pathUri(finding.path), uriBaseId: 'SRCROOT' },
      region: regionOf(finding.region),
    },
    ...logical(finding.symbol),
  }
}

function codeFlow(flow: NonNullable<Finding['flow']>) {
  const locations = flow.map((step, i) => ({
    executionOrder: i + 1,
    nestingLevel: i,
    location: {
      physicalLocation: {
        artifactLocation: { uri: pathUri(step.path), uriBaseId: 'SRCROOT' },
        region: regionOf(step.region),
      },
      ...logical(step.symbol),
      message: { text: step.message },
    },
  }))
  return { threadFlows: [{ locations }] }
}

const logical = (symbol: string) =>
  symbol === '' ? {} : { logicalLocations: [{ fullyQualifiedName: displayPath(symbol) }] }

const regionOf = ({ startLine, startColumn, endLine, endColumn }: Region) => ({
  startLine,
  startColumn,
  endLine,
  endColumn,
})

/** What the contract wants beside the detector's own data for a retry path and a flow segment. */
const LIFTED = ['attempts', 'layers', 'arithmetic', 'flow']

function propertyMembers(finding: Finding): string {
  const data: Record<string, unknown> = { ...finding.data }
  const members: Record<string, unknown> = {}
  for (const name of LIFTED) {
    if (data[name] === undefined || (!finding.flow && name !== 'flow')) continue
    members[name] = data[name]
    delete data[name]
  }
  if (Object.keys(data).length > 0) members.data = data
  if (finding.declared !== undefined) members.declared = finding.declared
  const text = JSON.stringify(members).slice(1, -1)
  return text === '' ? '' : `${text},`
}
