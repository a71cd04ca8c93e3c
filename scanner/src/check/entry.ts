import { isRecord } from '../is-record'

/** What a baseline keeps of a finding: enough to know it again, nothing more. */
export interface Entry {
  rule: string
  path: string
  symbol: string
  /** Fingerprints of docs/formats/sarif.md. */
  site: string
  content: string
  beginning?: string
  identity?: string
  /** Characters of its code without white space: below 60 content alone proves nothing. */
  weight: number
  /** Retry paths: worst case. */
  attempts?: number | 'unbounded' | 'unknown'
}

/** An entry with what is shown of it. */
export interface Found extends Entry {
  line: number
  message: string
  kind: string
  /** Somebody stands behind it: an owner is declared beside the code. */
  owned: boolean
}

interface Located {
  physicalLocation?: {
    artifactLocation?: { uri?: string }
    region?: { startLine?: number; snippet?: { text?: string } }
  }
  logicalLocations?: { fullyQualifiedName?: string }[]
}

/** Findings of our own SARIF, without flow segments, in its order. */
export function foundIn(sarif: string): Found[] {
  const [run] = (JSON.parse(sarif) as { runs: Run[] }).runs
  if (!run) return []
  const kinds = kindsOf(run)
  return run.results.flatMap((result): Found[] => {
    const kind = kinds.get(result.ruleId) ?? 'pattern'
    if (kind === 'flow') return []
    const [location] = result.locations
    const place = location?.physicalLocation
    const said = result.properties?.plumbline
    const identity = result.partialFingerprints['plumbline/identity/v1']
    const beginning = result.partialFingerprints['plumbline/beginning/v1']
    return [
      {
        rule: result.ruleId,
        path: decodeURI(place?.artifactLocation?.uri ?? ''),
        symbol: location?.logicalLocations?.[0]?.fullyQualifiedName ?? '',
        site: result.partialFingerprints['plumbline/site/v1'] ?? '',
        content: result.partialFingerprints['plumbline/content/v1'] ?? '',
        ...(beginning === undefined ? {} : { beginning }),
        ...(identity === undefined ? {} : { identity }),
        weight: (place?.region?.snippet?.text ?? '').replace(/\s+/g, '').length,
        ...attemptsOf(said?.attempts),
        line: place?.region?.startLine ?? 1,
        message: result.message.text,
        kind,
        owned: isRecord(said?.declared) && typeof said.declared.owner === 'string',
      },
    ]
  })
}

/** Rules of a SARIF document with their kinds, flow segments left out. */
export function rulesIn(sarif: string): string[] {
  const [run] = (JSON.parse(sarif) as { runs: Run[] }).runs
  if (!run) return []
  return [...kindsOf(run)].flatMap(([id, kind]) => (kind === 'flow' ? [] : [id])).sort()
}

interface Run {
  tool: { driver: { rules: { id: string; properties?: { plumbline?: { kind?: string } } }[] } }
  results: {
    ruleId: string
    message: { text: string }
    locations: Located[]
    partialFingerprints: Record<string, string | undefined>
    properties?: { plumbline?: { attempts?: unknown; declared?: unknown } }
  }[]
}

const kindsOf = ({ tool }: Run): Map<string, string> =>
  new Map(
    tool.driver.rules.map(({ id, properties }) => [id, properties?.plumbline?.kind ?? 'pattern']),
  )

function attemptsOf(value: unknown): Pick<Entry, 'attempts'> {
  if (typeof value === 'number' || value === 'unbounded' || value === 'unknown') {
    return { attempts: value }
  }
  return {}
}
