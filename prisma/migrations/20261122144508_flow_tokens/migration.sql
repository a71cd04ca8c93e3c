-- AlterTable
ALTER TABLE "flow_entry" ADD COLUMN     "tokens" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "flow_out" ADD COLUMN     "tokens" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "flow_change" ADD COLUMN     "out_key" TEXT;

-- CreateIndex
CREATE INDEX "flow_entry_org_id_repository_id_service_idx" ON "flow_entry"("org_id", "repository_id", "service");

-- CreateIndex
CREATE INDEX "flow_entry_tokens_idx" ON "flow_entry" USING GIN ("tokens");

-- CreateIndex
CREATE INDEX "flow_out_tokens_idx" ON "flow_out" USING GIN ("tokens");

-- CreateIndex
CREATE INDEX "flow_link_org_id_entry_id_idx" ON "flow_link"("org_id", "entry_id");

-- The caches of the join have no tokens yet: they are made anew when flows are joined next.
DELETE FROM "flow_link";
DELETE FROM "flow_part";
DELETE FROM "flow_entry";
DELETE FROM "flow_out";
INSERT INTO "flow_change" ("org_id", "repository_id", "versions", "everything")
  SELECT "org_id", "id", '{}', true FROM "repository"
  WHERE EXISTS (SELECT 1 FROM "rule" WHERE "kind" = 'flow');
