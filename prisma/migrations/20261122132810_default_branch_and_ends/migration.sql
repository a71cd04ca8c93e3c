-- AlterTable
ALTER TABLE "repository" ADD COLUMN     "default_branch_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "standing_org_id_kind_state_to_at_idx" ON "standing"("org_id", "kind", "state", "to_at");
