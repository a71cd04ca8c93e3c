-- CreateIndex
CREATE INDEX "commit_org_id_author_idx" ON "commit"("org_id", "author");

-- A hash by how it begins, whatever the collation: an index that the schema cannot say.
CREATE INDEX "commit_sha" ON "commit"("org_id", "sha" COLLATE "C");
