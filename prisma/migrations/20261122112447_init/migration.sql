-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "organisation" (
    "id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "repository" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT,
    "root_commit" TEXT,
    "default_branch" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "repository_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "team" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "team_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "service" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "repository_id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "service_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "service_map" (
    "org_id" INTEGER NOT NULL,
    "repository_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "scan_id" UUID NOT NULL,
    "digest" BYTEA NOT NULL,
    "services" JSONB NOT NULL,

    CONSTRAINT "service_map_pkey" PRIMARY KEY ("org_id","repository_id","at","scan_id")
);

-- CreateTable
CREATE TABLE "stream" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "repository_id" UUID NOT NULL,
    "branch" TEXT NOT NULL,
    "tool" TEXT NOT NULL,
    "category" TEXT NOT NULL,

    CONSTRAINT "stream_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "upload" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "digest" BYTEA NOT NULL,
    "params" JSONB NOT NULL,
    "body" BYTEA NOT NULL,
    "raw_bytes" BIGINT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'received',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "receipt" JSONB,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "upload_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "scan" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "stream_id" UUID NOT NULL,
    "upload_id" UUID NOT NULL,
    "commit" TEXT NOT NULL,
    "committed_at" TIMESTAMPTZ(3) NOT NULL,
    "holds_through" TIMESTAMPTZ(3),
    "ran_at" TIMESTAMPTZ(3),
    "tool_version" TEXT,
    "succeeded" BOOLEAN NOT NULL,
    "superseded" BOOLEAN NOT NULL DEFAULT false,
    "coverage" JSONB NOT NULL,
    "content_digest" BYTEA NOT NULL,
    "results" INTEGER NOT NULL,
    "notifications" JSONB NOT NULL DEFAULT '[]',
    "files" JSONB,

    CONSTRAINT "scan_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "rule" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "tool" TEXT NOT NULL,
    "rule_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "decision_kind" TEXT,
    "name" TEXT,
    "summary" TEXT,
    "help" TEXT,
    "help_uri" TEXT,
    "level" TEXT NOT NULL DEFAULT 'warning',
    "described_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rule_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "commit" (
    "org_id" INTEGER NOT NULL,
    "repository_id" UUID NOT NULL,
    "sha" TEXT NOT NULL,
    "author" TEXT,
    "committed_at" TIMESTAMPTZ(3) NOT NULL,
    "subject" TEXT,
    "assistance_grade" TEXT NOT NULL DEFAULT 'unknown',
    "assistance_tool" TEXT,
    "assistance_evidence" TEXT,

    CONSTRAINT "commit_pkey" PRIMARY KEY ("org_id","repository_id","sha")
);

-- CreateTable
CREATE TABLE "version" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "stream_id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "symbol" TEXT,
    "tool_identity" BYTEA,
    "content" BYTEA,
    "suppressed" BOOLEAN NOT NULL DEFAULT false,
    "message" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "start_line" INTEGER,
    "start_column" INTEGER,
    "end_line" INTEGER,
    "end_column" INTEGER,
    "snippet" TEXT,
    "context_start" INTEGER,
    "context" TEXT,
    "introduced_by" TEXT,
    "introduced_at" TIMESTAMPTZ(3),
    "weight" INTEGER NOT NULL DEFAULT 0,
    "description" BYTEA NOT NULL,
    "attempts" DOUBLE PRECISION,
    "declared" JSONB,
    "data" JSONB,

    CONSTRAINT "version_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "presence" (
    "org_id" INTEGER NOT NULL,
    "version_id" UUID NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3),
    "stream_id" UUID NOT NULL,
    "start_reason" TEXT NOT NULL,
    "end_reason" TEXT,
    "finding_id" UUID NOT NULL,
    "continues_version" UUID,
    "pass" TEXT,

    CONSTRAINT "presence_pkey" PRIMARY KEY ("org_id","version_id","from_at")
);

-- CreateTable
CREATE TABLE "sighting" (
    "org_id" INTEGER NOT NULL,
    "scan_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,

    CONSTRAINT "sighting_pkey" PRIMARY KEY ("org_id","scan_id","version_id")
);

-- CreateTable
CREATE TABLE "ownership" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "owner_kind" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3),
    "source" TEXT NOT NULL,
    "reference" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ownership_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "standing" (
    "org_id" INTEGER NOT NULL,
    "version_id" UUID NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3),
    "finding_id" UUID NOT NULL,
    "repository_id" UUID NOT NULL,
    "stream_id" UUID NOT NULL,
    "service_id" UUID NOT NULL,
    "team_id" UUID,
    "rule_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "decision_kind" TEXT,
    "state" TEXT NOT NULL,
    "attempts" DOUBLE PRECISION,

    CONSTRAINT "standing_pkey" PRIMARY KEY ("org_id","version_id","from_at")
);

-- CreateIndex
CREATE UNIQUE INDEX "repository_org_id_name_key" ON "repository"("org_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "team_org_id_name_key" ON "team"("org_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "service_org_id_repository_id_name_key" ON "service"("org_id", "repository_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "stream_org_id_repository_id_branch_tool_category_key" ON "stream"("org_id", "repository_id", "branch", "tool", "category");

-- CreateIndex
CREATE INDEX "upload_status_received_at_idx" ON "upload"("status", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "upload_org_id_digest_key" ON "upload"("org_id", "digest");

-- CreateIndex
CREATE INDEX "scan_org_id_stream_id_committed_at_idx" ON "scan"("org_id", "stream_id", "committed_at");

-- CreateIndex
CREATE UNIQUE INDEX "scan_org_id_stream_id_commit_key" ON "scan"("org_id", "stream_id", "commit");

-- CreateIndex
CREATE UNIQUE INDEX "rule_org_id_tool_rule_key_key" ON "rule"("org_id", "tool", "rule_key");

-- CreateIndex
CREATE INDEX "version_org_id_stream_id_idx" ON "version"("org_id", "stream_id");

-- CreateIndex
CREATE INDEX "presence_org_id_stream_id_to_at_idx" ON "presence"("org_id", "stream_id", "to_at");

-- CreateIndex
CREATE INDEX "presence_org_id_stream_id_from_at_idx" ON "presence"("org_id", "stream_id", "from_at");

-- CreateIndex
CREATE INDEX "presence_org_id_finding_id_idx" ON "presence"("org_id", "finding_id");

-- CreateIndex
CREATE INDEX "presence_org_id_continues_version_idx" ON "presence"("org_id", "continues_version");

-- CreateIndex
CREATE INDEX "ownership_org_id_version_id_idx" ON "ownership"("org_id", "version_id");

-- CreateIndex
CREATE INDEX "standing_org_id_kind_state_from_at_idx" ON "standing"("org_id", "kind", "state", "from_at");

-- CreateIndex
CREATE INDEX "standing_org_id_repository_id_kind_idx" ON "standing"("org_id", "repository_id", "kind");

-- CreateIndex
CREATE INDEX "standing_org_id_finding_id_idx" ON "standing"("org_id", "finding_id");

-- The one organisation of a single installation.
INSERT INTO "organisation" ("id", "name") VALUES (1, 'Plumbline');
