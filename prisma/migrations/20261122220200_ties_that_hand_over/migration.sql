-- A tie of a queue, topic or task hands work over (ADR 7): calls that are tied so are joined anew.
INSERT INTO "flow_change" ("org_id", "versions", "out_key")
  SELECT DISTINCT "org_id", '{}'::uuid[], "out_key" FROM "flow_tie"
  WHERE "out_key" ~ '^(queue|topic|task):';
