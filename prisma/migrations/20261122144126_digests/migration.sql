-- CreateTable
CREATE TABLE "digest_subscription" (
    "org_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "team_id" UUID,
    "channel" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "secret" TEXT,
    "weekday" INTEGER NOT NULL,
    "hour" INTEGER NOT NULL,
    "time_zone" TEXT NOT NULL,
    "always" BOOLEAN NOT NULL DEFAULT false,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "paused_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),
    "actor_name" TEXT NOT NULL,

    CONSTRAINT "digest_subscription_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "digest_sending" (
    "org_id" INTEGER NOT NULL,
    "subscription_id" UUID NOT NULL,
    "slot" TEXT NOT NULL,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,

    CONSTRAINT "digest_sending_pkey" PRIMARY KEY ("org_id","subscription_id","slot")
);
