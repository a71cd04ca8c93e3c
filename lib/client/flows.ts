import { withQuery } from './urls'

/** What the flow question asks: a repository, text to find a start by, the start, an instant. */
export interface FlowView {
  repository?: string
  q?: string
  start?: string
  at?: string
}

export const flowsHref = ({ repository, q, start, at }: FlowView): string =>
  withQuery('/flows', { repository, q, start, at })
