-- CreateTable
CREATE TABLE "version_places" (
    "org_id" INTEGER NOT NULL,
    "version_id" UUID NOT NULL,
    "stream_id" UUID NOT NULL,
    "places" JSONB NOT NULL,

    CONSTRAINT "version_places_pkey" PRIMARY KEY ("org_id","version_id")
);

-- CreateIndex
CREATE INDEX "version_places_org_id_stream_id_idx" ON "version_places"("org_id", "stream_id");
