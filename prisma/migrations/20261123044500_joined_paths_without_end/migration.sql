-- What a segment's work puts back as new has no end on joined paths either: all flows that hold
-- such a segment are joined anew.
INSERT INTO "flow_change" ("org_id", "versions")
  SELECT DISTINCT p."org_id", '{}'::uuid[]
  FROM "flow_part" p JOIN "version" v ON v."org_id" = p."org_id" AND v."id" = p."version_id"
  WHERE jsonb_typeof(v."data" #> '{segment,unboundedBecause}') = 'array';
