-- One number for each cell (lib/standing/sums.ts, numberOf). Prisma cannot say an index over an expression.
CREATE INDEX "standing_sum_cell_idx" ON "standing_sum" ("org_id", (hashtextextended(
  slice || kind || decision_kind || state || period,
  uuid_hash_extended(rule_id, uuid_hash_extended(team_id, uuid_hash_extended(service_id, uuid_hash_extended(repository_id, 0)))))));
