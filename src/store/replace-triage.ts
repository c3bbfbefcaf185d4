/** A later triage of a stored ticket. */

import { uuidv7 } from 'uuidv7'
import type { Prisma } from '../generated/prisma/client.ts'
import type { TriagedTicket } from '../ticket.ts'
import { recordEvent } from './ticket-events.ts'
import { searchColumn } from './ticket-search.ts'
import type { TicketSource } from './tickets.ts'

/**
 * Makes a new triage the current one, with the text it was made of; the one before stays as history. To be called
 * while the ticket is locked.
 *
 * @param source what the helpdesk says anew; what it said before stays without it.
 * @returns the id of the new triage.
 */
export async function replaceTriage(
  transaction: Prisma.TransactionClient,
  ticketId: string,
  triaged: TriagedTicket,
  source?: TicketSource,
): Promise<string> {
  const { subject, body, language, redactions, suggestion } = triaged
  await transaction.ticket.update({
    where: { id: ticketId },
    data: {
      subject,
      body,
      language,
      redactions,
      ...(source && { ...source, tags: [...source.tags] }),
    },
  })
  await transaction.$executeRaw`
    UPDATE tickets SET search = ${searchColumn(subject, body)} WHERE id = ${ticketId}::uuid`
  await transaction.triage.updateMany({
    where: { ticketId, isCurrent: true },
    data: { isCurrent: false },
  })
  const id = uuidv7()
  const { candidates, evidence, errorCodes, missing, warnings, ...rest } = triaged.triage
  await transaction.triage.create({
    data: {
      ...rest,
      id,
      ticketId,
      candidates,
      evidence,
      errorCodes,
      missing,
      warnings,
      ...(suggestion && { suggestion }),
    },
  })
  await recordEvent(transaction, ticketId, 'triaged')
  return id
}
