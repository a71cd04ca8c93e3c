import type { EntryFact, EntryKind, FileFacts, Finding, FunctionFact, NameRef } from '../../model'
import { applicationName, type SpringFile, springOf } from '../config/spring'
import { template } from '../flow/routes'
import type { CallTargets } from './call-targets'
import { JobClasses } from './job-classes'
import type { LayersAt } from './layers-at'
import type { Names } from './names'
import { emptyFunction, type Place, placeOf } from './place'
import type { PlacedLayer } from './placed-layer'
import { QueueLayers } from './queue-layers'
import { decisionOf } from './said-elsewhere'
import { isTestPath } from './test-paths'
import { viewMethod } from './views'

/** Where work enters, followed to the function that does it. */
export interface EntryPoint {
  kind: EntryKind
  label: string
  keys: string[]
  place: Place
  /** Redelivery by the queue, outermost first. */
  layers: PlacedLayer[]
}

const PREFIX: Partial<Record<EntryKind, string>> = {
  queue: 'queue:',
  topic: 'topic:',
  job: 'task:',
  http: 'http:',
  grpc: 'grpc:',
}

/** Next.js puts the route into the path of the file. */
function nextRoute(path: string): string | undefined {
  const app = /(?:^|\/)app\/(.*?)\/?route\.[jt]sx?$/.exec(path)?.[1]
  const pages = /(?:^|\/)pages\/(api\/.*)\.[jt]sx?$/.exec(path)?.[1]?.replace(/\/index$/, '')
  const found = app ?? pages
  if (found === undefined) return undefined
  const route = found.replace(/\([^)]*\)\//g, '').replace(/\[\[?(\.\.\.)?[^\]]*\]?\]/g, '{}')
  return `/${route}`
}

const METHODS = /(?:^|\.)(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/

/** Others may call it all the same where the function that answers is not found, or calls nothing. */
function unseen(entry: EntryFact, { path, facts }: Place): Place | undefined {
  if (entry.kind !== 'http' && entry.kind !== 'grpc') return undefined
  return { path, facts, fn: emptyFunction(entry.handler ?? '', entry) }
}

/** All entry points of a commit. */
export class EntryPoints {
  #registrars = new Map<FunctionFact, EntryFact[]>()
  readonly #queues: QueueLayers
  readonly #classes: JobClasses

  constructor(
    readonly targets: CallTargets,
    readonly names: Names,
    readonly files: ReadonlyMap<string, FileFacts>,
    readonly layersAt: LayersAt,
    readonly spring: readonly SpringFile[],
  ) {
    this.#queues = new QueueLayers(names, layersAt)
    this.#classes = new JobClasses(targets.types, names, files, layersAt)
  }

  /** Decisions on queues and jobs that only several files together show to be some. */
  decisions(): Finding[] {
    const made = [...this.files].flatMap(([path, facts]) =>
      isTestPath(path) ? [] : this.#queues.chosen(path, facts),
    )
    return [...made, ...this.#classes.chosen()].flatMap((placed) => decisionOf(placed) ?? [])
  }

  all(): EntryPoint[] {
    const found: EntryPoint[] = []
    const flowing = [...this.files].filter(([path, facts]) => facts.flow && !isTestPath(path))
    for (const [path, facts] of flowing) this.#queues.learn(path, facts)
    for (const [path, facts] of flowing) {
      for (const entry of facts.flow?.entries ?? []) {
        if (entry.kind === 'grpc' && entry.name.endsWith('/*')) {
          found.push(...this.#served(entry, path, facts))
        } else if (entry.name.startsWith('$') || entry.handler?.startsWith('$')) {
          this.#learnRegistrar(entry, path, facts)
        } else found.push(...this.#direct(entry, path, facts))
      }
    }
    for (const [path, facts] of flowing) {
      if (facts.flow?.ownMarks) found.push(...this.#ownJobs(path, facts))
    }
    if (this.#registrars.size > 0) {
      for (const [path, facts] of flowing) found.push(...this.#registered(path, facts))
    }
    found.push(...this.#next())
    found.push(...this.#classes.points())
    return found
  }

  /** Jobs by decorators of the repository's own. */
  #ownJobs(path: string, facts: FileFacts): EntryPoint[] {
    const jobs = this.layersAt.ownMarks.jobs(path, facts).filter(({ maker }) => !maker.layer)
    return jobs.map(({ mark, maker }) => {
      const { symbol, site, name } = mark
      const entry = {
        kind: 'job' as const,
        mechanism: maker.mechanism,
        symbol,
        region: site.region,
      }
      const text = this.names.textOf(name, path) ?? symbol
      return this.#point({ ...entry, name }, text, placeOf(symbol, path, facts))
    })
  }

  #learnRegistrar(entry: EntryFact, path: string, facts: FileFacts): void {
    const place = placeOf(entry.symbol, path, facts)
    const known = this.#registrars.get(place.fn) ?? []
    this.#registrars.set(place.fn, [...known, entry])
  }

  #direct(entry: EntryFact, path: string, facts: FileFacts): EntryPoint[] {
    const around = placeOf(entry.symbol, path, facts)
    const place = entry.inline
      ? { path, facts, fn: entry.inline }
      : entry.handler
        ? this.#answering(entry, entry.handler, around)
        : around
    const name = this.#nameOf(entry, around)
    if (entry.kind === 'grpc' && name !== undefined && !this.names.protos.serves(name)) return []
    if (entry.unsure && name === undefined) return []
    return place ? [this.#point(entry, name, place)] : []
  }

  /** Methods of a gRPC service whose server another file makes. */
  #served(entry: EntryFact, path: string, facts: FileFacts): EntryPoint[] {
    const service = entry.name.slice(1, -2)
    const around = placeOf(entry.symbol, path, facts)
    const type = this.targets.receivers.of(entry.handler ?? '', around)
    return this.names.protos.methods(service).flatMap((method) => {
      const place = type && this.targets.types.inherited(type, method)
      return place ? [this.#point(entry, `${service}/${method}`, place)] : []
    })
  }

  #answering(entry: EntryFact, handler: string, around: Place): Place | undefined {
    const view = entry.mechanism === 'django' ? viewMethod(handler, around, this.targets) : null
    if (view === 'none') return undefined
    return view ?? this.#handler(handler, around) ?? unseen(entry, around)
  }

  #handler(handler: string, around: Place): Place | undefined {
    const [found] = this.targets.resolveAll(handler, around)
    if (found) return found
    const instance = handler.replace(/^(this|self)\./, '')
    return this.targets.resolveAll(instance, around)[0]
  }

  /** Bull's `queue.process` names its queue by the variable. */
  #nameOf(entry: EntryFact, at: Place): string | undefined {
    const text = this.names.textOf(entry.name, at.path)
    if (text !== undefined) return entry.under ? this.#under(entry.under, text, at) : text
    const queue =
      entry.kind === 'queue' ? this.names.queueOf(`${entry.name}.process`, at) : undefined
    return queue && this.names.textOf(queue.queue.name, queue.path)
  }

  /** `GET /{}` of a class whose path is a constant elsewhere. */
  #under(base: NameRef, text: string, at: Place): string | undefined {
    const path = this.names.pathOf(base, at.path)
    const [method = '', own = ''] = text.split(' ')
    return path === undefined
      ? undefined
      : `${method} ${template(`/${path}${own}`.replace(/\/{2,}/g, '/'))}`
  }

  #registered(path: string, facts: FileFacts): EntryPoint[] {
    return (facts.flow?.registrations ?? []).flatMap((one) => {
      if (!this.#mayRegister(one.callee)) return []
      const around = placeOf(one.symbol, path, facts)
      const registrar = this.targets.resolve(one.callee, around)
      return (registrar ? (this.#registrars.get(registrar.fn) ?? []) : []).flatMap((entry) => {
        const given = (ref: string) =>
          ref.startsWith('$') ? (one.args[Number(ref.slice(1))] ?? '') : ref
        const handler = given(entry.handler ?? '')
        const place = handler
          ? this.#handler(handler, around)
          : one.inline && { path, facts, fn: one.inline }
        const name = this.names.textOf(given(entry.name), path)
        return place ? [this.#point(entry, name, place)] : []
      })
    })
  }

  /** Most calls of that shape name another method than any registrar's. */
  #mayRegister(callee: string): boolean {
    const method = callee.slice(callee.lastIndexOf('.') + 1)
    for (const { symbol } of this.#registrars.keys()) {
      if (symbol === method || symbol.endsWith(`.${method}`)) return true
    }
    return false
  }

  #next(): EntryPoint[] {
    const found: EntryPoint[] = []
    for (const [path, facts] of this.files) {
      if (!/(^|\/)(app|pages)\//.test(path)) continue
      const route = nextRoute(path)
      if (route === undefined || isTestPath(path)) continue
      for (const fn of facts.functions) {
        // A handler may be wrapped (`export default guarded({ GET: … })`): all of the file answers.
        const method = METHODS.exec(fn.symbol)?.[1] ?? 'ANY'
        const place = { path, facts, fn }
        const label = `${method} ${route}`
        found.push({ kind: 'http', label, keys: [`http:${label}`], place, layers: [] })
      }
    }
    return found
  }

  #point(entry: EntryFact, name: string | undefined, place: Place): EntryPoint {
    const label = name ?? (place.fn.symbol || place.path)
    const prefix = PREFIX[entry.kind]
    const host =
      entry.mechanism === 'spring' ? applicationName(springOf(place.path, this.spring)) : undefined
    const own =
      name === undefined || !prefix
        ? []
        : entry.kind === 'grpc'
          ? this.names.protos.entryKeys(name)
          : [prefix + name]
    const keys = host ? [...own, `host:${host}`] : own
    const queue =
      name !== undefined && entry.kind === 'queue' ? this.#queues.of(name, place.path) : undefined
    return { kind: entry.kind, label, keys, place, layers: queue ? [queue] : [] }
  }
}
