import type { ConfigFile } from './files'
import { at, entries, items, type Tree, textAt } from './tree'

/** One Kubernetes object of a configuration file. */
export interface Resource {
  file: ConfigFile
  kind: string
  apiVersion: string
  name: string
  namespace: string
  annotations: Map<string, Tree>
  tree: Tree
}

function* objects(tree: Tree): Generator<Tree> {
  if (textAt(tree, 'kind') === 'List')
    for (const item of items(at(tree, 'items'))) yield* objects(item)
  else yield tree
}

/** Kubernetes objects of all files, in order. */
export function resourcesOf(files: readonly ConfigFile[]): Resource[] {
  const found: Resource[] = []
  for (const file of files) {
    for (const document of file.documents) {
      for (const tree of objects(document)) {
        const kind = textAt(tree, 'kind')
        const apiVersion = textAt(tree, 'apiVersion')
        if (!kind || !apiVersion) continue
        const metadata = at(tree, 'metadata')
        found.push({
          file,
          kind,
          apiVersion,
          name: textAt(metadata, 'name') ?? textAt(metadata, 'generateName') ?? '',
          namespace: textAt(metadata, 'namespace') ?? '',
          annotations: new Map(entries(at(metadata, 'annotations'))),
          tree,
        })
      }
    }
  }
  return found
}

export const symbolOf = ({ kind, name }: Resource): string => `${kind} ${name}`.trim()
