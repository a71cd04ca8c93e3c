import type { Manifest } from '../versions'

/** A service as a .proto file declares it. */
interface Declared {
  /** With its package: `shop.v1.Orders`. */
  name: string
  methods: ReadonlySet<string>
}

const PROTO = /\.proto$/
const SERVICE = /^\s*service\s+(\w+)\s*\{/gm

export const isProto = (path: string): boolean => PROTO.test(path)

/** Text of a block whose opening brace stands just before `start`. */
function block(text: string, start: number): string {
  let depth = 1
  let at = start
  while (at < text.length && depth > 0) {
    if (text[at] === '{') depth++
    else if (text[at] === '}') depth--
    at++
  }
  return text.slice(start, at)
}

function declaredIn(text: string): (Declared & { own: string })[] {
  const plain = text.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, '')
  const home = /^\s*package\s+([\w.]+)\s*;/m.exec(plain)?.[1]
  return [...plain.matchAll(SERVICE)].map((match) => {
    const [head, own = ''] = match
    const body = block(plain, match.index + head.length)
    const methods = [...body.matchAll(/\brpc\s+(\w+)/g)].flatMap(([, name]) => name ?? [])
    return { own, name: home ? `${home}.${own}` : own, methods: new Set(methods) }
  })
}

/** Services of the .proto files of a commit: generated code says neither package nor what is a method. */
export class Protos {
  readonly #byName = new Map<string, Map<string, Declared>>()

  constructor(manifests: readonly Manifest[]) {
    for (const { path, text } of manifests) {
      if (!isProto(path)) continue
      for (const { own, ...declared } of declaredIn(text)) {
        const known = this.#byName.get(own) ?? new Map<string, Declared>()
        this.#byName.set(own, known.set(declared.name, declared))
      }
    }
  }

  /** The one service of that name, where no other package has one. */
  #only(service: string): Declared | undefined {
    const all = this.#byName.get(service)
    return all?.size === 1 ? [...all.values()][0] : undefined
  }

  has(service: string): boolean {
    return this.#byName.has(service)
  }

  /** Methods of a service, where one .proto file says them. */
  methods(service: string): readonly string[] {
    return [...(this.#only(service)?.methods ?? [])]
  }

  /** Whether a public method of whoever implements a service is one of the service. */
  serves(name: string): boolean {
    const [service = '', method = ''] = name.split('/')
    const methods = this.#only(service)?.methods
    return !methods || methods.has(method)
  }

  /**
   * Join keys of `Orders/Place`, such that two packages known to be different never meet and one
   * that is not known meets every one.
   */
  entryKeys(name: string): string[] {
    const any = `grpc:*.${name}`
    const whole = this.#whole(name)
    return whole ? [`grpc:${whole}`, any] : [`grpc:${name}`, any]
  }

  callKeys(name: string): string[] {
    const whole = this.#whole(name)
    return whole ? [`grpc:${whole}`, `grpc:${name}`] : [`grpc:${name}`, `grpc:*.${name}`]
  }

  #whole(name: string): string | undefined {
    const [service = '', method = ''] = name.split('/')
    const declared = this.#only(service)
    return declared && declared.name !== service ? `${declared.name}/${method}` : undefined
  }
}
