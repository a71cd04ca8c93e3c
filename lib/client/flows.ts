import { withQuery } from './urls'

/** What the flow question asks: a repository, text to find a start by, the start, an instant. */
export interface FlowView {
  repository?: string
  q?: string
  start?: string
  at?: string
  /** Every step of every way, nothing folded. */
  whole?: boolean
}

export const flowsHref = ({ repository, q, start, at, whole }: FlowView): string =>
  withQuery('/flows', { repository, q, start, at, whole: whole ? '1' : undefined })
