/** Tickets with everything that hangs on them: triage, feedback, receipts. */

import { uuidv7 } from 'uuidv7'
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts'
import type {
  Candidate,
  CategoryId,
  Decision,
  Evidence,
  MissingItem,
  ReadErrorCode,
  Redaction,
  RequesterRole,
  ReviewReason,
  Suggestion,
  TriagedTicket,
  Verdict,
  Warning,
} from '../ticket.ts'
import { isUniqueViolation } from './database-errors.ts'
import {
  type NewWriteBack,
  recordWriteBack,
  type StoredWriteBack,
  toStoredWriteBack,
} from './write-backs.ts'

export type StoredFeedback = {
  verdict: Verdict
  category: TriagedTicket['triage']['category'] | 'out-of-scope'
  comment: string | null
  givenAt: Date
}

export type StoredTicket = TriagedTicket & {
  id: string
  receivedAt: Date
  feedback: StoredFeedback | null
  /** The newest one, which may be of an earlier triage. */
  writeBack: StoredWriteBack | null
}

/** What was said about the ticket besides its text; kept so that it can be triaged again alike. */
export type StatedFacts = {
  language: string | null
  requesterRole: RequesterRole | null
  requesterLocale: string | null
}

/** Proof of a request made before: both hashes, never the key or the text themselves. */
export type Receipt = { keyHash: string; requestHash: string }

export type NewTicket = {
  triaged: TriagedTicket
  stated: StatedFacts
  receivedAt: Date
  receipt: Receipt | null
  /** The note to write about it; null where none is wanted. */
  writeBack?: NewWriteBack | null
}

export type RecordResult =
  | { kind: 'created'; ticket: StoredTicket }
  | { kind: 'repeated'; ticket: StoredTicket }
  /** The Idempotency-Key came back with another request. */
  | { kind: 'key-reused' }

export type TicketFilter = {
  decision?: Decision | undefined
  category?: CategoryId | undefined
  language?: string | undefined
  helpdesk?: string | undefined
  feedback?: 'none' | Verdict | undefined
  /** Received at or after. */
  from?: Date | undefined
  /** Received before. */
  to?: Date | undefined
  /** Words that stand in the subject or the body, whatever their case. */
  q?: string | undefined
}

export type TicketPage = { tickets: StoredTicket[]; nextId: string | null }

/** The current triage and feedback are part of a ticket; what they replaced is its history. */
const withCurrent = {
  triages: { where: { isCurrent: true } },
  feedbacks: { where: { isCurrent: true } },
  writeBacks: { orderBy: { id: 'desc' }, take: 1 },
} satisfies Prisma.TicketInclude

type TicketRow = Prisma.TicketGetPayload<{ include: typeof withCurrent }>

/**
 * Stores a ticket with its triage and receipt in one statement, together with its write-back in one transaction, or finds the one stored before under the
 * same helpdesk and external id, or under the same Idempotency-Key. Of several equal requests at the same
 * moment one creates and the others find.
 */
export async function recordTicket(client: PrismaClient, fresh: NewTicket): Promise<RecordResult> {
  const { receipt, triaged } = fresh
  for (let attempt = 0; attempt < 3; attempt++) {
    const earlier = receipt && (await findReceipt(client, receipt))
    if (earlier) return earlier

    const ids = { ticketId: uuidv7(), triageId: uuidv7() }
    const inserted = await insertWithWriteBack(client, ids, fresh)
    const { outcome } = inserted
    if (outcome === 'created') {
      const { receivedAt } = fresh
      const { writeBack } = inserted
      const ticket = { ...triaged, id: ids.ticketId, receivedAt, feedback: null, writeBack }
      return { kind: 'created', ticket }
    }
    if (outcome === 'ticket-exists' && triaged.externalId !== null) {
      const { helpdesk, externalId } = triaged
      const row = await client.ticket.findUnique({
        where: { helpdesk_externalId: { helpdesk, externalId } },
        include: withCurrent,
      })
      if (row !== null) {
        if (receipt !== null) await rememberReceipt(client, receipt, row.id, fresh.receivedAt)
        return { kind: 'repeated', ticket: toStoredTicket(row) }
      }
    }
    // Another request took the same key first, or the ticket found was erased meanwhile: look again.
  }
  throw new Error('a ticket could neither be inserted nor found in three attempts')
}

async function findReceipt(client: PrismaClient, receipt: Receipt): Promise<RecordResult | null> {
  const known = await client.receipt.findUnique({
    where: { keyHash: receipt.keyHash },
    include: { ticket: { include: withCurrent } },
  })
  if (known === null) return null
  return known.requestHash === receipt.requestHash
    ? { kind: 'repeated', ticket: toStoredTicket(known.ticket) }
    : { kind: 'key-reused' }
}

type TicketIds = { ticketId: string; triageId: string }
type Inserted =
  | { outcome: 'created'; writeBack: StoredWriteBack | null }
  | { outcome: 'ticket-exists' | 'receipt-exists' }

async function insertWithWriteBack(
  client: PrismaClient,
  ids: TicketIds,
  fresh: NewTicket,
): Promise<Inserted> {
  const { writeBack, triaged, receivedAt } = fresh
  if (!writeBack) {
    const outcome = await insertTicket(client, ids, fresh)
    return outcome === 'created' ? { outcome, writeBack: null } : { outcome }
  }
  return client.$transaction(async (transaction) => {
    const outcome = await insertTicket(transaction, ids, fresh)
    if (outcome !== 'created') return { outcome }
    const { helpdesk } = triaged
    const about = { ...ids, helpdesk, at: receivedAt }
    return { outcome, writeBack: await recordWriteBack(transaction, about, writeBack) }
  })
}

/**
 * One statement, so one transaction and one round trip: inserting through the object mapper costs several
 * times the processor time (measured by `npm run bench`).
 */
async function insertTicket(
  client: Pick<PrismaClient, '$queryRaw'>,
  { ticketId, triageId }: TicketIds,
  { triaged, stated, receivedAt, receipt }: NewTicket,
): Promise<'created' | 'ticket-exists' | 'receipt-exists'> {
  const { triage, suggestion } = triaged
  try {
    const created = await client.$queryRaw<{ id: string }[]>`
      WITH ticket AS (
        INSERT INTO tickets (id, helpdesk, external_id, subject, body, language, stated_language,
          requester_role, requester_locale, redactions, received_at)
        VALUES (${ticketId}::uuid, ${triaged.helpdesk}, ${triaged.externalId}, ${triaged.subject},
          ${triaged.body}, ${triaged.language}, ${stated.language}, ${stated.requesterRole},
          ${stated.requesterLocale}, ${JSON.stringify(triaged.redactions)}::jsonb, ${receivedAt})
        ON CONFLICT (helpdesk, external_id) DO NOTHING
        RETURNING id
      ), triage AS (
        INSERT INTO triages (id, ticket_id, decision, category, confidence, reason, candidates, evidence,
          error_codes, missing, warnings, suggestion, model, triaged_at)
        SELECT ${triageId}::uuid, id, ${triage.decision}, ${triage.category}, ${triage.confidence},
          ${triage.reason}, ${JSON.stringify(triage.candidates)}::jsonb,
          ${JSON.stringify(triage.evidence)}::jsonb, ${JSON.stringify(triage.errorCodes)}::jsonb,
          ${JSON.stringify(triage.missing)}::jsonb, ${JSON.stringify(triage.warnings)}::jsonb,
          ${suggestion === null ? null : JSON.stringify(suggestion)}::jsonb, ${triage.model},
          ${triage.triagedAt}
        FROM ticket
      ), receipt AS (
        INSERT INTO receipts (key_hash, request_hash, ticket_id, created_at)
        SELECT ${receipt?.keyHash ?? null}::text, ${receipt?.requestHash ?? null}::text, id, ${receivedAt}
        FROM ticket WHERE ${receipt !== null}::boolean
      )
      SELECT id FROM ticket`
    return created.length === 1 ? 'created' : 'ticket-exists'
  } catch (error) {
    if (isUniqueViolation(error)) return 'receipt-exists'
    throw error
  }
}

async function rememberReceipt(
  client: PrismaClient,
  { keyHash, requestHash }: Receipt,
  ticketId: string,
  createdAt: Date,
): Promise<void> {
  await client.receipt.createMany({
    data: [{ keyHash, requestHash, ticketId, createdAt }],
    skipDuplicates: true,
  })
}

export async function findTicket(client: PrismaClient, id: string): Promise<StoredTicket | null> {
  const row = await client.ticket.findUnique({ where: { id }, include: withCurrent })
  return row === null ? null : toStoredTicket(row)
}

/**
 * One page of tickets, newest first. Ids are UUIDv7, so their order is the order of arrival.
 *
 * @param beforeId the last id of the page before, or null for the first page.
 */
export async function listTickets(
  client: PrismaClient,
  filter: TicketFilter,
  limit: number,
  beforeId: string | null,
): Promise<TicketPage> {
  const rows = await client.ticket.findMany({
    where: { ...toWhere(filter), ...(beforeId === null ? {} : { id: { lt: beforeId } }) },
    include: withCurrent,
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const tickets = rows.slice(0, limit).map(toStoredTicket)
  return { tickets, nextId: rows.length > limit ? (tickets.at(-1)?.id ?? null) : null }
}

function toWhere(filter: TicketFilter): Prisma.TicketWhereInput {
  const { decision, category, language, helpdesk, feedback, from, to, q } = filter
  const where: Prisma.TicketWhereInput = {}
  if (language !== undefined) where.language = language
  if (helpdesk !== undefined) where.helpdesk = helpdesk
  if (from !== undefined || to !== undefined) {
    where.receivedAt = { ...(from && { gte: from }), ...(to && { lt: to }) }
  }
  if (decision !== undefined || category !== undefined) {
    where.triages = {
      some: { isCurrent: true, ...(decision && { decision }), ...(category && { category }) },
    }
  }
  if (feedback === 'none') where.feedbacks = { none: {} }
  else if (feedback !== undefined) {
    where.feedbacks = { some: { isCurrent: true, verdict: feedback } }
  }
  if (q !== undefined) {
    where.AND = q
      .split(/\s+/)
      .filter((word) => word !== '')
      .map((word) => {
        const matches = { contains: escapeLike(word), mode: 'insensitive' } as const
        return { OR: [{ subject: matches }, { body: matches }] }
      })
  }
  return where
}

/** The client passes `contains` to LIKE as it is, where these characters mean something. */
function escapeLike(word: string): string {
  return word.replace(/[\\%_]/g, (character) => `\\${character}`)
}

/** Erases a ticket with its triages, feedback, receipts and write-backs. */
export async function eraseTicket(client: PrismaClient, id: string): Promise<boolean> {
  const { count } = await client.ticket.deleteMany({ where: { id } })
  return count === 1
}

/** The parsing function of this room: columns that only this file writes get their types back. */
function toStoredTicket(row: TicketRow): StoredTicket {
  const triage = row.triages[0]
  if (triage === undefined) throw new Error(`ticket ${row.id} has no current triage`)
  const feedback = row.feedbacks[0]
  const writeBack = row.writeBacks[0]
  return {
    id: row.id,
    helpdesk: row.helpdesk,
    externalId: row.externalId,
    subject: row.subject,
    body: row.body,
    language: row.language,
    receivedAt: row.receivedAt,
    redactions: row.redactions as Redaction[],
    triage: {
      decision: triage.decision as Decision,
      category: triage.category as CategoryId | null,
      confidence: triage.confidence,
      reason: triage.reason as ReviewReason | null,
      candidates: triage.candidates as Candidate[],
      evidence: triage.evidence as Evidence[],
      errorCodes: triage.errorCodes as ReadErrorCode[],
      missing: triage.missing as MissingItem[],
      warnings: triage.warnings as Warning[],
      model: triage.model,
      triagedAt: triage.triagedAt,
    },
    suggestion: triage.suggestion as Suggestion | null,
    feedback: feedback
      ? {
          verdict: feedback.verdict as Verdict,
          category: feedback.category as StoredFeedback['category'],
          comment: feedback.comment,
          givenAt: feedback.givenAt,
        }
      : null,
    writeBack: writeBack === undefined ? null : toStoredWriteBack(writeBack),
  }
}
