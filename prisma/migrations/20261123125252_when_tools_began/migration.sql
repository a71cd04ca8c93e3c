-- AlterTable
ALTER TABLE "scan" ADD COLUMN     "started_at" TIMESTAMPTZ(3);
