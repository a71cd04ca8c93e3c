import { expect, it } from 'vitest'
import type { TreeEntry } from '../git/tree'
import { TreeState } from './tree-state'

const options = { languageOf: () => 'go', rules: new Map(), manifests: [], readTests: false }
const entry = (path: string): TreeEntry => ({ path, mode: '100644', hash: path, size: 1 }) as never

it('asks for services anew where a folder named for them gets or loses a file, and not for an edit', () => {
  const tree = new TreeState(options as never)
  tree.load(['svc/a/x.go', 'svc/b/x.go', 'pkg/x.go'].map(entry))
  const changed = (path: string, to: TreeEntry | null) => {
    tree.manifestsChanged = false
    tree.apply([{ path, to } as never])
    return tree.manifestsChanged
  }
  expect(changed('svc/c/x.go', entry('svc/c/x.go'))).toBe(true)
  expect(changed('svc/c/x.go', entry('svc/c/x.go'))).toBe(false)
  expect(changed('svc/c/x.go', null)).toBe(true)
  expect(changed('pkg/y.go', entry('pkg/y.go'))).toBe(false)
})
