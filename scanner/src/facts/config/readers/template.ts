import type { Mechanism } from '../defaults'
import type { ConfigFile } from '../files'
import { type ConfigLayer, layerOf, type Target } from '../layer'
import { at, entries, mappings, type Tree, textAt } from '../tree'

/** One resource of a template. */
export interface Part {
  id: string
  type: string
  tree: Tree
  properties: Tree | undefined
}

/** Logical id that `!Ref`, `!GetAtt`, `Fn::GetAtt` or `!Sub` points to. */
export function pointed(tree: Tree | undefined): string | undefined {
  if (!tree) return undefined
  const get = at(tree, 'Fn::GetAtt')
  const text = textAt(tree, 'Ref') ?? get?.list?.[0]?.text ?? get?.text ?? textAt(tree, 'Fn::Sub')
  const own = text ?? (tree.tag?.startsWith('!') ? (tree.text ?? tree.list?.[0]?.text) : undefined)
  return own?.replace(/^\$\{|\}$/g, '').replace(/\.\w+$/, '')
}

/** One template: its resources, parameters with their defaults, and what points where. */
export class Template {
  readonly parts: Part[]
  readonly byId: Map<string, Part>

  constructor(
    readonly file: ConfigFile,
    readonly tree: Tree,
    resources: Tree | undefined,
  ) {
    this.parts = entries(resources).flatMap(([id, one]) => {
      const type = textAt(one, 'Type')
      return type ? [{ id, type, tree: one, properties: at(one, 'Properties') }] : []
    })
    this.byId = new Map(this.parts.map((part) => [part.id, part]))
  }

  /** A number, also where a parameter's default says it. */
  number(tree: Tree | undefined): { value: Tree | undefined; via?: string } {
    if (!tree?.tag && !tree?.map) return { value: tree }
    const id = pointed(tree) ?? ''
    const value = at(this.tree, 'Parameters', id, 'Default')
    return value ? { value, via: `parameter ${id}, its default` } : { value: tree }
  }

  /** Name of a queue as it is written; one that is made up at deployment is not known. */
  queue(id: string): string | undefined {
    const written = at(this.byId.get(id)?.properties, 'QueueName')
    const text = written?.tag === undefined ? written?.text : undefined
    return text?.includes('${') ? undefined : text
  }

  /** What anything in the template names as its dead-letter queue. */
  dead(): Set<string> {
    const found = new Set<string>()
    for (const { properties } of this.parts) {
      for (const tree of mappings(properties)) {
        for (const [key, value] of tree.map ?? []) {
          if (!/dead_?letter|^dlq/i.test(key)) continue
          const inner = [value, ...mappings(value)].flatMap((one) => [
            one,
            ...(one.map?.values() ?? []),
          ])
          for (const one of inner) found.add(pointed(one) ?? '')
        }
      }
    }
    return found
  }

  layer(
    mechanism: Mechanism,
    part: Part,
    key: string,
    value: Tree | undefined,
    place: Tree,
    targets: Target[],
    more: Partial<Parameters<typeof layerOf>[1]> = {},
  ): ConfigLayer {
    const number = this.number(value)
    const told = { file: this.file, symbol: part.id, key: `Resources.${part.id}.${key}`, place }
    return layerOf(mechanism, { ...told, ...number, targets, ...more })
  }
}

/** A target's retry policy; 185 retries where it has no number. */
export function eventBridge(
  template: Template,
  part: Part,
  key: string,
  retry: Tree,
  targets: Target[],
): ConfigLayer {
  const age = textAt(retry, 'MaximumEventAgeInSeconds')
  const deadline = age ? `${age} s` : '24 h (default)'
  const value = at(retry, 'MaximumRetryAttempts')
  return template.layer('eventBridge', part, `${key}.MaximumRetryAttempts`, value, retry, targets, {
    deadline,
  })
}
