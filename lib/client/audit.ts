import { withQuery } from './urls'

interface View {
  subject?: string
  action?: string
  cursor?: string
}

export const auditHref = ({ subject, action, cursor }: View): string =>
  withQuery('/audit', { subject, action, cursor })

/** All of it that a view shows, as a file. */
export const exportHref = ({ subject, action }: View, format: 'csv' | 'json'): string =>
  withQuery('/api/v1/ownership/audit/export', { subject, action, format })
