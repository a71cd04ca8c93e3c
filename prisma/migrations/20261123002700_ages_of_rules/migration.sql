-- How many findings of each rule began on which day, of what lasts (lib/standing/sums).
INSERT INTO "standing_sum" ("org_id", "slice", "repository_id", "service_id", "team_id", "rule_id",
  "kind", "decision_kind", "state", "period", "part", "count")
SELECT "org_id", 'began of rules', '00000000-0000-0000-0000-000000000000',
  '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', "rule_id", "kind", '',
  "state", to_char("began_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD'), 0, count(*)::int
FROM "standing" WHERE "to_at" IS NULL GROUP BY 1, 6, 7, 9, 10;
