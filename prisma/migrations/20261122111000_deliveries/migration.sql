-- Webhook calls, and what helpdesks say about a ticket besides its text.
-- AlterTable
ALTER TABLE "tickets" ADD COLUMN     "changed_at" TIMESTAMPTZ(3),
ADD COLUMN     "changed_at_text" TEXT,
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "url" TEXT;

-- CreateTable
CREATE TABLE "deliveries" (
    "helpdesk" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("helpdesk","key_hash")
);

-- CreateIndex
CREATE INDEX "deliveries_received_at_idx" ON "deliveries"("received_at");

ALTER TABLE "deliveries"
    ADD CONSTRAINT "deliveries_outcome_check" CHECK ("outcome" IN ('triaged', 'repeated', 'ignored'));
