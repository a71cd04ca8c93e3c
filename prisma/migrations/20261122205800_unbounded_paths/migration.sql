-- Retry paths that repeat without an end: a partial index, which the schema cannot say.
CREATE INDEX "version_unbounded" ON "version"("org_id", "id") WHERE "data" ->> 'naive' = 'unbounded';
