/** What agents do with a ticket: say whether the suggestion was right, have it triaged again, see what was before. */

import { type FastifyPluginAsyncTypebox, type Static, Type } from '@fastify/type-provider-typebox'
import type { Services } from '../services.ts'
import type { StoredTicket } from '../store/tickets.ts'
import { redact } from '../text/redact.ts'
import { labels, verdicts } from '../ticket.ts'
import type { Metrics } from './metrics.ts'
import { problems } from './problems.ts'
import {
  FeedbackSchema,
  oneOf,
  plainText,
  problemResponses,
  ref,
  strict,
  TicketParams,
  TicketSchema,
  TriageSchema,
} from './schemas.ts'
import { measuredTriage, toAnswer } from './tickets.ts'

const FeedbackBody = Type.Object(
  {
    verdict: oneOf(
      verdicts,
      '`accepted`: category and suggestion are right. `corrected`: the category is another one. `rejected`: wrong, without saying what is right.',
    ),
    category: Type.Optional(
      oneOf(labels, 'The right category or `out-of-scope`; for `corrected`, and only there.'),
    ),
    comment: Type.Optional(
      Type.String({
        maxLength: 2_000,
        format: plainText,
        description: 'Anything to add, at most 2,000 characters; redacted before it is stored.',
        examples: ['The user is federated.'],
      }),
    ),
  },
  strict,
)

/** What a later triage may have decided otherwise. */
const comparedFields = [
  'decision',
  'category',
  'confidence',
  'reason',
  'language',
  'model',
] as const

const fieldValue = (description: string) =>
  Type.Unsafe<string | number | null>({ type: ['string', 'number', 'null'], description })

export const RetriagedTicketSchema = Type.Object(
  {
    ...TicketSchema.properties,
    changes: Type.Array(
      Type.Object(
        {
          field: oneOf(comparedFields, 'What has changed.'),
          before: fieldValue('Value of the triage before.'),
          after: fieldValue('Value of this triage.'),
        },
        strict,
      ),
      { description: 'What this triage decided otherwise; empty where nothing has changed.' },
    ),
  },
  { ...strict, $id: 'RetriagedTicket', description: 'A ticket after another triage.' },
)

const isCurrent = Type.Boolean({ description: 'True for the one that counts.' })

export const TicketHistorySchema = Type.Object(
  {
    triages: Type.Array(Type.Object({ ...TriageSchema.properties, isCurrent }, strict), {
      description: 'Every triage, newest first.',
    }),
    feedback: Type.Array(
      Type.Object(
        {
          ...FeedbackSchema.properties,
          givenBy: Type.String({
            description: 'Id of the key that gave it; `environment` for ADMIN_API_KEY.',
          }),
          isCurrent,
        },
        strict,
      ),
      { description: 'Every feedback, newest first.' },
    ),
  },
  {
    ...strict,
    $id: 'TicketHistory',
    description: 'Everything ever decided and said about a ticket.',
  },
)

type FeedbackOptions = { services: Services; metrics: Metrics }

const security = [{ bearer: [] }]

export const feedbackRoutes: FastifyPluginAsyncTypebox<FeedbackOptions> = async (app, options) => {
  const { services, metrics } = options
  const triage = measuredTriage(services, metrics)

  app.post(
    '/v1/tickets/:id/feedback',
    {
      config: { role: 'agent' },
      schema: {
        operationId: 'giveFeedback',
        tags: ['feedback'],
        summary: 'Say whether the triage is right; the last word counts, the others are kept',
        security,
        params: TicketParams,
        body: FeedbackBody,
        response: {
          200: { ...ref(TicketSchema), description: 'The ticket with this feedback.' },
          ...problemResponses(400, 401, 403, 404, 413, 415, 429, 500, 503),
        },
      },
    },
    async (request) => {
      const { verdict, category, comment } = request.body
      refuseOddCategory(verdict === 'corrected', category)
      const ticket = await services.giveFeedback(request.params.id, {
        verdict,
        category: category ?? null,
        comment: redact(comment?.trim() ?? '').text || null,
        givenBy: request.caller?.keyId ?? '',
        givenAt: new Date(),
      })
      if (ticket === null) throw problems.notFound('ticket with this id')
      request.log.info({ ticketId: ticket.id, outcome: verdict, category }, 'feedback')
      return toAnswer(ticket)
    },
  )

  app.post(
    '/v1/tickets/:id/retriage',
    {
      config: { role: 'agent' },
      schema: {
        operationId: 'retriageTicket',
        tags: ['feedback'],
        summary:
          'Triage a stored ticket again with today’s model and articles; nothing is written back',
        security,
        params: TicketParams,
        response: {
          200: { ...ref(RetriagedTicketSchema), description: 'The ticket, and what has changed.' },
          ...problemResponses(400, 401, 403, 404, 413, 415, 429, 500, 503),
        },
      },
    },
    async (request) => {
      refuseContent(request.body)
      const result = await services.retriageTicket(request.params.id, triage)
      if (result === null) throw problems.notFound('ticket with this id')
      const { before, after } = result
      const { decision, category, model } = after.triage
      request.log.info(
        { ticketId: after.id, outcome: 'retriaged', decision, category, model },
        'ticket',
      )
      return { ...toAnswer(after), changes: changesOf(before, after) }
    },
  )

  app.get(
    '/v1/tickets/:id/history',
    {
      config: { role: 'agent' },
      schema: {
        operationId: 'readHistory',
        tags: ['feedback'],
        summary: 'Read every triage and feedback of a ticket',
        security,
        params: TicketParams,
        response: {
          200: ref(TicketHistorySchema),
          ...problemResponses(400, 401, 403, 404, 429, 500, 503),
        },
      },
    },
    async (request) => {
      const history = await services.readHistory(request.params.id)
      if (history === null) throw problems.notFound('ticket with this id')
      return history
    },
  )
}

function refuseOddCategory(isNeeded: boolean, category: string | undefined): void {
  if (isNeeded === (category !== undefined)) return
  const message = isNeeded ? 'is required for corrected' : 'is allowed for corrected only'
  throw problems.validationFailed([{ pointer: '/category', in: 'body', message }])
}

/** No body or an empty object: a schema would make the body needed. */
function refuseContent(body: unknown): void {
  const isEmpty =
    body === undefined ||
    body === null ||
    (typeof body === 'object' && !Array.isArray(body) && Object.keys(body).length === 0)
  if (isEmpty) return
  throw problems.validationFailed([
    { pointer: '', in: 'body', message: 'must be empty or an empty object' },
  ])
}

function changesOf(
  before: StoredTicket,
  after: StoredTicket,
): Static<typeof RetriagedTicketSchema>['changes'] {
  const valuesOf = ({ language, triage }: StoredTicket) => ({ ...triage, language })
  const [old, fresh] = [valuesOf(before), valuesOf(after)]
  return comparedFields
    .filter((field) => old[field] !== fresh[field])
    .map((field) => ({ field, before: old[field], after: fresh[field] }))
}
