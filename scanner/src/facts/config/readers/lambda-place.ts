import type { Target } from '../layer'
import { at, textAt } from '../tree'
import type { Part, Template } from './template'

/** Where a function's code stands: folder and `module.function`. */
export function handler(template: Template, part: Part, key?: string): Target[] {
  const globals = at(template.tree, 'Globals', 'Function')
  const read = (name: string) => textAt(part.properties, name) ?? textAt(globals, name)
  const code = read('CodeUri') ?? ''
  const text = read('Handler')
  if (!text || code.includes('://')) return []
  const folder = template.file.path.slice(0, template.file.path.lastIndexOf('/') + 1)
  return place(`${folder}${code}`, text, key)
}

/** `src/` and `app.handler` as a path without its ending, and the function. */
export function place(folder: string, text: string, key?: string): Target[] {
  const java = /^([\w.]+)::(\w+)$/.exec(text)
  const dot = text.lastIndexOf('.')
  if (dot < 0) return []
  const base = java ? `**/${java[1]?.replaceAll('.', '/')}` : text.slice(0, dot)
  const symbol = java ? `${java[1]?.replace(/^.*\./, '')}.${java[2]}` : text.slice(dot + 1)
  const path = joined(`${folder}/${base}`)
  return [{ to: 'function', path, symbol, ...(key ? { key } : {}) }]
}

function joined(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}
