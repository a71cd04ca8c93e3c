-- Lists of a rule by path, and of long ago by age: partial indexes, which the schema cannot say.
CREATE INDEX "standing_lasts_rule_path" ON "standing"("org_id", "rule_id", "state", "path" COLLATE "C", "finding_id") WHERE "to_at" IS NULL;
CREATE INDEX "standing_ended_began" ON "standing"("org_id", "kind", "state", "began_at", "finding_id") WHERE "to_at" IS NOT NULL;
