/** What a webhook call does to the tickets: creates one, changes one, or nothing, and never twice. */

import type { PrismaClient } from '../generated/prisma/client.ts'
import { patient } from './database.ts'
import { lockTicket } from './feedback.ts'
import { replaceTriage } from './replace-triage.ts'
import { createTicket, type NewTicket, type StoredTicket, toStoredTicket } from './tickets.ts'
import { recordWriteBack } from './write-backs.ts'

/** A ticket a helpdesk has told of, triaged; `created` never changes a ticket that is there already. */
export type NewDelivery = {
  fresh: NewTicket & { delivery: NonNullable<NewTicket['delivery']> }
  externalId: string
  event: 'created' | 'updated' | 'unknown'
}

export type DeliveryResult =
  | { kind: 'triaged'; ticket: StoredTicket }
  /** Told before; null when the ticket has been erased since. */
  | { kind: 'repeated'; ticket: StoredTicket | null }
  | { kind: 'ignored'; reason: 'unchanged' | 'out-of-order'; ticket: StoredTicket }

/**
 * Records a delivery with what follows from it, all or nothing. Of several equal deliveries at the same moment one
 * counts. A ticket is triaged again only when its subject or first message has changed, and never by a delivery that
 * is older than what is stored.
 */
export async function recordDelivery(
  client: PrismaClient,
  delivery: NewDelivery,
): Promise<DeliveryResult> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const created = await createTicket(client, delivery.fresh)
    if (created.outcome === 'created') return { kind: 'triaged', ticket: created.ticket }
    const result = await change(client, delivery)
    if (result !== null) return result
    // The ticket was erased between the two: look again.
  }
  throw new Error('a delivery could neither create a ticket nor find it in three attempts')
}

async function change(
  client: PrismaClient,
  { fresh, externalId, event }: NewDelivery,
): Promise<DeliveryResult | null> {
  const { triaged, source, receivedAt, delivery, writeBack } = fresh
  return client.$transaction(async (tx): Promise<DeliveryResult | null> => {
    const [found] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM tickets WHERE helpdesk = ${triaged.helpdesk} AND external_id = ${externalId}`
    // Of two changes at the same moment the second waits, and sees the first.
    const row = found === undefined ? null : await lockTicket(tx, found.id)
    const known = await tx.delivery.findUnique({ where: { helpdesk_keyHash: delivery } })
    if (row === null) return known === null ? null : { kind: 'repeated', ticket: null }
    const ticket = toStoredTicket(row)
    if (known !== null) return { kind: 'repeated', ticket }

    const isOlder =
      source.changedAt !== null && row.changedAt !== null && source.changedAt < row.changedAt
    const isSame = triaged.subject === ticket.subject && triaged.body === ticket.body
    const outcome = toOutcome(event, isSame, isOlder)
    await tx.delivery.create({ data: { ...delivery, ...outcome, receivedAt } })
    if (outcome.outcome === 'repeated') return { kind: 'repeated', ticket }
    if (outcome.outcome === 'ignored') return { kind: 'ignored', reason: outcome.reason, ticket }

    const triageId = await replaceTriage(tx, row.id, triaged, source)
    const about = { ticketId: row.id, triageId, helpdesk: triaged.helpdesk, at: receivedAt }
    const stored = writeBack && (await recordWriteBack(tx, about, writeBack))
    const changed = {
      ...ticket,
      ...triaged,
      url: source.url,
      tags: [...source.tags],
      changedAtText: source.changedAtText,
      writeBack: stored ?? ticket.writeBack,
    }
    return { kind: 'triaged', ticket: changed }
  }, patient)
}

function toOutcome(event: NewDelivery['event'], isSame: boolean, isOlder: boolean) {
  if (event === 'created') return { outcome: 'repeated' } as const
  if (isOlder) return { outcome: 'ignored', reason: 'out-of-order' } as const
  if (!isSame) return { outcome: 'triaged' } as const
  return event === 'updated'
    ? ({ outcome: 'ignored', reason: 'unchanged' } as const)
    : ({ outcome: 'repeated' } as const)
}

/** No helpdesk repeats a call for longer: Standard Webhooks recommends some three days, GLPI retries for hours. */
const keptDays = 30

/** Forgets deliveries that no helpdesk repeats any more. */
export async function forgetDeliveries(client: PrismaClient, now: Date): Promise<number> {
  const before = new Date(now.getTime() - keptDays * 86_400_000)
  const { count } = await client.delivery.deleteMany({ where: { receivedAt: { lt: before } } })
  return count
}
