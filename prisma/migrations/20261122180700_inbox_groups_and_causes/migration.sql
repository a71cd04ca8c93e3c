-- What standing rows take over from their version and finding (lib/standing/derived): kept by every
-- write from here on, here once for what stands.
ALTER TABLE "standing" ADD COLUMN     "alike" UUID,
ADD COLUMN     "first_owned" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "grade" TEXT,
ADD COLUMN     "still_from" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "still_to" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "undated" BOOLEAN NOT NULL DEFAULT false;

WITH said AS (
  SELECT s.version_id, s.from_at, CASE s.kind WHEN 'decision' THEN
    md5(jsonb_build_array(s.service_id, coalesce(s.decision_kind, ''), coalesce(v.data ->> 'shape', v.data ->> 'anchor', ''), regexp_replace(v.path, '[^/]*$', ''))::text)::uuid END AS alike,
    CASE s.kind WHEN 'decision' THEN coalesce(c.assistance_grade, 'unknown') END AS grade,
    coalesce(b.undated, false) AS undated,
    (EXISTS (SELECT FROM presence p WHERE p.org_id = 1
  AND p.version_id = s.version_id AND p.from_at = s.from_at AND p.start_reason IN ('first-scan', 'rule-added')) OR EXISTS (SELECT FROM standing o WHERE o.org_id = s.org_id
  AND o.finding_id = s.finding_id AND o.kind = s.kind AND o.state = s.state AND o.to_at = s.from_at
  AND (o.service_id, o.team_id) IS DISTINCT FROM (s.service_id, s.team_id))) AS still_from,
    ((s.to_at IS NOT NULL AND EXISTS (SELECT FROM presence p
  WHERE p.org_id = 1 AND p.version_id = s.version_id AND p.from_at <= s.from_at
    AND p.to_at = s.to_at AND p.end_reason = 'rule-removed')) OR (s.to_at IS NOT NULL AND EXISTS (SELECT FROM standing o WHERE o.org_id = s.org_id
  AND o.finding_id = s.finding_id AND o.kind = s.kind AND o.state = s.state AND o.from_at = s.to_at
  AND (o.service_id, o.team_id) IS DISTINCT FROM (s.service_id, s.team_id)))) AS still_to,
    (s.state = 'owned' AND NOT EXISTS (SELECT FROM ownership u WHERE u.org_id = 1
  AND u.id = s.ownership_id AND u.undone) AND NOT EXISTS (SELECT FROM standing o
    WHERE o.org_id = s.org_id AND o.finding_id = s.finding_id AND o.state = 'owned'
      AND (o.from_at, o.version_id) < (s.from_at, s.version_id) AND NOT EXISTS (SELECT FROM ownership u WHERE u.org_id = 1
  AND u.id = o.ownership_id AND u.undone))) AS first_owned
  FROM standing s JOIN version v ON v.org_id = s.org_id AND v.id = s.version_id
  LEFT JOIN commit c ON c.org_id = v.org_id
  AND c.repository_id = s.repository_id AND c.sha = v.introduced_by
  LEFT JOIN (SELECT finding_id, min(from_at) AS began,
    coalesce(min(from_at) FILTER (WHERE start_reason IN ('first-scan', 'rule-added')) = min(from_at), false) AS undated
  FROM presence WHERE org_id = 1 AND finding_id IS NOT NULL GROUP BY finding_id) b USING (finding_id)
  WHERE s.org_id = 1)
UPDATE standing s SET alike = said.alike, grade = said.grade, undated = said.undated, still_from = said.still_from, still_to = said.still_to, first_owned = said.first_owned
FROM said WHERE s.org_id = 1 AND s.version_id = said.version_id AND s.from_at = said.from_at;

-- Generated: the schema cannot say so.
ALTER TABLE "standing" ADD COLUMN "dated_at" TIMESTAMPTZ(3) NOT NULL
  GENERATED ALWAYS AS (least("introduced_at", "began_at")) STORED,
ADD COLUMN "at_least" BOOLEAN NOT NULL
  GENERATED ALWAYS AS ("undated" AND ("introduced_at" IS NULL OR "introduced_at" > "began_at")) STORED;

-- Partial indexes: the schema cannot say them either.
CREATE INDEX "standing_alike" ON "standing"("org_id", "alike") WHERE "kind" = 'decision' AND "state" = 'open';
CREATE INDEX "standing_lasts_dated" ON "standing"("org_id", "team_id", "decision_kind", "at_least", "dated_at") WHERE "to_at" IS NULL AND "kind" = 'decision' AND "state" = 'open';
CREATE INDEX "standing_rejected" ON "standing"("org_id", "from_at") WHERE "status" = 'rejected';
CREATE INDEX "standing_first_owned" ON "standing"("org_id", "from_at") INCLUDE ("team_id", "dated_at", "at_least") WHERE "first_owned";
CREATE INDEX "standing_still_from" ON "standing"("org_id", "kind", "state", "from_at") WHERE "still_from";
CREATE INDEX "standing_still_to" ON "standing"("org_id", "kind", "state", "to_at") WHERE "still_to";

-- CreateTable
CREATE TABLE "inbox_group" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "service_id" UUID NOT NULL,
    "decision_kind" TEXT NOT NULL,
    "shape" TEXT NOT NULL,
    "directory" TEXT NOT NULL,
    "repository_id" UUID NOT NULL,
    "team_id" UUID,
    "mixed" BOOLEAN NOT NULL,
    "count" INTEGER NOT NULL,
    "rejected" INTEGER NOT NULL,
    "proposed" INTEGER NOT NULL,
    "dated_at" TIMESTAMPTZ(3) NOT NULL,
    "at_least" BOOLEAN NOT NULL,

    CONSTRAINT "inbox_group_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateIndex
CREATE INDEX "inbox_group_org_id_service_id_idx" ON "inbox_group"("org_id", "service_id");

-- CreateIndex
CREATE INDEX "inbox_group_org_id_repository_id_idx" ON "inbox_group"("org_id", "repository_id");

-- CreateIndex
CREATE INDEX "inbox_group_org_id_team_id_idx" ON "inbox_group"("org_id", "team_id");

CREATE INDEX "inbox_group_by_count" ON "inbox_group"("org_id", (-"count"), "dated_at", "id");
CREATE INDEX "inbox_group_bounds" ON "inbox_group"("org_id") WHERE "at_least";
CREATE INDEX "inbox_group_by_age" ON "inbox_group"("org_id", "dated_at", (-"count"), "id");

-- Kept from here on by lib/standing.
WITH found AS (SELECT alike AS id, (array_agg(version_id))[1] AS version_id,
  (array_agg(repository_id))[1] AS repository_id,
  CASE WHEN min(team_id::text) = max(team_id::text) AND count(team_id) = count(*)
    THEN (array_agg(team_id))[1] END AS team_id,
  NOT (min(team_id::text) = max(team_id::text) AND count(team_id) = count(*)
    OR count(team_id) = 0) AS mixed,
  count(*)::int AS count, (count(*) FILTER (WHERE status = 'rejected'))::int AS rejected,
  (count(*) FILTER (WHERE status = 'proposed'))::int AS proposed,
  min(dated_at) AS dated_at, bool_or(at_least) AS at_least,
  (array_agg(service_id))[1] AS service_id,
  (array_agg(coalesce(decision_kind, '')))[1] AS decision_kind FROM standing WHERE org_id = 1 AND kind = 'decision' AND state = 'open' AND to_at IS NULL  GROUP BY alike),
   groups AS (SELECT g.*, coalesce(v.data ->> 'shape', v.data ->> 'anchor', '') AS shape, regexp_replace(v.path, '[^/]*$', '') AS directory
   FROM found g JOIN version v ON v.org_id = 1 AND v.id = g.version_id) INSERT INTO inbox_group (org_id, id, service_id, decision_kind, shape, directory, repository_id, team_id, mixed, count, rejected, proposed, dated_at, at_least)
     SELECT 1, id, service_id, decision_kind, shape, directory, repository_id, team_id, mixed, count, rejected, proposed, dated_at, at_least FROM groups;

-- With further slices.
DELETE FROM standing_sum WHERE org_id = 1;
WITH 
  counted AS MATERIALIZED (SELECT repository_id, service_id, coalesce(team_id, '00000000-0000-0000-0000-000000000000') AS team_id, rule_id,
  kind, coalesce(decision_kind, '') AS decision_kind, state, grade, began_at, from_at, to_at, 1 AS n
  FROM standing WHERE org_id = 1),
  edges AS (
    SELECT *, 'lasts' AS period, n AS change FROM counted WHERE to_at IS NULL
    UNION ALL SELECT *, to_char(from_at AT TIME ZONE
  coalesce((SELECT time_zone FROM organisation WHERE id = 1), 'UTC'), 'IYYY"-W"IW'), n FROM counted
    UNION ALL SELECT *, to_char(to_at AT TIME ZONE
  coalesce((SELECT time_zone FROM organisation WHERE id = 1), 'UTC'), 'IYYY"-W"IW'), -n FROM counted WHERE to_at IS NOT NULL),
  cells AS MATERIALIZED (SELECT 'all' AS slice, repository_id AS repository_id, service_id AS service_id, team_id AS team_id, rule_id AS rule_id, kind AS kind, decision_kind AS decision_kind,
        state, period, sum(change)::int AS change FROM edges WHERE period = 'lasts'
        GROUP BY repository_id, service_id, team_id, rule_id, kind, decision_kind, state, period HAVING sum(change) <> 0
 UNION ALL SELECT 'place' AS slice, repository_id AS repository_id, service_id AS service_id, team_id AS team_id, '00000000-0000-0000-0000-000000000000'::uuid AS rule_id, kind AS kind, '' AS decision_kind,
        state, period, sum(change)::int AS change FROM edges 
        GROUP BY repository_id, service_id, team_id, kind, state, period HAVING sum(change) <> 0
 UNION ALL SELECT 'repository' AS slice, repository_id AS repository_id, '00000000-0000-0000-0000-000000000000'::uuid AS service_id, '00000000-0000-0000-0000-000000000000'::uuid AS team_id, '00000000-0000-0000-0000-000000000000'::uuid AS rule_id, kind AS kind, '' AS decision_kind,
        state, period, sum(change)::int AS change FROM edges 
        GROUP BY repository_id, kind, state, period HAVING sum(change) <> 0
 UNION ALL SELECT 'team' AS slice, '00000000-0000-0000-0000-000000000000'::uuid AS repository_id, '00000000-0000-0000-0000-000000000000'::uuid AS service_id, team_id AS team_id, '00000000-0000-0000-0000-000000000000'::uuid AS rule_id, kind AS kind, '' AS decision_kind,
        state, period, sum(change)::int AS change FROM edges 
        GROUP BY team_id, kind, state, period HAVING sum(change) <> 0
 UNION ALL SELECT 'rule' AS slice, '00000000-0000-0000-0000-000000000000'::uuid AS repository_id, '00000000-0000-0000-0000-000000000000'::uuid AS service_id, '00000000-0000-0000-0000-000000000000'::uuid AS team_id, rule_id AS rule_id, kind AS kind, decision_kind AS decision_kind,
        state, period, sum(change)::int AS change FROM edges 
        GROUP BY rule_id, kind, decision_kind, state, period HAVING sum(change) <> 0
 UNION ALL SELECT 'rules of teams' AS slice, '00000000-0000-0000-0000-000000000000'::uuid AS repository_id, '00000000-0000-0000-0000-000000000000'::uuid AS service_id, team_id AS team_id, rule_id AS rule_id, kind AS kind, decision_kind AS decision_kind,
        state, period, sum(change)::int AS change FROM edges WHERE period = 'lasts'
        GROUP BY team_id, rule_id, kind, decision_kind, state, period HAVING sum(change) <> 0
 UNION ALL SELECT 'began' AS slice, '00000000-0000-0000-0000-000000000000'::uuid AS repository_id, '00000000-0000-0000-0000-000000000000'::uuid AS service_id, '00000000-0000-0000-0000-000000000000'::uuid AS team_id, '00000000-0000-0000-0000-000000000000'::uuid AS rule_id, kind AS kind, decision_kind AS decision_kind,
        state, to_char(began_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS other, sum(n)::int FROM counted
        WHERE to_at IS NULL AND to_char(began_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') IS NOT NULL
        GROUP BY kind, decision_kind, state, other HAVING sum(n) <> 0
 UNION ALL SELECT 'began of teams' AS slice, '00000000-0000-0000-0000-000000000000'::uuid AS repository_id, '00000000-0000-0000-0000-000000000000'::uuid AS service_id, team_id AS team_id, '00000000-0000-0000-0000-000000000000'::uuid AS rule_id, kind AS kind, '' AS decision_kind,
        state, to_char(began_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS other, sum(n)::int FROM counted
        WHERE to_at IS NULL AND to_char(began_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') IS NOT NULL
        GROUP BY team_id, kind, state, other HAVING sum(n) <> 0
 UNION ALL SELECT 'assistance' AS slice, '00000000-0000-0000-0000-000000000000'::uuid AS repository_id, '00000000-0000-0000-0000-000000000000'::uuid AS service_id, team_id AS team_id, '00000000-0000-0000-0000-000000000000'::uuid AS rule_id, kind AS kind, decision_kind AS decision_kind,
        state, grade AS other, sum(n)::int FROM counted
        WHERE to_at IS NULL AND grade IS NOT NULL
        GROUP BY team_id, kind, decision_kind, state, other HAVING sum(n) <> 0)
     INSERT INTO standing_sum (org_id, slice, repository_id, service_id, team_id, rule_id, kind, decision_kind, state, period, part, count)
     SELECT 1, slice, repository_id, service_id, team_id, rule_id, kind, decision_kind, state, period, 0, change FROM cells;
