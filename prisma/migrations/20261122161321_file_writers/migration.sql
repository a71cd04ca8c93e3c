-- CreateTable
CREATE TABLE "file_writers" (
    "org_id" INTEGER NOT NULL,
    "repository_id" UUID NOT NULL,
    "commit" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "said_at" TIMESTAMPTZ(3) NOT NULL,
    "weeks" INTEGER NOT NULL,
    "digest" BYTEA NOT NULL,

    CONSTRAINT "file_writers_pkey" PRIMARY KEY ("org_id","repository_id")
);

-- CreateTable
CREATE TABLE "file_writer" (
    "org_id" INTEGER NOT NULL,
    "repository_id" UUID NOT NULL,
    "path_hash" BYTEA NOT NULL,
    "author" TEXT NOT NULL,
    "commits" INTEGER NOT NULL,
    "of_all" INTEGER NOT NULL,

    CONSTRAINT "file_writer_pkey" PRIMARY KEY ("org_id","repository_id","path_hash")
);
