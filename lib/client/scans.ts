import { withQuery } from './urls'

/** Page of one scan. */
export const scanHref = (id: string): string => `/scans/${encodeURIComponent(id)}`

interface ScansView {
  repository?: string
  tool?: string
  cursor?: string
}

export const scansHref = ({ repository, tool, cursor }: ScansView): string =>
  withQuery('/scans', { repository, tool, cursor })
