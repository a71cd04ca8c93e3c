-- CreateTable
CREATE TABLE "path_change" (
    "org_id" INTEGER NOT NULL,
    "version_id" UUID NOT NULL,
    "scan_id" UUID NOT NULL,
    "nth" INTEGER NOT NULL,
    "sha" TEXT NOT NULL,
    "attempts" DOUBLE PRECISION,
    "unbounded" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "path_change_pkey" PRIMARY KEY ("org_id","version_id","scan_id","nth")
);

-- CreateIndex
CREATE INDEX "path_change_org_id_scan_id_idx" ON "path_change"("org_id", "scan_id");
