/** Tickets: triage and store, triage only, list, read, erase. */

import { createHash } from 'node:crypto'
import { type FastifyPluginAsyncTypebox, type Static, Type } from '@fastify/type-provider-typebox'
import type { Services } from '../services.ts'
import {
  type NewTicket,
  noSource,
  type Receipt,
  type StatedFacts,
  type StoredTicket,
  type TicketFilter,
} from '../store/tickets.ts'
import { languageOfTag } from '../text/language-tag.ts'
import type { TicketInput, TriagedTicket } from '../ticket.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import type { Metrics } from './metrics.ts'
import { problems } from './problems.ts'
import {
  type ExportQuery,
  IdempotencyHeaders,
  Intake,
  problemResponses,
  ref,
  TicketPageSchema,
  TicketParams,
  TicketQuery,
  TicketSchema,
} from './schemas.ts'
import { toWriteBackAnswer } from './write-backs.ts'

type TicketOptions = { services: Services; metrics: Metrics }

const security = [{ bearer: [] }]

/** Triages and counts it. */
export function measuredTriage(services: Pick<Services, 'triage'>, metrics: Metrics) {
  return (input: TicketInput): TriagedTicket => {
    const startedAt = performance.now()
    const triaged = services.triage(input)
    metrics.countTriage(triaged.triage, (performance.now() - startedAt) / 1000)
    return triaged
  }
}

export const ticketRoutes: FastifyPluginAsyncTypebox<TicketOptions> = async (app, options) => {
  const { services, metrics } = options
  const triage = measuredTriage(services, metrics)

  app.post(
    '/v1/tickets',
    {
      config: { role: 'intake' },
      schema: {
        operationId: 'createTicket',
        tags: ['tickets'],
        summary: 'Triage a ticket and store it',
        security,
        headers: IdempotencyHeaders,
        body: ref(Intake),
        response: {
          201: { ...ref(TicketSchema), description: 'Triaged and stored.' },
          200: {
            ...ref(TicketSchema),
            description: 'Stored before: same helpdesk and externalId, or same Idempotency-Key.',
          },
          ...problemResponses(400, 401, 403, 413, 415, 422, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const input = toInput(request.body)
      const triaged = triage(input)
      const stated = toStatedFacts(input)
      const idempotencyKey = request.headers['idempotency-key']
      const fresh: NewTicket = {
        triaged,
        stated,
        source: noSource,
        delivery: null,
        receivedAt: triaged.triage.triagedAt,
        writeBack: services.prepareWriteBack(triaged),
        receipt:
          idempotencyKey === undefined
            ? null
            : toReceipt(request.caller?.keyId ?? '', idempotencyKey, triaged, stated),
      }
      const result = await services.recordTicket(fresh)
      if (result.kind === 'key-reused') throw problems.keyReused()
      const { ticket } = result
      const { decision, category, model } = ticket.triage
      request.log.info(
        {
          ticketId: ticket.id,
          helpdesk: ticket.helpdesk,
          outcome: result.kind,
          decision,
          category,
          model,
        },
        'ticket',
      )
      reply.code(result.kind === 'created' ? 201 : 200)
      reply.header('location', `/v1/tickets/${ticket.id}`)
      return toAnswer(ticket)
    },
  )

  app.post(
    '/v1/triage',
    {
      config: { role: 'intake' },
      schema: {
        operationId: 'triageText',
        tags: ['tickets'],
        summary: 'Triage a ticket without storing anything',
        security,
        body: ref(Intake),
        response: {
          200: { ...ref(TicketSchema), description: 'Triaged; `id` and `receivedAt` are null.' },
          ...problemResponses(400, 401, 403, 413, 415, 429, 500, 503),
        },
      },
    },
    async (request) => toUnstoredAnswer(triage(toInput(request.body))),
  )

  app.get(
    '/v1/tickets',
    {
      config: { role: 'agent' },
      schema: {
        operationId: 'listTickets',
        tags: ['tickets'],
        summary: 'List tickets, newest first',
        security,
        querystring: TicketQuery,
        response: {
          200: ref(TicketPageSchema),
          ...problemResponses(400, 401, 403, 429, 500, 503),
        },
      },
    },
    async (request) => {
      const { limit, cursor, ...filters } = request.query
      const page = await services.listTickets(
        toFilter(filters),
        limit ?? 50,
        cursor === undefined ? null : decodeCursor(cursor),
      )
      return {
        items: page.tickets.map(toAnswer),
        nextCursor: page.nextId === null ? null : encodeCursor(page.nextId),
      }
    },
  )

  app.get(
    '/v1/tickets/:id',
    {
      config: { role: 'agent' },
      schema: {
        operationId: 'readTicket',
        tags: ['tickets'],
        summary: 'Read one ticket',
        security,
        params: TicketParams,
        response: {
          200: ref(TicketSchema),
          ...problemResponses(400, 401, 403, 404, 429, 500, 503),
        },
      },
    },
    async (request) => {
      const ticket = await services.findTicket(request.params.id)
      if (ticket === null) throw problems.notFound('ticket with this id')
      return toAnswer(ticket)
    },
  )

  app.delete(
    '/v1/tickets/:id',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'eraseTicket',
        tags: ['tickets'],
        summary: 'Erase a ticket with its triages, feedback, receipts and write-backs',
        security,
        params: TicketParams,
        response: {
          204: Type.Null({ description: 'Erased.' }),
          ...problemResponses(400, 401, 403, 404, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const isErased = await services.eraseTicket(request.params.id)
      if (!isErased) throw problems.notFound('ticket with this id')
      request.log.info({ ticketId: request.params.id, outcome: 'erased' }, 'ticket')
      return reply.code(204).send(null)
    },
  )
}

export function toFilter({
  language,
  from,
  to,
  ...filter
}: Static<typeof ExportQuery>): TicketFilter {
  return {
    ...filter,
    language: language && languageOfTag(language),
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
  }
}

/** What the story takes, of a body that was checked. */
export function toInput(intake: Static<typeof Intake>): TicketInput {
  const { language, requester, helpdesk = 'api', ...rest } = intake
  return {
    ...rest,
    helpdesk,
    language: language && languageOfTag(language),
    requester: requester && {
      role: requester.role,
      locale: requester.locale && languageOfTag(requester.locale),
    },
  }
}

export function toStatedFacts({ language, requester }: TicketInput): StatedFacts {
  return {
    language: language ?? null,
    requesterRole: requester?.role ?? null,
    requesterLocale: requester?.locale ?? null,
  }
}

/**
 * Both hashes are made of what may be kept: the request as it is after redaction. Two requests that differ in
 * a masked secret only count as the same.
 */
function toReceipt(
  callerId: string,
  idempotencyKey: string,
  { helpdesk, externalId, subject, body }: TriagedTicket,
  stated: StatedFacts,
): Receipt {
  return {
    keyHash: hashOf([callerId, idempotencyKey]),
    requestHash: hashOf([helpdesk, externalId, subject, body, stated]),
  }
}

/** Recognises what was said before without keeping it. */
export function hashOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

export function toAnswer(ticket: StoredTicket): Static<typeof TicketSchema> {
  const { writeBack, changedAtText: _, ...told } = ticket
  return { ...told, writeBack: writeBack && toWriteBackAnswer(writeBack) }
}

/** The answer for a ticket that was triaged and not stored. */
export function toUnstoredAnswer(triaged: TriagedTicket): Static<typeof TicketSchema> {
  return {
    ...triaged,
    id: null,
    url: null,
    tags: [],
    receivedAt: null,
    feedback: null,
    writeBack: null,
  }
}
