import { asArray, asObject, type JsonObject } from './access'
import type { Observation, PathChange } from './content'
import { limits } from './limits'
import type { ReadLog } from './read-log'
import { storableJson } from './text'

interface OwnDetails {
  fields: Pick<Observation, 'introducedBy' | 'changedBy' | 'attempts' | 'declared'>
  data?: Record<string, unknown>
}

const nothing: OwnDetails = { fields: {} }

/** What `properties.plumbline` of a result adds (docs/formats/sarif.md); empty for other tools. */
export function ownDetails(result: JsonObject, log: ReadLog, pointer: string): OwnDetails {
  const bag = asObject(asObject(result.properties)?.plumbline)
  if (!bag) return nothing
  const at = `${pointer}/properties/plumbline`
  const kept = {
    ...asObject(bag.data),
    ...present({ layers: bag.layers, arithmetic: bag.arithmetic }),
  }
  const declared = asObject(bag.declared)
  const said = declared && {
    owner: log.name(declared.owner, `${at}/declared/owner`),
    decision: log.name(declared.decision, `${at}/declared/decision`, 2000),
  }
  return {
    fields: {
      introducedBy: shaOf(bag.introducedBy),
      changedBy: changesOf(bag.changedBy, log, `${at}/changedBy`),
      attempts: attemptsOf(bag.attempts),
      declared: said?.owner || said?.decision ? said : undefined,
    },
    data: boundedBag(kept, log, at),
  }
}

/** Most commits that one result may name. */
const MOST_CHANGES = 50

function changesOf(value: unknown, log: ReadLog, pointer: string): PathChange[] | undefined {
  const said = asArray(value)
  const changes = said.slice(0, MOST_CHANGES).flatMap((one) => {
    const { commit, attempts, unbounded } = asObject(one) ?? {}
    const sha = shaOf(commit)
    return sha ? [{ sha, attempts: attemptsOf(attempts), unbounded: unbounded === true }] : []
  })
  if (changes.length < said.length) log.warn('not every commit named here could be read', pointer)
  return changes.length > 0 ? changes : undefined
}

function attemptsOf(value: unknown): number | undefined {
  if (value === 'unbounded') return Number.POSITIVE_INFINITY
  return typeof value === 'number' && value >= 0 ? value : undefined
}

/** A full or abbreviated commit hash in lower case; undefined for anything else. */
export function shaOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const sha = value.trim().toLowerCase()
  return /^[0-9a-f]{7,64}$/.test(sha) ? sha : undefined
}

/** A property bag as it can be stored; one that is too large is left out, which is said. */
export function boundedBag(
  bag: JsonObject | undefined,
  log: ReadLog,
  pointer: string,
): Record<string, unknown> | undefined {
  if (!bag || Object.keys(bag).length === 0) return undefined
  const copy = asObject(storableJson(bag)) ?? {}
  if (JSON.stringify(copy).length <= limits.bagLength) return copy
  log.warn('properties larger than 64 KB were left out', pointer)
  return undefined
}

function present(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, v]) => v !== undefined && (!Array.isArray(v) || asArray(v).length > 0),
    ),
  )
}
