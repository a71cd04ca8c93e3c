-- CreateTable
CREATE TABLE "flow_former" (
    "org_id" INTEGER NOT NULL,
    "finding_id" UUID NOT NULL,
    "repository_id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "message" TEXT NOT NULL,
    "arithmetic" TEXT,
    "path" TEXT NOT NULL,
    "symbol" TEXT,
    "start_line" INTEGER,
    "gone_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "flow_former_pkey" PRIMARY KEY ("org_id","finding_id")
);
