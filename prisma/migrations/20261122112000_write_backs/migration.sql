-- CreateTable
CREATE TABLE "write_backs" (
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "triage_id" UUID NOT NULL,
    "helpdesk" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "is_uncertain" BOOLEAN NOT NULL DEFAULT false,
    "note_written_at" TIMESTAMPTZ(3),
    "tags_added_at" TIMESTAMPTZ(3),
    "fields_set_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "retries" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,
    "slot_at" TIMESTAMPTZ(3),
    "claimed_until" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "written_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "write_backs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "helpdesk_states" (
    "helpdesk" TEXT NOT NULL,
    "paused_at" TIMESTAMPTZ(3),
    "paused_reason" TEXT,
    "probe_at" TIMESTAMPTZ(3),
    "next_slot_at" TIMESTAMPTZ(3),

    CONSTRAINT "helpdesk_states_pkey" PRIMARY KEY ("helpdesk")
);

-- CreateIndex
CREATE UNIQUE INDEX "write_backs_triage_id_key" ON "write_backs"("triage_id");

-- CreateIndex
CREATE INDEX "write_backs_ticket_id_id_idx" ON "write_backs"("ticket_id", "id");

-- CreateIndex
CREATE INDEX "write_backs_state_next_attempt_at_idx" ON "write_backs"("state", "next_attempt_at");

-- CreateIndex
CREATE INDEX "write_backs_state_id_idx" ON "write_backs"("state", "id");

-- CreateIndex
CREATE INDEX "write_backs_helpdesk_id_idx" ON "write_backs"("helpdesk", "id");

-- AddForeignKey
ALTER TABLE "write_backs" ADD CONSTRAINT "write_backs_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "write_backs" ADD CONSTRAINT "write_backs_triage_id_fkey" FOREIGN KEY ("triage_id") REFERENCES "triages"("id") ON DELETE CASCADE ON UPDATE CASCADE;
