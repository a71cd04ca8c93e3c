-- CreateTable
CREATE TABLE "inbox_count" (
    "org_id" INTEGER NOT NULL,
    "repository_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "groups" INTEGER NOT NULL,
    "decisions" INTEGER NOT NULL,

    CONSTRAINT "inbox_count_pkey" PRIMARY KEY ("org_id","repository_id","team_id")
);

-- CreateIndex
CREATE INDEX "inbox_group_latest" ON "inbox_group"("org_id", "latest_at", "team_id", "count");

-- Ages of what lasts, from the index alone: a partial index, which the schema cannot say.
CREATE INDEX "standing_lasts_aged" ON "standing"("org_id", "dated_at", "team_id", "decision_kind", "at_least", "from_at")
  WHERE "to_at" IS NULL AND "kind" = 'decision' AND "state" = 'open';

-- Kept from here on by lib/standing.
INSERT INTO "inbox_count" ("org_id", "repository_id", "team_id", "groups", "decisions")
SELECT "org_id", "repository_id", coalesce("team_id", '00000000-0000-0000-0000-000000000000'),
  count(*)::int, sum("count")::int
FROM "inbox_group" GROUP BY 1, 2, 3;

WITH edges AS (
  SELECT s."org_id", s."team_id", s."kind", coalesce(s."decision_kind", '') AS "decision_kind",
    s."state", to_char(e."at" AT TIME ZONE o."time_zone", 'IYYY"-W"IW') || ' ' || s."grade" AS "period", e."n"
  FROM "standing" s JOIN "organisation" o ON o."id" = s."org_id"
  CROSS JOIN LATERAL (VALUES (s."from_at", 1), (s."to_at", -1)) AS e("at", "n")
  WHERE s."grade" IS NOT NULL AND e."at" IS NOT NULL),
cells AS (
  SELECT "org_id", coalesce("team_id", '00000000-0000-0000-0000-000000000000') AS "team_id", "kind",
    "decision_kind", "state", "period", sum("n")::int AS "n"
  FROM edges GROUP BY 1, 2, 3, 4, 5, 6)
INSERT INTO "standing_sum" ("org_id", "slice", "repository_id", "service_id", "team_id", "rule_id",
  "kind", "decision_kind", "state", "period", "part", "count")
SELECT "org_id", 'weeks of assistance in teams', '00000000-0000-0000-0000-000000000000'::uuid,
  '00000000-0000-0000-0000-000000000000'::uuid, "team_id", '00000000-0000-0000-0000-000000000000'::uuid, "kind",
  "decision_kind", "state", "period", 0, "n" FROM cells WHERE "n" <> 0
UNION ALL
SELECT "org_id", 'weeks of assistance', '00000000-0000-0000-0000-000000000000'::uuid,
  '00000000-0000-0000-0000-000000000000'::uuid, '00000000-0000-0000-0000-000000000000'::uuid,
  '00000000-0000-0000-0000-000000000000'::uuid, "kind", "decision_kind", "state", "period", 0, sum("n")::int
FROM cells GROUP BY 1, 7, 8, 9, 10 HAVING sum("n") <> 0;
