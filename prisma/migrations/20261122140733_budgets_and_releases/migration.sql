-- CreateTable
CREATE TABLE "budget" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    "key" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "layers" INTEGER,
    "attempts" INTEGER,
    "days" INTEGER,
    "most" INTEGER,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3),
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_name" TEXT NOT NULL,

    CONSTRAINT "budget_pkey" PRIMARY KEY ("org_id","id","version")
);

-- CreateTable
CREATE TABLE "release" (
    "org_id" INTEGER NOT NULL,
    "repository_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "commit" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "said_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "release_pkey" PRIMARY KEY ("org_id","repository_id","name")
);

-- CreateIndex
CREATE INDEX "budget_org_id_by_key_idx" ON "budget"("org_id", "by", "key");

-- CreateIndex
CREATE INDEX "release_org_id_at_idx" ON "release"("org_id", "at");
