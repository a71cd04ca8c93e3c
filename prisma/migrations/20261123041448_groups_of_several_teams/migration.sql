-- Groups of several teams, which an inbox of one team looks into: a partial index, which the schema
-- cannot say.
CREATE INDEX "inbox_group_mixed" ON "inbox_group"("org_id", "id") WHERE "mixed";
