-- CreateTable
CREATE TABLE "tickets" (
    "id" UUID NOT NULL,
    "helpdesk" TEXT NOT NULL,
    "external_id" TEXT,
    "subject" TEXT,
    "body" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "stated_language" TEXT,
    "requester_role" TEXT,
    "requester_locale" TEXT,
    "redactions" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tickets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "triages" (
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "is_current" BOOLEAN NOT NULL DEFAULT true,
    "decision" TEXT NOT NULL,
    "category" TEXT,
    "confidence" DOUBLE PRECISION NOT NULL,
    "reason" TEXT,
    "candidates" JSONB NOT NULL,
    "evidence" JSONB NOT NULL,
    "error_codes" JSONB NOT NULL,
    "missing" JSONB NOT NULL,
    "warnings" JSONB NOT NULL,
    "suggestion" JSONB,
    "model" TEXT NOT NULL,
    "triaged_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "triages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feedback" (
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "is_current" BOOLEAN NOT NULL DEFAULT true,
    "verdict" TEXT NOT NULL,
    "category" TEXT,
    "comment" TEXT,
    "given_by" TEXT NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "feedback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "receipts" (
    "key_hash" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "ticket_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "receipts_pkey" PRIMARY KEY ("key_hash")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "tickets_helpdesk_id_idx" ON "tickets"("helpdesk", "id");

-- CreateIndex
CREATE INDEX "tickets_language_id_idx" ON "tickets"("language", "id");

-- CreateIndex
CREATE INDEX "tickets_received_at_idx" ON "tickets"("received_at");

-- CreateIndex
CREATE UNIQUE INDEX "tickets_helpdesk_external_id_key" ON "tickets"("helpdesk", "external_id");

-- CreateIndex
CREATE INDEX "triages_ticket_id_idx" ON "triages"("ticket_id");

-- CreateIndex
CREATE INDEX "triages_decision_ticket_id_idx" ON "triages"("decision", "ticket_id");

-- CreateIndex
CREATE INDEX "triages_category_ticket_id_idx" ON "triages"("category", "ticket_id");

-- CreateIndex
CREATE INDEX "feedback_ticket_id_idx" ON "feedback"("ticket_id");

-- CreateIndex
CREATE INDEX "receipts_ticket_id_idx" ON "receipts"("ticket_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_key_hash_key" ON "api_keys"("key_hash");

-- AddForeignKey
ALTER TABLE "triages" ADD CONSTRAINT "triages_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say: closed sets, and one current triage and feedback a ticket.
ALTER TABLE "triages"
    ADD CONSTRAINT "triages_decision_check" CHECK ("decision" IN ('suggested', 'review', 'out-of-scope')),
    ADD CONSTRAINT "triages_confidence_check" CHECK ("confidence" BETWEEN 0 AND 1),
    ADD CONSTRAINT "triages_category_check" CHECK (("decision" = 'out-of-scope') = ("category" IS NULL));
ALTER TABLE "feedback"
    ADD CONSTRAINT "feedback_verdict_check" CHECK ("verdict" IN ('accepted', 'corrected', 'rejected'));
ALTER TABLE "api_keys"
    ADD CONSTRAINT "api_keys_role_check" CHECK ("role" IN ('intake', 'agent', 'admin'));
CREATE UNIQUE INDEX "triages_one_current_key" ON "triages"("ticket_id") WHERE "is_current";
CREATE UNIQUE INDEX "feedback_one_current_key" ON "feedback"("ticket_id") WHERE "is_current";
