-- Groups say from when to when their decisions are.
ALTER TABLE "inbox_group" ADD COLUMN "latest_at" TIMESTAMPTZ(3);

UPDATE inbox_group g SET latest_at = s.latest FROM (
  SELECT org_id, alike, max(dated_at) AS latest FROM standing
  WHERE kind = 'decision' AND state = 'open' AND to_at IS NULL GROUP BY org_id, alike) s
WHERE s.org_id = g.org_id AND s.alike = g.id;

ALTER TABLE "inbox_group" ALTER COLUMN "latest_at" SET NOT NULL;

-- CreateIndex
CREATE INDEX "inbox_group_span" ON "inbox_group"("org_id", "dated_at", "latest_at", "count");

-- Those that a limit of age may part: a partial index, which the schema cannot say.
CREATE INDEX "inbox_group_spread" ON "inbox_group"("org_id", "dated_at", "latest_at", "id")
  WHERE "latest_at" > "dated_at";

-- What waits to be ratified, oldest first, and whose it is: a partial index, which the schema cannot
-- say.
CREATE INDEX "standing_to_ratify" ON "standing"("org_id", "dated_at", "finding_id")
  INCLUDE ("from_at", "owner_key", "proposed_key", "team_id")
  WHERE "to_at" IS NULL AND "kind" = 'decision' AND "state" = 'owned' AND "status" = 'owned';

-- Versions of a stream, also by the commit that introduced them.
DROP INDEX "version_org_id_stream_id_idx";
CREATE INDEX "version_introduced_by" ON "version"("org_id", "stream_id", "introduced_by", "id");
