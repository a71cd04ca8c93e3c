-- Kept from here on by lib/standing: changes by quarter, beside those by week.
INSERT INTO "standing_sum" ("org_id", "slice", "repository_id", "service_id", "team_id", "rule_id",
  "kind", "decision_kind", "state", "period", "part", "count")
SELECT "org_id", 'quarters of ' || "slice", "repository_id", "service_id", "team_id", "rule_id",
  "kind", "decision_kind", "state",
  left("period", 5) || 'Q0' || least(4, (right("period", 2)::int + 12) / 13), 0, sum("count")::int
FROM "standing_sum"
WHERE "slice" IN ('place', 'repository') AND "period" <> 'lasts'
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 HAVING sum("count") <> 0;
