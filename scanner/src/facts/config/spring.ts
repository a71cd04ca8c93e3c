import type { Attempts } from '../../model'
import type { Manifest } from '../versions'
import { type Property, propertiesOf, relaxed } from './properties'

const SPRING_FILE = /(?:^|\/)(?:application|bootstrap)(?:-[\w-]+)?\.(?:ya?ml|properties)$/

/** Whether a path is a Spring configuration file, of whatever profile. */
export const isSpringFile = (path: string): boolean =>
  SPRING_FILE.test(path) && !/(?:^|\/)src\/(?:test|it|integrationTest)\//.test(path)

/** One configuration file of an application. */
export interface SpringFile {
  path: string
  text: string
  /** Folder of the module it belongs to. */
  module: string
  properties: Property[]
}

const parsed = new Map<string, Map<string, Property[]>>()
const MAX_PARSED = 500

function read(path: string, text: string): Property[] {
  // The same text may stand in files of several profiles, or of several notations.
  const name = path.slice(path.lastIndexOf('/') + 1)
  const texts = parsed.get(name) ?? new Map<string, Property[]>()
  parsed.set(name, texts)
  const known = texts.get(text)
  if (known) return known
  const properties = propertiesOf(path, text)
  if (texts.size > MAX_PARSED) texts.clear()
  texts.set(text, properties)
  return properties
}

export function springFiles(manifests: readonly Manifest[]): SpringFile[] {
  return manifests
    .filter(({ path }) => isSpringFile(path))
    .map(({ path, text }) => ({
      path,
      text,
      module: path
        .slice(0, path.lastIndexOf('/') + 1)
        .replace(/src\/main\/resources\/(config\/)?$/, ''),
      properties: read(path, text),
    }))
}

/** The application that a file belongs to; files without a profile first. */
export function springOf(file: string, all: readonly SpringFile[]): SpringFile[] {
  const own = all.filter(({ module }) => file.startsWith(module))
  const nearest = Math.max(...own.map(({ module }) => module.length))
  return own.filter(({ module }) => module.length === nearest)
}

function settingOf(
  files: readonly SpringFile[],
  wanted: string,
): (Property & { path: string }) | undefined {
  const key = relaxed(wanted)
  const found = files.flatMap(({ path, properties }) =>
    properties.filter((one) => relaxed(one.key) === key).map((one) => ({ ...one, path })),
  )
  return found.find(({ profile }) => profile === '') ?? found[0]
}

export function applicationName(files: readonly SpringFile[]): string | undefined {
  const value = settingOf(files, 'spring.application.name')?.value
  return value && !value.includes('${') ? value.toLowerCase() : undefined
}

/**
 * Attempts of a Resilience4j retry by name: the instance, else the configuration it is based on,
 * else `default` (resilience4j.readme.io, "Retry", `maxAttempts` counts the first).
 */
export function resilienceAttempts(
  instance: string,
  files: readonly SpringFile[],
): { attempts: Attempts; basis: string; source: 'explicit' } | undefined {
  const root = 'resilience4j.retry'
  const based = settingOf(files, `${root}.instances.${instance}.base-config`)?.value ?? 'default'
  const found =
    settingOf(files, `${root}.instances.${instance}.max-attempts`) ??
    settingOf(files, `${root}.configs.${based}.max-attempts`)
  if (!found) return undefined
  const count = Number(found.value)
  const file = found.path.slice(found.path.lastIndexOf('/') + 1)
  const profile = found.profile ? ` (profile ${found.profile})` : ''
  return {
    attempts: Number.isInteger(count) && count > 0 ? count : 'unknown',
    basis: `${found.key}: ${found.value} in ${file}${profile}`,
    source: 'explicit',
  }
}
