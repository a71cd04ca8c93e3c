-- Findings that ever came back, or whose rule was ever removed, are few. Why all others are there or
-- gone is said by their rows (lib/findings/queries/reasons). Prisma cannot say partial indexes.
CREATE INDEX "presence_reopened" ON "presence"("org_id", "finding_id") WHERE "start_reason" = 'reopened';
CREATE INDEX "presence_rule_removed" ON "presence"("org_id", "finding_id") WHERE "end_reason" = 'rule-removed';
