/** What agents say about a ticket, later triages of it, and what both have replaced. */

import { uuidv7 } from 'uuidv7'
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts'
import type { Label, Redaction, TicketInput, Triage, TriagedTicket, Verdict } from '../ticket.ts'
import { patient } from './database.ts'
import { replaceTriage } from './replace-triage.ts'
import { recordEvent } from './ticket-events.ts'
import {
  type StoredFeedback,
  type StoredTicket,
  toFeedback,
  toStoredTicket,
  toTriage,
  withCurrent,
} from './tickets.ts'

export type NewFeedback = {
  verdict: Verdict
  /** The right label, for `corrected` only. */
  category: Label | null
  /** Redacted. */
  comment: string | null
  /** The key that gave it; `environment` for ADMIN_API_KEY. */
  givenBy: string
  givenAt: Date
}

export type TicketHistory = {
  triages: (Triage & { isCurrent: boolean })[]
  feedback: (StoredFeedback & { givenBy: string; isCurrent: boolean })[]
}

/**
 * Makes a feedback the current one of a ticket; what was said before is its history. The same feedback of the same key
 * again changes nothing. Of two at the same moment the later one counts.
 *
 * @returns the ticket with it, or null where there is none.
 */
export async function giveFeedback(
  client: PrismaClient,
  ticketId: string,
  { verdict, category, comment, givenBy, givenAt }: NewFeedback,
): Promise<StoredTicket | null> {
  return client.$transaction(async (transaction) => {
    const row = await lockTicket(transaction, ticketId)
    if (row === null) return null
    const current = row.feedbacks[0]
    const isRepeated =
      current?.verdict === verdict &&
      current.category === category &&
      current.comment === comment &&
      current.givenBy === givenBy &&
      current.triageId === row.triages[0]?.id
    if (isRepeated) return toStoredTicket(row)
    await transaction.feedback.updateMany({
      where: { ticketId, isCurrent: true },
      data: { isCurrent: false },
    })
    const fresh = await transaction.feedback.create({
      data: {
        id: uuidv7(),
        ticketId,
        triageId: row.triages[0]?.id ?? null,
        verdict,
        category,
        comment,
        givenBy,
        givenAt,
      },
    })
    await recordEvent(transaction, ticketId, 'feedback')
    return toStoredTicket({ ...row, feedbacks: [fresh] })
  }, patient)
}

export type StoredText = TicketInput & { stored: { redactions: Redaction[] } }

/**
 * Triages a stored ticket again with what was said about it at first; the triage before becomes history. The text is
 * stored again, too: newer rules may mask more of it.
 *
 * @param triage must be quick and not touch the database: it runs while the ticket is locked.
 * @returns the ticket before and after, or null where there is none.
 */
export async function retriageTicket(
  client: PrismaClient,
  ticketId: string,
  triage: (text: StoredText) => TriagedTicket,
): Promise<{ before: StoredTicket; after: StoredTicket } | null> {
  return client.$transaction(async (transaction) => {
    const row = await lockTicket(transaction, ticketId)
    if (row === null) return null
    const before = toStoredTicket(row)
    const triaged = triage({
      helpdesk: before.helpdesk,
      externalId: before.externalId ?? undefined,
      subject: before.subject ?? undefined,
      body: before.body,
      language: row.statedLanguage ?? undefined,
      requester: {
        role:
          row.requesterRole === 'user' || row.requesterRole === 'admin'
            ? row.requesterRole
            : undefined,
        locale: row.requesterLocale ?? undefined,
      },
      stored: { redactions: before.redactions },
    })
    await replaceTriage(transaction, ticketId, triaged)
    return { before, after: { ...before, ...triaged } }
  }, patient)
}

/** Everything ever decided and said about a ticket, newest first; null where there is none. */
export async function readHistory(
  client: PrismaClient,
  ticketId: string,
): Promise<TicketHistory | null> {
  const row = await client.ticket.findUnique({
    where: { id: ticketId },
    include: { triages: { orderBy: { id: 'desc' } }, feedbacks: { orderBy: { id: 'desc' } } },
  })
  if (row === null) return null
  return {
    triages: row.triages.map((each) => ({ ...toTriage(each), isCurrent: each.isCurrent })),
    feedback: row.feedbacks.map((each) => ({
      ...toFeedback(each),
      givenBy: each.givenBy,
      isCurrent: each.isCurrent,
    })),
  }
}

/**
 * The ticket, which nobody else changes until the transaction ends. The lock is a statement of its own, so that what
 * is read after it is what the one before has left.
 */
export async function lockTicket(transaction: Prisma.TransactionClient, id: string) {
  await transaction.$queryRaw`SELECT id FROM tickets WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  return transaction.ticket.findUnique({ where: { id }, include: withCurrent })
}
