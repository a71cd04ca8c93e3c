import { resilienceAttempts, type SpringFile, springFiles, springOf } from '../config/spring'
import { type DefaultAttempts, defaultAttempts, type Manifest } from '../versions'
import { Answers, type Cell, type Memo } from './memo'
import { isProto, Protos } from './protos'

type Set = ReturnType<typeof resilienceAttempts>

const equal = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** What code leaves to manifests and configuration: numbers of attempts, packages of services. */
export class Settings {
  #spring: readonly SpringFile[] = []
  readonly #manifests: Cell<readonly Manifest[]>
  readonly #defaults: Answers<string, DefaultAttempts | undefined>
  readonly #instances: Answers<string, Set>
  readonly #protos: Cell<Protos>

  constructor(readonly memo: Memo) {
    this.#manifests = memo.given<readonly Manifest[]>([])
    const declared = memo.derived(
      () => memo.read(this.#manifests).filter(({ path }) => isProto(path)),
      equal,
    )
    this.#protos = memo.derived(() => new Protos(memo.read(declared)))
    const about = (key: string) => {
      const [name = '', path = ''] = key.split('\n')
      return { name, path, manifests: memo.read(this.#manifests) }
    }
    this.#defaults = new Answers(
      memo,
      (key) => {
        const { name, path, manifests } = about(key)
        return defaultAttempts(name, path, manifests)
      },
      equal,
    )
    this.#instances = new Answers(
      memo,
      (key) => {
        const { name, path } = about(key)
        return resilienceAttempts(name, springOf(path, this.#spring))
      },
      equal,
    )
  }

  get spring(): readonly SpringFile[] {
    return this.#spring
  }

  get protos(): Protos {
    return this.memo.read(this.#protos)
  }

  set(manifests: readonly Manifest[]): void {
    if (manifests === this.#manifests.value) return
    this.#spring = springFiles(manifests)
    this.memo.set(this.#manifests, manifests)
  }

  /** What a library does by default in the version that a file uses. */
  defaultOf(library: string, path: string): DefaultAttempts | undefined {
    return this.#defaults.get(`${library}\n${path}`)
  }

  /** What configuration says of an instance by name. */
  ofInstance(name: string, path: string): Set {
    return this.#instances.get(`${name}\n${path}`)
  }
}
