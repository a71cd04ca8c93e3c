import { clientPackage } from '../flow/outbound-clients'
import { familyOf } from '../languages'
import { isOfDatabase } from './errors'
import type { TypeAt } from './implementations'
import { Answers, type Cell } from './memo'
import type { Outgoing } from './outgoing'
import type { Place } from './place'
import type { RepositoryFiles } from './repository-files'
import { isTestPath } from './test-paths'
import type { Types } from './types'

const last = (dotted: string) => dotted.slice(dotted.lastIndexOf('.') + 1)
const SENT: ReadonlySet<Outgoing['kind']> = new Set(['http', 'grpc', 'queue', 'topic', 'task'])

/** Classes of the repository's own that are made of a database's errors and of nothing else. */
export class DatabaseErrors {
  readonly #names: Cell<ReadonlySet<string>>
  readonly #asked: Answers<string, boolean>

  constructor(
    files: RepositoryFiles,
    readonly types: Types,
  ) {
    const { memo } = files
    this.#names = memo.derived(() => namesOf(memo.read(files.all)))
    this.#asked = new Answers(memo, (name) => memo.read(this.#names).has(name))
  }

  /** Whether calls that lead there fail by what a database says only. */
  has(type: TypeAt): boolean {
    return this.#asked.get(last(type.name)) && this.types.below(type).length === 0
  }
}

/** Whether a call leads to something else than a database. */
export function isElsewhere({ kind, keys }: Outgoing, { facts }: Place): boolean {
  if (kind !== 'sdk') return SENT.has(kind)
  const module = /^sdk:(.+)#/.exec(keys[0] ?? '')?.[1] ?? ''
  // A row for all packages of a scope is called by the scope alone.
  return [module, `${module}/`].some((one) => {
    const client = clientPackage(one, '', familyOf(facts.language))
    return client?.reviewed === true && client.store !== true
  })
}

/** Names of errors that every function which makes one makes of a database's errors. */
function namesOf(files: ReadonlyMap<string, Place['facts']>): ReadonlySet<string> {
  const found = new Set<string>()
  const otherwise = new Set<string>()
  for (const [path, { functions }] of files) {
    if (isTestPath(path)) continue
    for (const { calls, throws = [], remade = {} } of functions) {
      for (const name of new Set([...calls, ...throws])) {
        if (!/Error$|Exception$/.test(name)) continue
        const of = Object.hasOwn(remade, name) ? remade[name] : undefined
        const set = of?.every(isOfDatabase) ? found : otherwise
        set.add(last(name))
      }
    }
  }
  for (const name of otherwise) found.delete(name)
  return found
}
