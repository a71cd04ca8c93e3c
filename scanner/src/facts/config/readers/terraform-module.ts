import type { Mechanism } from '../defaults'
import type { ConfigFile } from '../files'
import type { HclBlock } from '../hcl-tree'
import { type ConfigLayer, layerOf, type Target } from '../layer'
import { at, type Tree } from '../tree'
import { yamlTrees } from '../yaml-tree'

/** One resource. */
export interface Part {
  file: ConfigFile
  type: string
  label: string
  tree: Tree
}

/** One folder of Terraform: its resources, and the values that variables and locals have. */
export class Module {
  readonly parts: Part[] = []
  readonly #values = new Map<string, { tree: Tree; via: string }>()

  add(file: ConfigFile, { type, labels, body }: HclBlock): void {
    const [first = '', second = ''] = labels
    if (type === 'resource') this.parts.push({ file, type: first, label: second, tree: body })
    const fallback = at(body, 'default')
    if (type === 'variable' && fallback)
      this.#values.set(`var.${first}`, { tree: fallback, via: `variable ${first}, its default` })
    if (type === 'locals')
      for (const [name, tree] of body.map ?? [])
        this.#values.set(`local.${name}`, { tree, via: `local ${name}` })
  }

  /** What an expression is worth, followed through variables and locals. */
  value(tree: Tree | undefined, depth = 0): { value: Tree | undefined; via?: string } {
    if (tree?.tag !== 'expr' || depth > 4) return { value: tree }
    const known = this.#values.get((tree.text ?? '').replace(/^"?\$\{|\}"?$/g, ''))
    if (!known) return { value: tree }
    const { value } = this.value(known.tree, depth + 1)
    return { value, via: known.via }
  }

  /** Text of a name, its interpolations filled in where their values are known. */
  text(tree: Tree | undefined): string | undefined {
    const { value } = this.value(tree)
    if (value?.text === undefined) return undefined
    if (value.tag !== 'expr') return value.text
    if (!value.text.includes('${')) return undefined
    const filled = value.text.replace(/\$\{((?:var|local)\.[\w.]+)\}/g, (whole, name: string) => {
      const found = this.value({ line: 0, endLine: 0, text: name, tag: 'expr' }).value
      return found?.tag ? whole : (found?.text ?? whole)
    })
    return filled.includes('${') ? undefined : filled
  }

  /** Resource that an expression points to: `aws_sqs_queue.orders.arn`. */
  pointed(tree: Tree | undefined): Part | undefined {
    const match = /\b((?:aws|google|azurerm)_\w+)\.(\w+)/.exec(tree?.text ?? '')
    return match
      ? this.parts.find((one) => one.type === match[1] && one.label === match[2])
      : undefined
  }

  of(...types: string[]): Part[] {
    return this.parts.filter(({ type }) => types.includes(type))
  }

  /** Mapping that is written as one, encoded, or as JSON text. */
  json(tree: Tree | undefined): Tree | undefined {
    const { value } = this.value(tree)
    if (value?.map || value?.list) return value
    const text = value?.tag === 'expr' ? undefined : value?.text
    if (!text?.trimStart().startsWith('{')) return undefined
    // Interpolated values need no quotes in a template.
    const plain = text.replace(/(:\s*)(\$\{[^}"]*\})/g, '$1"$2"')
    return yamlTrees(plain, value?.tag === 'heredoc' ? (value.line ?? 1) + 1 : value?.line)
      .documents[0]
  }

  layer(
    mechanism: Mechanism,
    part: Part,
    key: string,
    written: Tree | undefined,
    place: Tree | undefined,
    targets: Target[],
    more: Partial<Parameters<typeof layerOf>[1]> = {},
  ): ConfigLayer {
    const line = { line: part.tree.line, endLine: part.tree.line }
    const { value, via } = this.value(written)
    return layerOf(mechanism, {
      file: part.file,
      symbol: `${part.type}.${part.label}`,
      key: `${part.type}.${part.label}.${key}`,
      place: place ?? line,
      value,
      ...(via ? { via } : {}),
      targets,
      ...more,
    })
  }
}

/** A queue or topic by its name, else (when that is computed) told as something that runs. */
export function delivery(module: Module, part: Part, kind: 'queue' | 'topic'): Target {
  const name = module.text(at(part.tree, 'name'))
  return name === undefined
    ? { to: 'run', name: `${kind} ${part.label}, its name is computed` }
    : { to: 'delivery', key: `${kind}:${name}` }
}

export const seconds = (text: string | undefined) =>
  text && /^\d+$/.test(text) ? `${text} s` : undefined
