-- DropIndex
DROP INDEX "standing_org_id_kind_state_from_at_idx";

-- DropIndex
DROP INDEX "standing_org_id_kind_state_to_at_idx";

-- CreateIndex
CREATE INDEX "standing_from" ON "standing"("org_id", "kind", "state", "from_at", "to_at", "began_at", "team_id", "decision_kind");

-- CreateIndex
CREATE INDEX "standing_to" ON "standing"("org_id", "kind", "state", "to_at", "from_at", "began_at", "team_id", "decision_kind");
