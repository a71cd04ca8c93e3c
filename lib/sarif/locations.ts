import { asArray, asIndex, asLine, asObject, type JsonObject } from './access'
import { limits } from './limits'
import { messageText } from './messages'
import type { Paths } from './paths'
import { type ReadLog, Refusal } from './read-log'
import { cut } from './text'

/** What the locations of one run are read with. */
export interface LocationReader {
  run: JsonObject
  paths: Paths
  log: ReadLog
}

/** The location a finding is shown at. */
export interface Primary {
  location: JsonObject
  physical?: JsonObject
  path: string
  symbol?: string
  pointer: string
}

/**
 * The first location that has a path, else the first; a result without any speaks of its analysis
 * target, else of the whole repository (path ``). Throws a Refusal for shapes that are no location.
 */
export function primaryLocation(reader: LocationReader, result: JsonObject, at: string): Primary {
  const { locations } = result
  if (locations !== undefined && locations !== null && !Array.isArray(locations)) {
    throw new Refusal('locations is not an array', `${at}/locations`)
  }
  let first: Primary | undefined
  for (const [i, entry] of asArray(locations).entries()) {
    if (i >= limits.locations) break
    const pointer = `${at}/locations/${i}`
    const location = asObject(entry)
    if (!location) throw new Refusal('a location is not an object', pointer)
    const { path, physical } = pathOf(reader, location, pointer)
    const found = {
      location,
      physical,
      path: path ?? '',
      symbol: symbolOf(reader, location, pointer),
      pointer,
    }
    if (path !== undefined) return found
    first ??= found
  }
  const target = asObject(result.analysisTarget)
  const path = target && reader.paths.pathOf(target, `${at}/analysisTarget`)
  return { location: {}, pointer: at, ...first, path: path ?? '' }
}

function pathOf(reader: LocationReader, location: JsonObject, pointer: string) {
  const physical = object(location.physicalLocation, `${pointer}/physicalLocation`)
  const at = `${pointer}/physicalLocation/artifactLocation`
  const artifact = object(physical?.artifactLocation, at)
  return { physical, path: artifact && reader.paths.pathOf(artifact, at) }
}

function object(value: unknown, pointer: string): JsonObject | undefined {
  if (value === undefined || value === null) return undefined
  const found = asObject(value)
  if (!found) throw new Refusal('not an object', pointer)
  return found
}

/** Enclosing function or type, from the location itself or by its index into the run (3.33.3). */
function symbolOf({ run, log }: LocationReader, location: JsonObject, at: string) {
  const logical =
    asObject(asArray(location.logicalLocations)[0]) ?? asObject(location.logicalLocation)
  if (!logical) return undefined
  const index = asIndex(logical.index)
  const shared = index === undefined ? undefined : asObject(asArray(run.logicalLocations)[index])
  const name =
    logical.fullyQualifiedName ?? shared?.fullyQualifiedName ?? logical.name ?? shared?.name
  return log.name(name, `${at}/logicalLocations/0`, 1000)
}

export interface Step {
  path?: string
  line?: number
  message?: string
  symbol?: string
}

/** A further location or a step of a flow in its compact form; undefined where it cannot be read. */
export function stepOf(reader: LocationReader, entry: unknown, pointer: string): Step | undefined {
  const location = asObject(entry)
  if (!location) return undefined
  try {
    const { path, physical } = pathOf(reader, location, pointer)
    const message = messageText(location.message, reader.log, `${pointer}/message`)
    return {
      path,
      line: asLine(asObject(physical?.region)?.startLine),
      message: message && cut(message, 1000),
      symbol: symbolOf(reader, location, pointer),
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    reader.log.warn(`a further location was left out: ${error.message}`, error.pointer)
    return undefined
  }
}
