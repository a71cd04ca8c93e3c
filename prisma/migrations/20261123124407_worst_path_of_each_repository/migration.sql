-- The overview of repositories names the worst retry path of each: one step each, where it sorted
-- all that last. Only of paths: 3 MB beside a million findings.
CREATE INDEX "standing_lasts_worst" ON "standing"("org_id", "repository_id", "attempts" DESC, "finding_id")
  INCLUDE ("from_at")
  WHERE "to_at" IS NULL AND "kind" = 'retry-path' AND "state" = 'open' AND "attempts" IS NOT NULL;
