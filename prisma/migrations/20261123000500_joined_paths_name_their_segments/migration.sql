-- Joined paths name their segments instead of repeating what these say (ADR 7). Those of before are
-- read as they are, and described otherwise: all flows are joined anew.
INSERT INTO "flow_change" ("org_id", "versions")
  SELECT DISTINCT "org_id", '{}'::uuid[] FROM "flow_path";
