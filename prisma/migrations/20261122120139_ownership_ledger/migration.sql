-- AlterTable
ALTER TABLE "ownership" DROP COLUMN "created_at",
DROP COLUMN "reference",
DROP COLUMN "source",
DROP COLUMN "valid_to",
ADD COLUMN     "act_id" UUID NOT NULL,
ADD COLUMN     "approver" TEXT,
ADD COLUMN     "confirms" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "others" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "owner_key" TEXT,
ADD COLUMN     "proposed" TEXT,
ADD COLUMN     "proposed_key" TEXT,
ADD COLUMN     "proposed_kind" TEXT,
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "seq" BIGSERIAL NOT NULL,
ADD COLUMN     "status" TEXT NOT NULL,
ADD COLUMN     "undone" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "until" TIMESTAMPTZ(3),
ALTER COLUMN "owner_kind" DROP NOT NULL,
ALTER COLUMN "owner" DROP NOT NULL;

-- AlterTable
ALTER TABLE "standing" ADD COLUMN     "owner" TEXT,
ADD COLUMN     "owner_key" TEXT,
ADD COLUMN     "ownership_id" UUID,
ADD COLUMN     "proposed_key" TEXT,
ADD COLUMN     "status" TEXT;

-- CreateTable
CREATE TABLE "audit" (
    "org_id" INTEGER NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("org_id","seq")
);

-- CreateTable
CREATE TABLE "ownership_act" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "owner" TEXT,
    "reason" TEXT,
    "until" TIMESTAMPTZ(3),
    "findings" INTEGER NOT NULL,
    "undoes" UUID,
    "undone_by" UUID,

    CONSTRAINT "ownership_act_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "decision_record" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "invariants" TEXT NOT NULL DEFAULT '',
    "failure_modes" TEXT NOT NULL DEFAULT '',
    "assumptions" TEXT NOT NULL DEFAULT '',
    "data_ownership" TEXT NOT NULL DEFAULT '',
    "review_on" DATE,
    "adr" TEXT,

    CONSTRAINT "decision_record_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "decision_record_of" (
    "org_id" INTEGER NOT NULL,
    "version_id" UUID NOT NULL,
    "record_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "decision_record_of_pkey" PRIMARY KEY ("org_id","version_id","record_id")
);

-- CreateTable
CREATE TABLE "ownership_rule" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "repository_id" UUID,
    "pattern" TEXT NOT NULL,
    "decision_kind" TEXT,
    "owner_kind" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "reason" TEXT,
    "actor_name" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3),

    CONSTRAINT "ownership_rule_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "ownership_document" (
    "org_id" INTEGER NOT NULL,
    "repository_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "scan_id" UUID NOT NULL,
    "documents" JSONB NOT NULL,
    "claims" JSONB NOT NULL,
    "claims_digest" BYTEA NOT NULL,

    CONSTRAINT "ownership_document_pkey" PRIMARY KEY ("org_id","repository_id","at","scan_id")
);

-- CreateTable
CREATE TABLE "ownership_text" (
    "org_id" INTEGER NOT NULL,
    "digest" BYTEA NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "ownership_text_pkey" PRIMARY KEY ("org_id","digest")
);

-- CreateTable
CREATE TABLE "service_team" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "repository_id" UUID,
    "service" TEXT,
    "from_key" TEXT,
    "from_name" TEXT,
    "to_name" TEXT,
    "reason" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3),

    CONSTRAINT "service_team_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateIndex
CREATE INDEX "audit_org_id_subject_kind_subject_id_idx" ON "audit"("org_id", "subject_kind", "subject_id");

-- CreateIndex
CREATE INDEX "ownership_act_org_id_at_idx" ON "ownership_act"("org_id", "at");

-- CreateIndex
CREATE INDEX "decision_record_of_org_id_record_id_idx" ON "decision_record_of"("org_id", "record_id");

-- CreateIndex
CREATE INDEX "ownership_org_id_act_id_idx" ON "ownership"("org_id", "act_id");

-- CreateIndex
CREATE INDEX "ownership_org_id_status_until_idx" ON "ownership"("org_id", "status", "until");

-- CreateIndex
CREATE UNIQUE INDEX "ownership_org_id_seq_key" ON "ownership"("org_id", "seq");

-- CreateIndex
CREATE INDEX "standing_org_id_owner_key_idx" ON "standing"("org_id", "owner_key");

-- CreateIndex
CREATE INDEX "standing_org_id_proposed_key_idx" ON "standing"("org_id", "proposed_key");


-- What the cache says of decisions that stand already: until now only declarations made owners.
UPDATE "standing" s SET
  "status" = CASE WHEN coalesce(v."declared" ->> 'owner', '') <> '' THEN 'owned' ELSE 'unowned' END,
  "owner" = nullif(v."declared" ->> 'owner', ''),
  "owner_key" = lower(regexp_replace(nullif(v."declared" ->> 'owner', ''), '^@+', ''))
FROM "version" v
WHERE v."org_id" = s."org_id" AND v."id" = s."version_id" AND s."kind" = 'decision';
