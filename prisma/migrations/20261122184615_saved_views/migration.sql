-- CreateTable
CREATE TABLE "saved_view" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "page" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL,
    "maker_id" TEXT NOT NULL,
    "maker_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateIndex
CREATE INDEX "saved_view_org_id_page_idx" ON "saved_view"("org_id", "page");
