-- AlterTable
ALTER TABLE "standing_sum" ADD COLUMN     "weeks" INTEGER[] DEFAULT ARRAY[]::INTEGER[];

-- What was kept by week is kept by quarter from here on (lib/standing/quarters), each with the
-- changes of its weeks.
INSERT INTO "standing_sum" ("org_id", "slice", "repository_id", "service_id", "team_id", "rule_id",
  "kind", "decision_kind", "state", "period", "part", "count", "weeks")
SELECT "org_id", "slice", "repository_id", "service_id", "team_id", "rule_id", "kind",
  "decision_kind", "state", "quarter", 0, sum("count")::int, ARRAY[
    coalesce(sum("count") FILTER (WHERE "place" = 1), 0),
    coalesce(sum("count") FILTER (WHERE "place" = 2), 0),
    coalesce(sum("count") FILTER (WHERE "place" = 3), 0),
    coalesce(sum("count") FILTER (WHERE "place" = 4), 0),
    coalesce(sum("count") FILTER (WHERE "place" = 5), 0),
    coalesce(sum("count") FILTER (WHERE "place" = 6), 0),
    coalesce(sum("count") FILTER (WHERE "place" = 7), 0),
    coalesce(sum("count") FILTER (WHERE "place" = 8), 0),
    coalesce(sum("count") FILTER (WHERE "place" = 9), 0),
    coalesce(sum("count") FILTER (WHERE "place" = 10), 0),
    coalesce(sum("count") FILTER (WHERE "place" = 11), 0),
    coalesce(sum("count") FILTER (WHERE "place" = 12), 0),
    coalesce(sum("count") FILTER (WHERE "place" = 13), 0),
    coalesce(sum("count") FILTER (WHERE "place" = 14), 0)]::int[]
FROM (SELECT *, left("period", 5) || 'Q0' || "number" AS "quarter",
    right("period", 2)::int - 13 * ("number" - 1) AS "place"
  FROM (SELECT *, least(4, (right("period", 2)::int + 12) / 13) AS "number" FROM "standing_sum"
    WHERE "slice" IN ('place', 'repository', 'team', 'rule') AND "period" <> 'lasts') w) p
WHERE "count" <> 0
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;

DELETE FROM "standing_sum" WHERE "slice" LIKE 'quarters of %'
  OR "slice" IN ('place', 'repository', 'team', 'rule') AND "weeks" = '{}' AND "period" <> 'lasts';
