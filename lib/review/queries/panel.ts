import { type Client, ORG } from '@/lib/db/database'
import { appearedReason } from '@/lib/findings/queries/reasons'
import { parameters, standingMatches, standsAt } from '@/lib/trends/conditions'
import type { Filter } from '@/lib/trends/types'

export interface PanelPart {
  decisionKind: string
  state: 'open' | 'owned'
  /** notes | trailer | bot-author | unknown */
  grade: string
  /** It was introduced by code since the week before. */
  fresh: boolean
  count: number
}

/**
 * Which decisions of the seven kinds stand at an instant, owned or not, by whose help, and which of
 * them are new? Standing (org_id, kind, state, from_at); version and commit by primary key.
 */
export async function readPanel(
  db: Client,
  filter: Filter,
  since: Date,
  at: Date,
): Promise<PanelPart[]> {
  const { values, add } = parameters()
  const where = standingMatches('s', [], filter, add)
  const [$since, $at] = [add(since), add(at)]
  const { rows } = await db.query<PanelPart>(
    `SELECT s.decision_kind AS "decisionKind", s.state,
       coalesce(c.assistance_grade, 'unknown') AS grade,
       s.from_at > ${$since} AND NOT EXISTS (SELECT 1 FROM standing o WHERE o.org_id = ${ORG}
         AND o.finding_id = s.finding_id AND ${standsAt('o', $since)})
         AND ${appearedReason('s.finding_id', $since, $at)} = 'introduced' AS fresh,
       count(*)::int AS count
     FROM standing s
     JOIN version v ON v.org_id = ${ORG} AND v.id = s.version_id
     LEFT JOIN commit c ON c.org_id = ${ORG} AND c.repository_id = s.repository_id
       AND c.sha = v.introduced_by
     WHERE ${where} AND s.kind = 'decision' AND s.state IN ('open', 'owned')
       AND s.decision_kind IS NOT NULL AND ${standsAt('s', $at)}
     GROUP BY 1, 2, 3, 4`,
    values,
  )
  return rows
}
