/** Many tickets a statement, for the history of a helpdesk. */

import { uuidv7 } from 'uuidv7'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { searchTerms } from '../text/search-terms.ts'
import { isDatabaseUnavailable } from './database-errors.ts'
import type { NewTicket } from './tickets.ts'

/** History comes as text and date alone. */
export type ImportedTicket = Pick<NewTicket, 'triaged' | 'stated' | 'receivedAt'>

export type ImportResult = { kind: 'created' | 'repeated'; id: string } | { kind: 'failed' }

/**
 * Stores tickets with their triages, or finds those stored before under the same helpdesk and external id; a result a
 * ticket, in order. Ids are made of the time of receipt, so that history is listed where it belongs. Nobody is told:
 * history is not news, and nothing of it is written back.
 *
 * @throws whatever the client throws while the database does not answer.
 */
export async function importTickets(
  client: PrismaClient,
  fresh: readonly ImportedTicket[],
): Promise<ImportResult[]> {
  if (fresh.length === 0) return []
  try {
    return await insertAll(client, fresh)
  } catch (error) {
    if (isDatabaseUnavailable(error)) throw error
    if (fresh.length === 1) return [{ kind: 'failed' }]
    // One of them cannot be stored: the others can, each on its own.
    const results: ImportResult[] = []
    for (const each of fresh) results.push(...(await importTickets(client, [each])))
    return results
  }
}

async function insertAll(
  client: PrismaClient,
  fresh: readonly ImportedTicket[],
): Promise<ImportResult[]> {
  const rows = fresh.map(toRow)
  const inserted = await client.$queryRaw<{ id: string }[]>`
    WITH fresh AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS fresh(
        id uuid, helpdesk text, external_id text, subject text, body text, language text,
        stated_language text, requester_role text, requester_locale text, redactions jsonb,
        received_at timestamptz, terms jsonb, triage_id uuid, decision text, category text,
        confidence float8, reason text, candidates jsonb, evidence jsonb, error_codes jsonb,
        missing jsonb, warnings jsonb, suggestion jsonb, model text, triaged_at timestamptz)
    ), ticket AS (
      INSERT INTO tickets (id, helpdesk, external_id, subject, body, language, stated_language,
        requester_role, requester_locale, redactions, received_at, search)
      SELECT id, helpdesk, external_id, subject, body, language, stated_language,
        requester_role, requester_locale, redactions, received_at,
        array_to_tsvector(ARRAY(SELECT jsonb_array_elements_text(terms)))
      FROM fresh
      ON CONFLICT (helpdesk, external_id) DO NOTHING
      RETURNING id
    ), triage AS (
      INSERT INTO triages (id, ticket_id, decision, category, confidence, reason, candidates, evidence,
        error_codes, missing, warnings, suggestion, model, triaged_at)
      SELECT triage_id, id, decision, category, confidence, reason, candidates, evidence,
        error_codes, missing, warnings, suggestion, model, triaged_at
      FROM fresh JOIN ticket USING (id)
    )
    SELECT id::text AS id FROM ticket`
  const created = new Set(inserted.map(({ id }) => id))
  const known = await findKnown(
    client,
    rows.filter(({ id }) => !created.has(id)),
  )
  return rows.map(({ id, helpdesk, external_id }): ImportResult => {
    if (created.has(id)) return { kind: 'created', id }
    const knownId = known.get(JSON.stringify([helpdesk, external_id]))
    return knownId === undefined ? { kind: 'failed' } : { kind: 'repeated', id: knownId }
  })
}

async function findKnown(
  client: PrismaClient,
  rows: readonly { helpdesk: string; external_id: string | null }[],
): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map()
  const wanted = JSON.stringify(
    rows.map(({ helpdesk, external_id }) => ({ helpdesk, external_id })),
  )
  const known = await client.$queryRaw<{ id: string; helpdesk: string; external_id: string }[]>`
    SELECT id::text AS id, helpdesk, external_id FROM tickets
    JOIN (
      SELECT DISTINCT helpdesk, external_id
      FROM jsonb_to_recordset(${wanted}::jsonb) AS wanted(helpdesk text, external_id text)
    ) AS wanted USING (helpdesk, external_id)`
  return new Map(
    known.map(({ id, helpdesk, external_id }) => [JSON.stringify([helpdesk, external_id]), id]),
  )
}

function toRow({ triaged, stated, receivedAt }: ImportedTicket) {
  const { triage, suggestion } = triaged
  return {
    id: idAt(receivedAt),
    helpdesk: triaged.helpdesk,
    external_id: triaged.externalId,
    subject: triaged.subject,
    body: triaged.body,
    language: triaged.language,
    stated_language: stated.language,
    requester_role: stated.requesterRole,
    requester_locale: stated.requesterLocale,
    redactions: triaged.redactions,
    received_at: receivedAt,
    terms: searchTerms(triaged.subject, triaged.body),
    triage_id: uuidv7(),
    decision: triage.decision,
    category: triage.category,
    confidence: triage.confidence,
    reason: triage.reason,
    candidates: triage.candidates,
    evidence: triage.evidence,
    error_codes: triage.errorCodes,
    missing: triage.missing,
    warnings: triage.warnings,
    suggestion,
    model: triage.model,
    triaged_at: triage.triagedAt,
  }
}

/** A UUIDv7 of that moment: its first 48 bits are the milliseconds since 1970. */
function idAt(moment: Date): string {
  const time = moment.getTime().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}${uuidv7().slice(13)}`
}
