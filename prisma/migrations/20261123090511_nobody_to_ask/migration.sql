-- AlterTable
ALTER TABLE "standing" ADD COLUMN     "authorless" BOOLEAN NOT NULL DEFAULT false;

-- Kept from here on by lib/standing/derived.
UPDATE "standing" s SET "authorless" = true FROM "version" v
WHERE v."org_id" = s."org_id" AND v."id" = s."version_id" AND s."kind" = 'decision'
  AND NOT EXISTS (SELECT FROM "commit" c WHERE c."org_id" = v."org_id"
    AND c."repository_id" = s."repository_id" AND c."sha" = v."introduced_by"
    AND c."author" <> '' AND c."assistance_grade" <> 'bot-author'
    AND strpos(c."author", '[bot]') = 0);
CREATE INDEX "standing_authorless" ON "standing"("org_id", "version_id")
  WHERE "authorless" AND "kind" = 'decision' AND "state" = 'open';
