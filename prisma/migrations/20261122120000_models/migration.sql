-- CreateTable
CREATE TABLE "models" (
    "id" UUID NOT NULL,
    "version" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "file" BYTEA NOT NULL,
    "release_hash" TEXT NOT NULL,
    "measure" JSONB,
    "quality" JSONB NOT NULL,
    "corpus_texts" INTEGER NOT NULL,
    "feedback_texts" INTEGER NOT NULL,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "activated_at" TIMESTAMPTZ(3),

    CONSTRAINT "models_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "models_file_hash_key" ON "models"("file_hash");

-- What Prisma's schema language cannot say: closed sets, and one active model.
ALTER TABLE "models"
    ADD CONSTRAINT "models_state_check" CHECK ("state" IN ('active', 'candidate', 'refused', 'retired')),
    ADD CONSTRAINT "models_source_check" CHECK ("source" IN ('built-in', 'trained'));
CREATE UNIQUE INDEX "models_one_active_key" ON "models"("state") WHERE "state" = 'active';
