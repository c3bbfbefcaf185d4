/** Webhooks: one address for each configured helpdesk, which calls it in its own dialect. */

import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import type {
  ArrivedTicket,
  Delivery,
  Outcome,
  PayloadFault,
  RenderedNote,
} from '../helpdesks/helpdesk.ts'
import { checkInbound } from '../helpdesks/inbound.ts'
import type { HelpdeskSettings } from '../helpdesks/settings.ts'
import { toTicketInput } from '../helpdesks/ticket-input.ts'
import type { Services } from '../services.ts'
import type { DeliveryResult } from '../store/deliveries.ts'
import type { StoredTicket, TicketSource } from '../store/tickets.ts'
import { isLanguageTag, languageOfTag } from '../text/language-tag.ts'
import { redact } from '../text/redact.ts'
import type { AuthDeps } from './auth.ts'
import type { Metrics } from './metrics.ts'
import { problems } from './problems.ts'
import { DeliveryAnswer, problemResponses, ref, WebhookParams, WebhookQuery } from './schemas.ts'
import { hashOf, measuredTriage, toStatedFacts } from './tickets.ts'
import { hasContent, isExternalId, isPlainText } from './validation.ts'

type WebhookOptions = {
  services: Services
  metrics: Metrics
  helpdesks: readonly HelpdeskSettings[]
  authDeps: Pick<AuthDeps, 'slowDown'>
}

const path = '/v1/webhooks/:name'
const urlUnitsMax = 2000
/** https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1 */
const mediaType = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+[ \t]*(?:;|$)/
const tagsMax = 100
const tagUnitsMax = 100

export const webhookRoutes: FastifyPluginAsyncTypebox<WebhookOptions> = async (app, options) => {
  const { services, metrics, authDeps } = options
  const triage = measuredTriage(services, metrics)
  const helpdesks = new Map(options.helpdesks.map((settings) => [settings.name, settings]))

  // Signatures are over the bytes as they came, and some helpdesks send no content type at all.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

  // Without this, an empty header, or one that names no media type, would be refused before the signature is seen.
  app.addHook('onRequest', async ({ raw }) => {
    const contentType = raw.headers['content-type']
    if (contentType !== undefined && !mediaType.test(contentType)) {
      delete raw.headers['content-type']
    }
  })

  const find = (name: string): HelpdeskSettings => {
    const settings = helpdesks.get(name)
    if (settings === undefined) throw problems.notFound('helpdesk of this name')
    return settings
  }

  app.post(
    path,
    {
      schema: {
        operationId: 'receiveDelivery',
        tags: ['helpdesks'],
        summary: 'Take a webhook call of a configured helpdesk',
        description:
          'Body and proof of origin are those of the helpdesk’s kind; the README has a recipe for each. A repeated ' +
          'call gets the first answer. Some kinds answer in a form of their own.',
        security: [],
        params: WebhookParams,
        response: {
          201: { ...ref(DeliveryAnswer), description: 'Triaged and stored.' },
          200: { ...ref(DeliveryAnswer), description: 'Seen before, or nothing to do.' },
          ...problemResponses(400, 401, 404, 413, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const startedAt = performance.now()
      const settings = find(request.params.name)
      const delivery = toDelivery(request)
      const verdict = checkInbound(settings, delivery, new Date())
      if (verdict.kind === 'invalid') {
        metrics.deliveries.labels(settings.name, 'refused').inc()
        await authDeps.slowDown(request.ip)
        throw problems.deliveryUnproven(verdict.header, verdict.message)
      }
      const { outcome, ticketId, reason, ticket } = await take(settings, delivery)
      metrics.deliveries.labels(settings.name, outcome).inc()
      request.log.info(
        {
          helpdesk: settings.name,
          ticketId: ticketId ?? undefined,
          outcome,
          reason: reason ?? undefined,
          decision: ticket?.triage.decision,
          category: ticket?.triage.category,
          durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
        },
        'delivery',
      )
      reply.code(outcome === 'triaged' ? 201 : 200)
      // A helpdesk that wants an answer of its own form gets that; the schema describes everybody else's.
      const note = ticket === null ? null : noteInAnswer(settings, ticket)
      const own = settings.system.answer?.({ outcome, ticketId, reason }, note)
      if (own === undefined) return { outcome, ticketId, reason }
      return reply
        .header('content-type', 'application/json; charset=utf-8')
        .serializer((answer: unknown) => JSON.stringify(answer))
        .send(own as never)
    },
  )

  /** Reads a delivery whose sender is known, and records what follows from it. */
  async function take(
    settings: HelpdeskSettings,
    delivery: Delivery,
  ): Promise<Outcome & { ticket: StoredTicket | null }> {
    const arrival = settings.system.read(delivery)
    if (arrival.kind === 'malformed') throw refuse(settings, arrival.faults)
    if (arrival.kind === 'ignored') {
      return { outcome: 'ignored', ticketId: null, reason: arrival.reason, ticket: null }
    }
    const { ticket } = arrival
    if (ticket.externalId.length > 200 || !isExternalId(ticket.externalId)) {
      throw refuse(settings, [{ pointer: '', message: 'has no ticket id that can be stored' }])
    }
    if (!hasContent(ticket.body) && !hasContent(ticket.subject ?? '')) {
      return { outcome: 'ignored', ticketId: null, reason: 'no-text', ticket: null }
    }
    const input = toTicketInput(settings.name, ticket, { isLanguageTag, languageOfTag })
    const triaged = triage(input)
    const result = await services.recordDelivery({
      fresh: {
        triaged,
        stated: toStatedFacts(input),
        source: toSource(ticket),
        receivedAt: triaged.triage.triagedAt,
        receipt: null,
        writeBack: services.prepareWriteBack(triaged),
        delivery: {
          helpdesk: settings.name,
          keyHash: hashOf(
            arrival.deliveryId === null
              ? [
                  ticket.externalId,
                  ticket.event,
                  triaged.subject,
                  triaged.body,
                  ticket.changedAtText,
                ]
              : [arrival.deliveryId],
          ),
        },
      },
      externalId: ticket.externalId,
      event: ticket.event,
    })
    return toOutcome(result)
  }

  /** For helpdesks that take the note from the answer; the repeated call may be because the answer was lost. */
  function noteInAnswer({ system }: HelpdeskSettings, ticket: StoredTicket): RenderedNote | null {
    const { writeBack } = ticket
    return system.noteInAnswer && writeBack?.state === 'written'
      ? services.noteFor(ticket, { ticketId: ticket.id, triageId: writeBack.triageId })
      : null
  }

  function refuse(settings: HelpdeskSettings, faults: PayloadFault[]) {
    metrics.deliveries.labels(settings.name, 'malformed').inc()
    return problems.deliveryMalformed(faults)
  }

  app.head(
    path,
    {
      schema: {
        operationId: 'probeWebhook',
        tags: ['helpdesks'],
        summary:
          'Say that there is somebody, which Intercom and others ask before they use the address',
        security: [],
        params: WebhookParams,
        response: {
          200: Type.Null({ description: 'There is.' }),
          ...problemResponses(404, 429, 500),
        },
      },
    },
    async (request, reply) => {
      find(request.params.name)
      return reply.code(200).send(null)
    },
  )

  app.get(
    path,
    {
      exposeHeadRoute: false,
      schema: {
        operationId: 'answerChallenge',
        tags: ['helpdesks'],
        summary: 'Answer the challenge by which GLPI makes sure that both know the secret',
        security: [],
        params: WebhookParams,
        querystring: WebhookQuery,
        response: {
          200: {
            description: 'The answer, as plain text.',
            content: { 'text/plain': { schema: Type.String() } },
          },
          ...problemResponses(400, 404, 405, 429, 500),
        },
      },
    },
    async (request, reply) => {
      const { system, inbound } = find(request.params.name)
      const answer = system.challenge?.(request.query, inbound.secrets) ?? null
      if (answer === null) throw problems.methodNotAllowed(['HEAD', 'POST'])
      return reply.header('content-type', 'text/plain; charset=utf-8').send(answer)
    },
  )

  // CloudEvents senders ask for consent first.
  // https://github.com/cloudevents/spec/blob/main/cloudevents/http-webhook.md#4-abuse-protection
  app.options(path, { schema: { hide: true, params: WebhookParams } }, async (request, reply) => {
    find(request.params.name)
    const origin = request.headers['webhook-request-origin']
    reply.header('allow', 'HEAD, OPTIONS, POST')
    if (typeof origin === 'string') reply.header('webhook-allowed-origin', origin)
    if (request.headers['webhook-request-rate'] !== undefined) {
      reply.header('webhook-allowed-rate', '*')
    }
    return reply.code(200).send()
  })
}

function toDelivery({ headers, body }: FastifyRequest): Delivery {
  const flat: Record<string, string | undefined> = {}
  for (const [name, value] of Object.entries(headers)) {
    flat[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return { headers: flat, rawBody: Buffer.isBuffer(body) ? body : Buffer.alloc(0) }
}

/** An address and tags are stored as they are, so neither may be anything else. */
function toSource({ url, tags, changedAt, changedAtText }: ArrivedTicket): TicketSource {
  const isLink =
    url !== null && url.length <= urlUnitsMax && URL.canParse(url) && /^https?:\/\//i.test(url)
  return {
    url: isLink && isHarmless(url) ? url : null,
    tags: tags.filter((tag) => tag.length <= tagUnitsMax && isHarmless(tag)).slice(0, tagsMax),
    changedAt,
    changedAtText: changedAtText === null ? null : changedAtText.slice(0, tagUnitsMax),
  }
}

function isHarmless(text: string): boolean {
  return isPlainText(text) && !redact(text).redactions.some(({ kind }) => kind !== 'phone')
}

function toOutcome(result: DeliveryResult): Outcome & { ticket: StoredTicket | null } {
  return {
    outcome: result.kind,
    ticketId: result.ticket?.id ?? null,
    reason: result.kind === 'ignored' ? result.reason : null,
    ticket: result.ticket,
  }
}
