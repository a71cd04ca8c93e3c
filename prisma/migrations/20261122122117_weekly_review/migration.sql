-- CreateTable
CREATE TABLE "review_action" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "week" TEXT NOT NULL,
    "scope" TEXT NOT NULL DEFAULT '',
    "measure" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "due" DATE NOT NULL,
    "base_at" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_name" TEXT NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "done_by" TEXT,

    CONSTRAINT "review_action_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "review_note" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "week" TEXT NOT NULL,
    "scope" TEXT NOT NULL DEFAULT '',
    "measure" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_name" TEXT NOT NULL,

    CONSTRAINT "review_note_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "review_mark" (
    "org_id" INTEGER NOT NULL,
    "week" TEXT NOT NULL,
    "scope" TEXT NOT NULL DEFAULT '',
    "measure" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_name" TEXT NOT NULL,

    CONSTRAINT "review_mark_pkey" PRIMARY KEY ("org_id","week","scope","measure","by","key")
);

-- CreateTable
CREATE TABLE "review_closed" (
    "org_id" INTEGER NOT NULL,
    "week" TEXT NOT NULL,
    "scope" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_name" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "digest" BYTEA NOT NULL,

    CONSTRAINT "review_closed_pkey" PRIMARY KEY ("org_id","week","scope")
);

-- CreateIndex
CREATE INDEX "review_action_org_id_scope_at_idx" ON "review_action"("org_id", "scope", "at");

-- CreateIndex
CREATE INDEX "review_note_org_id_scope_week_idx" ON "review_note"("org_id", "scope", "week");
