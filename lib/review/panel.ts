import { decisionKinds } from '@/lib/format/measure'
import type { PanelPart } from './queries/panel'
import type { PanelCount, PanelRow } from './types'

/** The never-delegate panel: all seven kinds, also those with nothing, and any others last. */
export function panelOf(parts: readonly PanelPart[]): PanelRow[] {
  const others = parts.map(({ decisionKind }) => decisionKind)
  const kinds = new Set([...Object.keys(decisionKinds), ...others.sort()])
  return [...kinds].map((decisionKind) => {
    const own = parts.filter((part) => part.decisionKind === decisionKind)
    return {
      decisionKind,
      introduced: countsOf(own.filter(({ fresh }) => fresh)),
      stock: countsOf(own),
    }
  })
}

function countsOf(parts: readonly PanelPart[]): PanelCount {
  const sum = (is: (part: PanelPart) => boolean) =>
    parts.reduce((total, part) => total + (is(part) ? part.count : 0), 0)
  return {
    unowned: sum(({ state }) => state === 'open'),
    owned: sum(({ state }) => state === 'owned'),
    assisted: sum(({ grade }) => grade !== 'unknown'),
    unknown: sum(({ grade }) => grade === 'unknown'),
  }
}
