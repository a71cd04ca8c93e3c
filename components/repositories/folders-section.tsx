'use client'

import { useEffect, useState } from 'react'
import { Scrolls } from '@/components/ui/scrolls'
import { readEntry, writeEntry } from '@/lib/client/entry-state'
import { findingsHref } from '@/lib/client/urls'
import { shortPath } from '@/lib/format/long-text'
import { measureWords } from '@/lib/format/measure'
import { count } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import type { FolderRow, RepositoryDetail } from '@/lib/repositories/types'
import { MEASURES } from '@/lib/trends/types'
import { PageLink } from '../ui/text-link'

interface Props {
  folders: RepositoryDetail['folders']
  repository: string
  at: string
}

/** Open folders are kept with the entry of the browser's history, for back and reload. */
const KEPT = 'folders'

/** Where in the tree it is hot: counts of each folder with all beneath; a folder unfolds. */
export function FoldersSection({ folders, repository, at }: Props) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => onlyRoot(folders.rows))
  const { rows, files, shown } = folders
  useEffect(() => {
    const kept = readEntry(KEPT)
    if (Array.isArray(kept)) setOpen(new Set(kept.map(String)))
  }, [])
  if (rows.length === 0) return null
  const visibleRows = rows.filter(({ path }) => parentsOf(path).every((parent) => open.has(parent)))
  const toggle = (path: string) => {
    const next = new Set(open)
    if (!next.delete(path)) next.add(path)
    setOpen(next)
    writeEntry(KEPT, [...next])
  }
  const top = Math.max(...rows.map(sumOf))
  return (
    <section className="section" aria-labelledby="folders">
      <div className="section-head">
        <h2 id="folders">Where it is hot</h2>
        <p>
          Open findings of each folder with all beneath it, the most first
          {shown < files && `; ${count(shown)} of ${count(files)} folders, the largest`}.
        </p>
      </div>
      <Scrolls label="Table of folders" className="panel">
        <table className="folders stacks">
          <thead>
            <tr>
              <th scope="col">Folder</th>
              {MEASURES.map((measure) => (
                <th key={measure} scope="col" className="n">
                  {measureWords[measure].title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {visibleRows.map((row) => (
              <tr key={row.path}>
                <th scope="row">
                  <FolderName row={row} rows={rows} open={open} toggle={toggle} />
                  <meter min={0} max={top} value={sumOf(row)} aria-hidden="true" />
                </th>
                {MEASURES.map((measure) => (
                  <td key={measure} className="n" data-label={measureWords[measure].title}>
                    <PageLink href={findingsHref({ measure, repository, at, path: row.path })}>
                      {count(row.counts[measure])}
                    </PageLink>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
    </section>
  )
}

interface NameProps {
  row: FolderRow
  rows: FolderRow[]
  open: ReadonlySet<string>
  toggle: (path: string) => void
}

function FolderName({ row, rows, open, toggle }: NameProps) {
  const { path, depth } = row
  const name = path === '' ? '(root)' : `${shortPath(path.slice(path.lastIndexOf('/') + 1))}/`
  const folds = rows.some((other) => other.path.startsWith(`${path}/`) && path !== '')
  const indent = { paddingInlineStart: `${depth * 18}px` }
  if (!folds) {
    return (
      <span className="fold mono isolate" style={indent}>
        <span aria-hidden="true">&nbsp; </span>
        {visible(name)}
      </span>
    )
  }
  return (
    <button
      type="button"
      className="fold mono isolate"
      style={indent}
      aria-expanded={open.has(path)}
      onClick={() => toggle(path)}
    >
      <span aria-hidden="true">{open.has(path) ? '▾' : '▸'} </span>
      {visible(name)}
    </button>
  )
}

/** A tree that begins with one folder alone says nothing while that is folded. */
function onlyRoot(rows: FolderRow[]): ReadonlySet<string> {
  const roots = rows.filter(({ depth }) => depth === 0)
  return new Set(roots.length < 3 ? roots.map(({ path }) => path) : [])
}

const sumOf = ({ counts }: FolderRow): number =>
  MEASURES.reduce((sum, measure) => sum + counts[measure], 0)

function parentsOf(path: string): string[] {
  const parts = path.split('/')
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('/'))
}
