-- What lists are ordered by: derived anew by every write of standing, here once for what stands.
ALTER TABLE "standing" ADD COLUMN     "began_at" TIMESTAMPTZ(3),
ADD COLUMN     "introduced_at" TIMESTAMPTZ(3),
ADD COLUMN     "path" TEXT,
ADD COLUMN     "severity" SMALLINT;

UPDATE "standing" s SET "path" = v."path", "introduced_at" = v."introduced_at",
  "severity" = CASE v."level" WHEN 'error' THEN 0 WHEN 'warning' THEN 1 WHEN 'note' THEN 2 ELSE 3 END,
  "began_at" = coalesce(b."since", s."from_at")
FROM "version" v, (SELECT "org_id", "finding_id", min("from_at") AS "since" FROM "presence" GROUP BY 1, 2) b
WHERE v."org_id" = s."org_id" AND v."id" = s."version_id"
  AND b."org_id" = s."org_id" AND b."finding_id" = s."finding_id";

ALTER TABLE "standing" ALTER COLUMN "began_at" SET NOT NULL,
ALTER COLUMN "path" SET NOT NULL,
ALTER COLUMN "severity" SET NOT NULL;

-- Orders of lists over what lasts: partial indexes, which the schema cannot say.
CREATE INDEX "standing_lasts_began" ON "standing"("org_id", "kind", "state", "began_at", "finding_id") WHERE "to_at" IS NULL;
CREATE INDEX "standing_lasts_severity" ON "standing"("org_id", "kind", "state", "severity", "began_at" DESC) WHERE "to_at" IS NULL;
CREATE INDEX "standing_lasts_introduced" ON "standing"("org_id", "kind", "state", "introduced_at" DESC NULLS LAST, "began_at" DESC) WHERE "to_at" IS NULL;
CREATE INDEX "standing_lasts_path" ON "standing"("org_id", "kind", "state", "path" COLLATE "C", "finding_id") WHERE "to_at" IS NULL;
CREATE INDEX "standing_lasts_attempts" ON "standing"("org_id", "kind", "state", "attempts" DESC NULLS LAST, "began_at" DESC) WHERE "to_at" IS NULL;
CREATE INDEX "standing_lasts_rule" ON "standing"("org_id", "rule_id", "state", "began_at" DESC) WHERE "to_at" IS NULL;
CREATE INDEX "standing_lasts_service" ON "standing"("org_id", "service_id", "kind", "state", "began_at" DESC) WHERE "to_at" IS NULL;
CREATE INDEX "standing_lasts_team" ON "standing"("org_id", "team_id", "kind", "state", "began_at" DESC) WHERE "to_at" IS NULL;

-- CreateTable
CREATE TABLE "standing_sum" (
    "org_id" INTEGER NOT NULL,
    "slice" TEXT NOT NULL,
    "repository_id" UUID NOT NULL,
    "service_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "decision_kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "part" BIGINT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "standing_sum_pkey" PRIMARY KEY ("org_id","slice","repository_id","service_id","team_id","rule_id","kind","decision_kind","state","period","part")
);

-- CreateIndex
CREATE INDEX "standing_sum_org_id_slice_period_idx" ON "standing_sum"("org_id", "slice", "period");

-- CreateIndex
CREATE INDEX "standing_sum_org_id_slice_service_id_period_idx" ON "standing_sum"("org_id", "slice", "service_id", "period");

-- CreateIndex
CREATE INDEX "standing_sum_org_id_slice_team_id_period_idx" ON "standing_sum"("org_id", "slice", "team_id", "period");

-- CreateIndex
CREATE INDEX "standing_sum_org_id_slice_rule_id_period_idx" ON "standing_sum"("org_id", "slice", "rule_id", "period");

-- Sums over what stands, kept from here on by lib/standing (docs/decisions/0012).
WITH 
  counted AS MATERIALIZED (SELECT repository_id, service_id, coalesce(team_id, '00000000-0000-0000-0000-000000000000') AS team_id, rule_id,
  kind, coalesce(decision_kind, '') AS decision_kind, state, began_at, from_at, to_at, 1 AS n
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
 UNION ALL SELECT 'began', '00000000-0000-0000-0000-000000000000'::uuid, '00000000-0000-0000-0000-000000000000'::uuid, '00000000-0000-0000-0000-000000000000'::uuid, '00000000-0000-0000-0000-000000000000'::uuid,
       kind, decision_kind, state, to_char(began_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, sum(n)::int
     FROM counted WHERE to_at IS NULL GROUP BY kind, decision_kind, state, day HAVING sum(n) <> 0)
     INSERT INTO standing_sum (org_id, slice, repository_id, service_id, team_id, rule_id, kind, decision_kind, state, period, part, count)
     SELECT 1, slice, repository_id, service_id, team_id, rule_id, kind, decision_kind, state, period, 0, change FROM cells;
