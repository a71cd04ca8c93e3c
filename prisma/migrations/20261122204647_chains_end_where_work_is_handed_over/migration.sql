-- Chains end where work is handed over (ADR 7): all flows are joined anew.
INSERT INTO "flow_change" ("org_id", "repository_id", "versions", "everything")
  SELECT "org_id", "id", '{}', true FROM "repository"
  WHERE EXISTS (SELECT 1 FROM "rule" WHERE "kind" = 'flow');
