-- AlterTable
ALTER TABLE "tickets" ADD COLUMN     "search" tsvector;

-- AlterTable
ALTER TABLE "feedback" ADD COLUMN     "triage_id" UUID;

-- CreateTable
CREATE TABLE "ticket_events" (
    "id" BIGSERIAL NOT NULL,
    "position" BIGINT,
    "ticket_id" UUID NOT NULL,
    "change" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ticket_events_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ticket_events_position_key" ON "ticket_events"("position");

-- CreateIndex
CREATE INDEX "feedback_triage_id_idx" ON "feedback"("triage_id");

-- AddForeignKey
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_triage_id_fkey" FOREIGN KEY ("triage_id") REFERENCES "triages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Feedback given before is about the triage that was the newest at that time.
UPDATE "feedback" SET "triage_id" = (
    SELECT "triages"."id" FROM "triages"
    WHERE "triages"."ticket_id" = "feedback"."ticket_id"
    ORDER BY ("triages"."triaged_at" <= "feedback"."given_at") DESC, "triages"."id" DESC
    LIMIT 1
);

-- What Prisma's schema language cannot say. The pending list of the search index is kept short: every search
-- reads all of it.
ALTER TABLE "ticket_events"
    ADD CONSTRAINT "ticket_events_change_check" CHECK ("change" IN ('created', 'triaged', 'feedback', 'write-back', 'erased'));
CREATE INDEX "tickets_search_idx" ON "tickets" USING GIN ("search") WITH (gin_pending_list_limit = 256) WHERE "search" IS NOT NULL;
CREATE INDEX "tickets_without_search_idx" ON "tickets"("id") WHERE "search" IS NULL;
CREATE INDEX "ticket_events_unnumbered_idx" ON "ticket_events"("id") WHERE "position" IS NULL;
