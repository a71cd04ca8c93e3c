import type { FunctionFact } from '../../model'
import type { SyntaxNode } from '../parse/syntax-node'
import { askedAround } from './asked-classes'

const ERROR = /^(?:[\w$]+\.)*[A-Z][\w$]*(?:Error|Exception)$/

/** Which errors functions make only of others that they caught. */
export class Remaking {
  /** The classes that are asked for around each making; undefined where one stands by itself. */
  readonly #made = new Map<FunctionFact, Map<string, Set<string> | undefined>>()

  makes(node: SyntaxNode, callee: string, owner: FunctionFact): void {
    if (!ERROR.test(callee)) return
    const own = this.#made.get(owner) ?? new Map<string, Set<string> | undefined>()
    this.#made.set(owner, own)
    const asked = askedAround(node)
    const known = own.has(callee) ? own.get(callee) : new Set<string>()
    own.set(callee, known && asked && new Set([...known, ...asked]))
  }

  note(): void {
    for (const [owner, made] of this.#made) {
      const remade: Record<string, string[]> = {}
      for (const [name, of] of made) if (of) remade[name] = [...of]
      if (Object.keys(remade).length > 0) owner.remade = remade
    }
  }
}
