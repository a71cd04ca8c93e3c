-- AlterTable
ALTER TABLE "version" ADD COLUMN     "beginning" BYTEA;
