-- CreateTable
CREATE TABLE "flow_entry" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "repository_id" UUID NOT NULL,
    "service" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "keys" TEXT[],

    CONSTRAINT "flow_entry_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "flow_out" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "repository_id" UUID NOT NULL,
    "service" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "method" TEXT,
    "keys" TEXT[],

    CONSTRAINT "flow_out_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "flow_part" (
    "org_id" INTEGER NOT NULL,
    "version_id" UUID NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3),
    "repository_id" UUID NOT NULL,
    "service" TEXT NOT NULL,
    "team" TEXT,
    "entry_id" UUID NOT NULL,
    "out_id" UUID NOT NULL,
    "layers" INTEGER NOT NULL,
    "naive" DOUBLE PRECISION,
    "gated" DOUBLE PRECISION,
    "start_reason" TEXT NOT NULL,
    "end_reason" TEXT,

    CONSTRAINT "flow_part_pkey" PRIMARY KEY ("org_id","version_id","from_at")
);

-- CreateTable
CREATE TABLE "flow_link" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "out_id" UUID NOT NULL,
    "entry_id" UUID,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3),
    "rule" TEXT NOT NULL,
    "confidence" TEXT,
    "detail" TEXT,

    CONSTRAINT "flow_link_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "flow_path" (
    "org_id" INTEGER NOT NULL,
    "version_id" UUID NOT NULL,
    "start_id" UUID NOT NULL,

    CONSTRAINT "flow_path_pkey" PRIMARY KEY ("org_id","version_id")
);

-- CreateTable
CREATE TABLE "flow_tie" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "out_key" TEXT NOT NULL,
    "repository_id" UUID NOT NULL,
    "service" TEXT NOT NULL,
    "entry_key" TEXT,
    "reason" TEXT,
    "actor_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "flow_tie_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "flow_change" (
    "org_id" INTEGER NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "repository_id" UUID,
    "versions" UUID[],
    "everything" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "flow_change_pkey" PRIMARY KEY ("org_id","seq")
);

-- CreateIndex
CREATE INDEX "flow_part_org_id_repository_id_idx" ON "flow_part"("org_id", "repository_id");

-- CreateIndex
CREATE INDEX "flow_part_org_id_entry_id_idx" ON "flow_part"("org_id", "entry_id");

-- CreateIndex
CREATE INDEX "flow_part_org_id_out_id_idx" ON "flow_part"("org_id", "out_id");

-- CreateIndex
CREATE INDEX "flow_link_org_id_out_id_idx" ON "flow_link"("org_id", "out_id");

-- CreateIndex
CREATE INDEX "flow_path_org_id_start_id_idx" ON "flow_path"("org_id", "start_id");

-- CreateIndex
CREATE INDEX "flow_tie_org_id_out_key_idx" ON "flow_tie"("org_id", "out_key");
