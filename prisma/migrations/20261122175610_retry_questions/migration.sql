-- CreateTable
CREATE TABLE "retry_question" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "finding_id" UUID NOT NULL,
    "about" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "due" DATE,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_name" TEXT NOT NULL,
    "layers" JSONB NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" TEXT,
    "closed_how" TEXT,
    "close_reason" TEXT,

    CONSTRAINT "retry_question_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateIndex
CREATE INDEX "retry_question_org_id_finding_id_idx" ON "retry_question"("org_id", "finding_id");

-- CreateIndex
CREATE INDEX "retry_question_org_id_closed_at_idx" ON "retry_question"("org_id", "closed_at");
