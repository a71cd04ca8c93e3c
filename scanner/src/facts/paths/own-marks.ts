import type {
  Attempts,
  FileFacts,
  Finding,
  JobMakerFact,
  OwnMarkFact,
  RetryLayer,
  Site,
} from '../../model'
import { attemptsFor } from '../retry/counts'
import { LIBRARY_BY_KEY } from '../retry/libraries'
import { attemptsText } from '../retry/report-layer'
import { retryDecision } from '../retry/rule'
import type { CallTargets } from './call-targets'
import { localOf } from './local-names'
import type { Place } from './place'

/** A job that a decorator of the repository's own makes. */
export interface OwnJob {
  mark: OwnMarkFact
  maker: JobMakerFact
}

const rootOf = (symbol: string) => symbol.split('.', 1)[0] ?? ''

/** Attempts as the decorator sets them, else the function that makes all such jobs; else nobody. */
function written({ mark, maker }: OwnJob): { attempts: Attempts; basis: string } | undefined {
  const knobs = LIBRARY_BY_KEY.get(maker.library ?? '')?.knobs ?? []
  for (const { option = '', counts } of knobs) {
    if (!Object.hasOwn(mark.options, option)) continue
    const number = mark.options[option] ?? null
    const attempts = number === null ? 'unknown' : attemptsFor(counts, number)
    return { attempts, basis: `${option}: ${number ?? 'given elsewhere'}` }
  }
  const { attempts, basis = '' } = maker
  return attempts === undefined ? undefined : { attempts, basis: `${basis} in ${maker.symbol}` }
}

/** Jobs by decorators of a repository's own around a library's. */
export class OwnMarks {
  constructor(readonly targets: CallTargets) {}

  /** Jobs that a file declares. */
  jobs(path: string, facts: FileFacts): OwnJob[] {
    return (facts.flow?.ownMarks ?? []).flatMap((mark) => {
      const maker = this.#maker(mark.callee, path, facts)
      return maker ? [{ mark, maker }] : []
    })
  }

  /** Redelivery of the job that a function is; `library` says that its default is to be looked up. */
  layers({
    path,
    facts,
    fn,
  }: Place): { layer: RetryLayer; home: { path: string; facts: FileFacts } }[] {
    if (!facts.flow?.ownMarks) return []
    return this.jobs(path, facts).flatMap((job) => {
      const { mark, maker } = job
      const row = LIBRARY_BY_KEY.get(maker.library ?? '')
      if (mark.symbol !== fn.symbol || !row) return []
      const said = written(job)
      // Celery repeats only what asks for it, or is said to.
      if (maker.mechanism === 'celery' && !mark.again && !maker.again) return []
      if (row.optIn && !said && !mark.again && !maker.again) return []
      const layer: RetryLayer = {
        kind: maker.layer ?? 'job',
        mechanism: maker.mechanism,
        attempts: said?.attempts ?? row.defaults.at(-1)?.attempts ?? 'unknown',
        basis: said?.basis ?? `default of ${maker.mechanism}`,
        source: said ? 'explicit' : 'default',
        region: mark.site.region,
        symbol: mark.symbol,
        repeats: mark.repeats,
        ...(mark.on ? { on: mark.on } : {}),
        library: maker.library,
      }
      return [{ layer, home: { path, facts: { ...facts, sites: [siteOf(job, layer)] } } }]
    })
  }

  /** Decisions of those that say a number. */
  decisions(files: ReadonlyMap<string, FileFacts>): Finding[] {
    const found: Finding[] = []
    for (const [path, facts] of files) {
      for (const job of facts.flow?.ownMarks ? this.jobs(path, facts) : []) {
        const kind = job.maker.layer ?? 'job'
        // Each annotation is somebody's choice, each job is one anyway.
        const chosen = job.maker.layer || Object.keys(job.mark.options).length > 0
        const own = chosen ? written(job) : undefined
        if (!own || own.attempts === 1) continue
        found.push({ ...siteOf(job, { ...own, kind, source: 'explicit' }), path })
      }
    }
    return found
  }

  /** What makes the jobs that a decorator of that name declares. */
  #maker(callee: string, path: string, facts: FileFacts): JobMakerFact | undefined {
    const [head = '', ...rest] = callee.split('.')
    const made = (all: FileFacts | undefined, name: string) =>
      all?.flow?.jobMakers?.find(({ symbol }) => rootOf(symbol) === name)
    const fact = localOf(facts).imports.get(head)
    if (path.endsWith('.java')) {
      const files = this.targets.modules.javaClass(fact?.module ?? '', head, path)
      return files.map((file) => made(this.targets.files.get(file), head)).find(Boolean)
    }
    if (!fact) return rest.length === 0 ? made(facts, head) : undefined
    const [name = ''] = fact.imported === '*' ? rest : [fact.imported, ...rest]
    for (const file of this.targets.modules.find(fact.module, path)) {
      const origin = this.targets.origin(file, name)
      const found = origin && made(this.targets.files.get(origin.path), origin.name)
      if (found) return found
    }
    return undefined
  }
}

function siteOf(
  { mark, maker }: OwnJob,
  { attempts, basis, source, kind }: Pick<RetryLayer, 'attempts' | 'basis' | 'source' | 'kind'>,
): Site {
  return {
    ...mark.site,
    symbol: mark.symbol,
    rule: retryDecision.id,
    message: `${maker.mechanism}, by ${mark.callee}, ${maker.layer ? 'makes a failing call' : 'does a failing job'} again, ${attemptsText(attempts)}.`,
    data: {
      anchor: maker.mechanism,
      layer: kind,
      attempts,
      basis,
      source,
      repeats: mark.repeats.slice(0, 10),
    },
  }
}
