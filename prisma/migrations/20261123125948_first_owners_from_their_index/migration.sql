-- First owners are told by their repository, too: read from the index alone (7 MB beside a million
-- findings, 5.5 MB without).
DROP INDEX "standing_first_owned";
CREATE INDEX "standing_first_owned" ON "standing"("org_id", "from_at")
  INCLUDE ("repository_id", "team_id", "dated_at", "at_least") WHERE "first_owned";
