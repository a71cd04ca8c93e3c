import { ORG } from '@/lib/db/database'
import { broughtSha, isLater } from '@/lib/standing/brought'
import { KIND_OF } from '@/lib/trends/measures'

/**
 * SQL of the commit that brought the finding of a row of standing in (since, at]: the one of its
 * line; null where that is not known. None is later than the scan that first saw what it is told of. A retry path is what several places make together, so the commit of its own line may
 * be years older: told is the one that changed its layers, else its line's where that is of this
 * time. Primary keys of version and path_change.
 */
export function broughtBy(row: string, since: string, at: string) {
  const [version, repository] = [`${row}.version_id`, `${row}.repository_id`]
  const line = `SELECT ${broughtSha('v', row)} FROM version v`
  const here = `v.org_id = ${ORG} AND v.id = ${version}`
  return `CASE WHEN ${row}.kind = '${KIND_OF['duplicated-retries']}' THEN coalesce(
    (SELECT h.sha FROM path_change h
     JOIN scan n ON n.org_id = h.org_id AND n.id = h.scan_id AND NOT n.superseded
     LEFT JOIN commit m ON m.org_id = h.org_id AND m.repository_id = ${repository} AND m.sha = h.sha
     WHERE h.org_id = ${ORG} AND h.version_id = ${version}
       AND NOT ${isLater('m.committed_at', 'n.committed_at')}
       AND n.committed_at > ${since} AND n.committed_at <= ${at}
     ORDER BY n.committed_at, h.nth LIMIT 1),
    (${line} JOIN commit c ON c.org_id = v.org_id AND c.repository_id = ${repository}
       AND c.sha = v.introduced_by AND c.committed_at > ${since} WHERE ${here}))
    ELSE (${line} WHERE ${here}) END`
}
