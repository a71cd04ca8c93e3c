-- CreateTable
CREATE TABLE "person" (
    "org_id" INTEGER NOT NULL DEFAULT 1,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT NOT NULL DEFAULT 'viewer',
    "handle" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "person_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "team_member" (
    "org_id" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "team_key" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "leads" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "team_member_pkey" PRIMARY KEY ("org_id","person_id","team_key")
);

-- CreateTable
CREATE TABLE "person_account" (
    "org_id" INTEGER NOT NULL DEFAULT 1,
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "provider_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "password" TEXT,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_account_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "person_session" (
    "org_id" INTEGER NOT NULL DEFAULT 1,
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_session_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "sign_in_state" (
    "org_id" INTEGER NOT NULL DEFAULT 1,
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_in_state_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "sign_in_failure" (
    "org_id" INTEGER NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_failure_pkey" PRIMARY KEY ("org_id","seq")
);

-- CreateTable
CREATE TABLE "one_time_link" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "person_id" UUID,
    "hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_link_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "machine_token" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "repository" TEXT,
    "scopes" TEXT[],
    "prefix" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_name" TEXT,

    CONSTRAINT "machine_token_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "sign_in_secret" (
    "org_id" INTEGER NOT NULL,
    "secret" TEXT NOT NULL,

    CONSTRAINT "sign_in_secret_pkey" PRIMARY KEY ("org_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_id_key" ON "person"("id");

-- CreateIndex
CREATE UNIQUE INDEX "person_org_id_email_key" ON "person"("org_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "person_org_id_handle_key" ON "person"("org_id", "handle");

-- CreateIndex
CREATE UNIQUE INDEX "person_account_id_key" ON "person_account"("id");

-- CreateIndex
CREATE INDEX "person_account_person_id_idx" ON "person_account"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_account_org_id_provider_id_account_id_key" ON "person_account"("org_id", "provider_id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_session_id_key" ON "person_session"("id");

-- CreateIndex
CREATE UNIQUE INDEX "person_session_token_key" ON "person_session"("token");

-- CreateIndex
CREATE INDEX "person_session_person_id_idx" ON "person_session"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_state_id_key" ON "sign_in_state"("id");

-- CreateIndex
CREATE INDEX "sign_in_state_identifier_idx" ON "sign_in_state"("identifier");

-- CreateIndex
CREATE INDEX "sign_in_failure_org_id_email_at_idx" ON "sign_in_failure"("org_id", "email", "at");

-- CreateIndex
CREATE UNIQUE INDEX "one_time_link_org_id_hash_key" ON "one_time_link"("org_id", "hash");

-- CreateIndex
CREATE UNIQUE INDEX "machine_token_org_id_hash_key" ON "machine_token"("org_id", "hash");
