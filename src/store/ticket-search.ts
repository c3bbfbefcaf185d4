/** Which tickets a filter finds, by id, newest first; the search for words by an index. */

import { Prisma, type PrismaClient } from '../generated/prisma/client.ts'
import { readSearch, type SearchWord, searchTerms, standsIn } from '../text/search-terms.ts'
import type { CategoryId, Decision, Verdict } from '../ticket.ts'

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
  /** Words that all stand in the subject or the body; see `standsIn`. */
  q?: string | undefined
}

/** The value of the column `search` for a ticket's text. */
export function searchColumn(subject: string | null, body: string): Prisma.Sql {
  return Prisma.sql`array_to_tsvector(${searchTerms(subject, body)}::text[])`
}

/**
 * The newest tickets that a search looks at one by one. Where these fill a page, the words are common and the index
 * would be the long way: it gives every hit before the first can be told. Where they do not, the words are so rare
 * that all hits are few. PostgreSQL's own choice between the two guesses, and is slow where it guesses wrong.
 */
const lookedAtFirst = 1_000

/**
 * Ids of the tickets that match, newest first.
 *
 * @param beforeId only tickets before this one; null for all.
 */
export async function findTicketIds(
  client: PrismaClient,
  filter: TicketFilter,
  limit: number,
  beforeId: string | null,
): Promise<string[]> {
  if (filter.q === undefined) {
    return selectIds(client, conditionsOf(filter), limit, beforeId)
  }
  const words = readSearch(filter.q)
  if (words.length === 0) return []
  const found: string[] = []
  let before = beforeId
  // The index knows terms and not their order, so some of what it gives may not hold the words.
  while (found.length < limit) {
    const candidates = await findCandidates(client, filter, toTsquery(words), limit, before)
    const texts = await client.ticket.findMany({
      where: { id: { in: candidates } },
      select: { id: true, subject: true, body: true },
    })
    const holding = new Set(
      texts.filter(({ subject, body }) => standsIn(words, subject, body)).map(({ id }) => id),
    )
    found.push(...candidates.filter((id) => holding.has(id)))
    before = candidates.at(-1) ?? null
    if (candidates.length < limit) break
  }
  return found.slice(0, limit)
}

async function findCandidates(
  client: PrismaClient,
  filter: TicketFilter,
  tsquery: string,
  limit: number,
  beforeId: string | null,
): Promise<string[]> {
  const hits = Prisma.sql`t.search @@ ${tsquery}::tsquery`
  const rest = conditionsOf(filter)
  const newest = await client.$queryRaw<{ id: string }[]>`
    SELECT t.id::text AS id FROM (
      SELECT * FROM tickets AS t WHERE ${isBefore(beforeId)} ORDER BY t.id DESC LIMIT ${lookedAtFirst}
    ) AS t
    WHERE ${hits} AND ${rest} ORDER BY t.id DESC LIMIT ${limit}`
  if (newest.length === limit) return newest.map(({ id }) => id)
  const all = await client.$queryRaw<{ id: string }[]>`
    WITH hits AS MATERIALIZED (SELECT t.id FROM tickets AS t WHERE ${hits} AND ${isBefore(beforeId)})
    SELECT t.id::text AS id FROM hits JOIN tickets AS t USING (id)
    WHERE ${rest} ORDER BY t.id DESC LIMIT ${limit}`
  return all.map(({ id }) => id)
}

async function selectIds(
  client: PrismaClient,
  conditions: Prisma.Sql,
  limit: number,
  beforeId: string | null,
): Promise<string[]> {
  const rows = await client.$queryRaw<{ id: string }[]>`
    SELECT t.id::text AS id FROM tickets AS t
    WHERE ${conditions} AND ${isBefore(beforeId)} ORDER BY t.id DESC LIMIT ${limit}`
  return rows.map(({ id }) => id)
}

function isBefore(id: string | null): Prisma.Sql {
  return id === null ? Prisma.sql`true` : Prisma.sql`t.id < ${id}::uuid`
}

/** The filter without its words, on tickets named `t`. */
function conditionsOf(filter: TicketFilter): Prisma.Sql {
  const { decision, category, language, helpdesk, feedback, from, to } = filter
  const conditions = [Prisma.sql`true`]
  if (language !== undefined) conditions.push(Prisma.sql`t.language = ${language}`)
  if (helpdesk !== undefined) conditions.push(Prisma.sql`t.helpdesk = ${helpdesk}`)
  if (from !== undefined) conditions.push(Prisma.sql`t.received_at >= ${from}`)
  if (to !== undefined) conditions.push(Prisma.sql`t.received_at < ${to}`)
  if (decision !== undefined) conditions.push(triageHas(Prisma.sql`decision = ${decision}`))
  if (category !== undefined) conditions.push(triageHas(Prisma.sql`category = ${category}`))
  if (feedback === 'none') {
    conditions.push(Prisma.sql`NOT EXISTS (SELECT 1 FROM feedback WHERE ticket_id = t.id)`)
  } else if (feedback !== undefined) {
    conditions.push(
      Prisma.sql`EXISTS (
        SELECT 1 FROM feedback WHERE ticket_id = t.id AND is_current AND verdict = ${feedback}
      )`,
    )
  }
  return Prisma.join(conditions, ' AND ')
}

function triageHas(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM triages WHERE ticket_id = t.id AND is_current AND ${condition})`
}

/** Each word by one of its forms, each form by all of its terms. */
function toTsquery(words: readonly SearchWord[]): string {
  const quoted = (text: string) => `'${text.replace(/['\\]/g, '$&$&')}'`
  return words
    .map(({ forms }) =>
      forms
        .map(({ terms }) =>
          terms.map(({ text, isPrefix }) => `${quoted(text)}${isPrefix ? ':*' : ''}`).join(' & '),
        )
        .map((form) => `(${form})`)
        .join(' | '),
    )
    .map((word) => `(${word})`)
    .join(' & ')
}

const filledAtOnce = 200

/**
 * Makes tickets searchable that were stored before there was a search, a few at a time; others may do the same.
 *
 * @param isStopped asked between the steps.
 * @returns how many were filled.
 */
export async function fillSearch(
  client: PrismaClient,
  isStopped: () => boolean = () => false,
): Promise<number> {
  let filled = 0
  while (!isStopped()) {
    const rows = await client.$queryRaw<{ id: string; subject: string | null; body: string }[]>`
      SELECT id::text AS id, subject, body FROM tickets WHERE search IS NULL ORDER BY id DESC LIMIT ${filledAtOnce}`
    if (rows.length === 0) break
    const texts = rows.map(({ id, subject, body }) => ({ id, terms: searchTerms(subject, body) }))
    await client.$executeRaw`
      UPDATE tickets SET search = array_to_tsvector(ARRAY(SELECT jsonb_array_elements_text(text.terms)))
      FROM jsonb_to_recordset(${JSON.stringify(texts)}::jsonb) AS text(id uuid, terms jsonb)
      WHERE tickets.id = text.id AND tickets.search IS NULL`
    filled += rows.length
  }
  return filled
}
