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
  Triage,
  TriagedTicket,
  Verdict,
  Warning,
} from '../ticket.ts'
import { patient } from './database.ts'
import { isUniqueViolation } from './database-errors.ts'
import { findTicketIds, searchColumn, type TicketFilter } from './ticket-search.ts'
import {
  type NewWriteBack,
  recordWriteBack,
  type StoredWriteBack,
  toStoredWriteBack,
} from './write-backs.ts'

export type { TicketFilter } from './ticket-search.ts'

export type StoredFeedback = {
  verdict: Verdict
  category: TriagedTicket['triage']['category'] | 'out-of-scope'
  comment: string | null
  givenAt: Date
}

export type StoredTicket = TriagedTicket & {
  id: string
  url: string | null
  tags: string[]
  /** When the helpdesk changed it last, in the helpdesk's own words. */
  changedAtText: string | null
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

/** What a helpdesk says about a ticket besides its text. */
export type TicketSource = {
  url: string | null
  tags: readonly string[]
  changedAt: Date | null
  changedAtText: string | null
}

export type NewTicket = {
  triaged: TriagedTicket
  stated: StatedFacts
  source: TicketSource
  receivedAt: Date
  receipt: Receipt | null
  /** The webhook call that brings it; recorded with the ticket, or nothing is. */
  delivery: DeliveryKey | null
  /** The note to write about it; null where none is wanted. */
  writeBack: NewWriteBack | null
}

/** Which webhook call it is: never the call's own text. */
export type DeliveryKey = { helpdesk: string; keyHash: string }

/** What a ticket is without its text and its triage: nothing, unless a helpdesk has told. */
export const noSource: TicketSource = { url: null, tags: [], changedAt: null, changedAtText: null }

export type RecordResult =
  | { kind: 'created'; ticket: StoredTicket }
  | { kind: 'repeated'; ticket: StoredTicket }
  /** The Idempotency-Key came back with another request. */
  | { kind: 'key-reused' }

export type TicketPage = { tickets: StoredTicket[]; nextId: string | null }

/** The current triage and feedback are part of a ticket; what they replaced is its history. */
export const withCurrent = {
  triages: { where: { isCurrent: true } },
  feedbacks: { where: { isCurrent: true } },
  writeBacks: { orderBy: { id: 'desc' }, take: 1 },
} satisfies Prisma.TicketInclude

export type TicketRow = Prisma.TicketGetPayload<{ include: typeof withCurrent }>

/**
 * Stores a ticket with its triage, receipt and write-back, all or nothing, or finds the one stored before under the
 * same helpdesk and external id, or under the same Idempotency-Key. Of several equal requests at the same moment one
 * creates and the others find.
 */
export async function recordTicket(client: PrismaClient, fresh: NewTicket): Promise<RecordResult> {
  const { receipt, triaged } = fresh
  for (let attempt = 0; attempt < 3; attempt++) {
    const earlier = receipt && (await findReceipt(client, receipt))
    if (earlier) return earlier

    const inserted = await createTicket(client, fresh)
    const { outcome } = inserted
    if (outcome === 'created') return { kind: 'created', ticket: inserted.ticket }
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
type Created =
  | { outcome: 'created'; ticket: StoredTicket }
  | { outcome: 'ticket-exists' | 'receipt-exists' }

/** Stores a ticket that is not there yet: in one statement, or in a transaction when a note is to be written. */
export async function createTicket(client: PrismaClient, fresh: NewTicket): Promise<Created> {
  const { writeBack, triaged, source, receivedAt } = fresh
  const ids = { ticketId: uuidv7(), triageId: uuidv7() }
  const created = {
    ...triaged,
    id: ids.ticketId,
    url: source.url,
    tags: [...source.tags],
    changedAtText: source.changedAtText,
    receivedAt,
    feedback: null,
  }
  if (!writeBack) {
    const outcome = await insertTicket(client, ids, fresh)
    return outcome === 'created'
      ? { outcome, ticket: { ...created, writeBack: null } }
      : { outcome }
  }
  return client.$transaction(async (transaction): Promise<Created> => {
    const outcome = await insertTicket(transaction, ids, fresh)
    if (outcome !== 'created') return { outcome }
    const about = { ...ids, helpdesk: triaged.helpdesk, at: receivedAt }
    const stored = await recordWriteBack(transaction, about, writeBack)
    return { outcome, ticket: { ...created, writeBack: stored } }
  }, patient)
}

/**
 * One statement, so one transaction and one round trip: inserting through the object mapper costs several
 * times the processor time (measured by `npm run bench`).
 */
async function insertTicket(
  client: Pick<PrismaClient, '$queryRaw'>,
  { ticketId, triageId }: TicketIds,
  { triaged, stated, source, receivedAt, receipt, delivery }: NewTicket,
): Promise<'created' | 'ticket-exists' | 'receipt-exists'> {
  const { triage, suggestion } = triaged
  try {
    const created = await client.$queryRaw<{ id: string }[]>`
      WITH ticket AS (
        INSERT INTO tickets (id, helpdesk, external_id, subject, body, language, stated_language,
          requester_role, requester_locale, redactions, url, tags, changed_at, changed_at_text,
          received_at, search)
        SELECT ${ticketId}::uuid, ${triaged.helpdesk}, ${triaged.externalId}, ${triaged.subject},
          ${triaged.body}, ${triaged.language}, ${stated.language}, ${stated.requesterRole},
          ${stated.requesterLocale}, ${JSON.stringify(triaged.redactions)}::jsonb, ${source.url},
          ${[...source.tags]}::text[], ${source.changedAt}::timestamptz, ${source.changedAtText},
          ${receivedAt}::timestamptz, ${searchColumn(triaged.subject, triaged.body)}
        WHERE NOT EXISTS (SELECT FROM deliveries
          WHERE helpdesk = ${delivery?.helpdesk ?? null} AND key_hash = ${delivery?.keyHash ?? null})
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
      ), delivery AS (
        INSERT INTO deliveries (helpdesk, key_hash, outcome, received_at)
        SELECT ${delivery?.helpdesk ?? null}::text, ${delivery?.keyHash ?? null}::text, 'triaged',
          ${receivedAt}::timestamptz
        FROM ticket WHERE ${delivery !== null}::boolean
      ), event AS (
        INSERT INTO ticket_events (ticket_id, change) SELECT id, 'created' FROM ticket
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
  const ids = await findTicketIds(client, filter, limit + 1, beforeId)
  const rows = await client.ticket.findMany({
    where: { id: { in: ids.slice(0, limit) } },
    include: withCurrent,
    orderBy: { id: 'desc' },
  })
  const tickets = rows.map(toStoredTicket)
  return { tickets, nextId: ids.length > limit ? (ids[limit - 1] ?? null) : null }
}

/** Erases a ticket with its triages, feedback, receipts and write-backs. */
export async function eraseTicket(client: PrismaClient, id: string): Promise<boolean> {
  const erased = await client.$executeRaw`
    WITH erased AS (DELETE FROM tickets WHERE id = ${id}::uuid RETURNING id)
    INSERT INTO ticket_events (ticket_id, change) SELECT id, 'erased' FROM erased`
  return erased === 1
}

/** The parsing functions of this room: columns that only it writes get their types back. */
export function toStoredTicket(row: TicketRow): StoredTicket {
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
    url: row.url,
    tags: row.tags,
    changedAtText: row.changedAtText,
    redactions: row.redactions as Redaction[],
    triage: toTriage(triage),
    suggestion: triage.suggestion as Suggestion | null,
    feedback: feedback ? toFeedback(feedback) : null,
    writeBack: writeBack === undefined ? null : toStoredWriteBack(writeBack),
  }
}

export function toTriage(row: TicketRow['triages'][number]): Triage {
  return {
    decision: row.decision as Decision,
    category: row.category as CategoryId | null,
    confidence: row.confidence,
    reason: row.reason as ReviewReason | null,
    candidates: row.candidates as Candidate[],
    evidence: row.evidence as Evidence[],
    errorCodes: row.errorCodes as ReadErrorCode[],
    missing: row.missing as MissingItem[],
    warnings: row.warnings as Warning[],
    model: row.model,
    triagedAt: row.triagedAt,
  }
}

export function toFeedback(row: TicketRow['feedbacks'][number]): StoredFeedback {
  return {
    verdict: row.verdict as Verdict,
    category: row.category as StoredFeedback['category'],
    comment: row.comment,
    givenAt: row.givenAt,
  }
}
