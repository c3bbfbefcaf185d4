/** Figures for the person who answers for the service. */

import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import type { Services } from '../services.ts'
import { categoryIds, decisions, labels, missingItems } from '../ticket.ts'
import { problems } from './problems.ts'
import { oneOf, problemResponses, ref, strict, timestamp } from './schemas.ts'

const count = (description: string) => Type.Integer({ minimum: 0, description })
const share = (description: string) => Type.Number({ minimum: 0, maximum: 1, description })
const shareOrNull = (description: string) =>
  Type.Unsafe<number | null>({ type: ['number', 'null'], minimum: 0, maximum: 1, description })
const rate = (description: string) =>
  Type.Object(
    {
      rate: shareOrNull('Share, 0 to 1; null without any.'),
      count: count('Of how many.'),
    },
    { ...strict, description },
  )

const perDecision = Type.Object(
  Object.fromEntries(decisions.map((decision) => [decision, count(`Tickets \`${decision}\`.`)])),
  { ...strict, description: 'Tickets by decision.' },
)

const perCategory = Type.Record(Type.String(), Type.Integer({ minimum: 0 }), {
  description: 'Tickets by category; categories without one are left out.',
})

export const StatsSchema = Type.Object(
  {
    from: timestamp('Tickets received at this moment or later.'),
    to: timestamp('Tickets received before this moment.'),
    total: count('Tickets received.'),
    decisions: perDecision,
    categories: Type.Array(
      Type.Object({ category: oneOf(categoryIds, 'Category.'), count: count('Tickets.') }, strict),
      { description: 'Tickets by category, most frequent first.' },
    ),
    languages: Type.Array(
      Type.Object(
        { language: Type.String({ description: 'Language.' }), count: count('Tickets.') },
        strict,
      ),
      { description: 'Tickets by language, most frequent first.' },
    ),
    helpdesks: Type.Array(
      Type.Object(
        { helpdesk: Type.String({ description: 'Helpdesk.' }), count: count('Tickets.') },
        strict,
      ),
      { description: 'Tickets by helpdesk, most frequent first.' },
    ),
    days: Type.Array(
      Type.Object(
        {
          day: Type.String({ format: 'date', description: 'Day in UTC.' }),
          total: count('Tickets received.'),
          decisions: perDecision,
          categories: perCategory,
        },
        strict,
      ),
      { description: 'The days with tickets, in order.' },
    ),
    medianConfidence: shareOrNull('Median confidence of the triages.'),
    feedback: Type.Object(
      {
        accepted: count('Accepted.'),
        corrected: count('Corrected.'),
        rejected: count('Rejected.'),
        count: count('Tickets with feedback.'),
      },
      { ...strict, description: 'What agents said last about these tickets.' },
    ),
    acceptanceRate: rate('Accepted among all with feedback.'),
    suggestedPrecision: rate('Right among the suggested with feedback. Rejected counts as wrong.'),
    calibration: Type.Array(
      Type.Object(
        {
          from: share('Lowest confidence of the bin.'),
          to: share('End of the bin.'),
          count: count('Tickets with feedback.'),
          meanConfidence: share('What was said.'),
          accuracy: share('What was true.'),
        },
        strict,
      ),
      { description: 'Confidence beside truth, in ten bins; empty bins are left out.' },
    ),
    calibrationError: shareOrNull('Expected calibration error over these bins.'),
    coverage: Type.Array(
      Type.Object(
        {
          threshold: share('Lowest confidence that would be suggested.'),
          coverage: share('Share of the tickets in scope that reach it.'),
          precision: shareOrNull('Share right of those with feedback.'),
          count: count('How many of those have feedback.'),
        },
        strict,
      ),
      { description: 'What other thresholds would do, in steps of 0.05.' },
    ),
    suggestedThreshold: share('Confidence from which the active model suggests.'),
    medianTimeToFeedbackS: Type.Unsafe<number | null>({
      type: ['number', 'null'],
      description: 'Median seconds from a triage to the feedback on it.',
    }),
    missing: Type.Array(
      Type.Object(
        { item: oneOf(missingItems, 'What tickets do not say.'), count: count('Tickets.') },
        strict,
      ),
      { description: 'What is missing, most frequent first.' },
    ),
    corrections: Type.Array(
      Type.Object(
        {
          from: oneOf(labels, 'What the triage said.'),
          to: oneOf(labels, 'What the agent said.'),
          count: count('Tickets.'),
        },
        strict,
      ),
      { description: 'The twenty most frequent corrections.' },
    ),
    byLanguage: Type.Array(
      Type.Object(
        {
          language: Type.String({ description: 'Language.' }),
          total: count('Tickets.'),
          suggested: count('Tickets suggested.'),
          acceptanceRate: rate('Accepted among those with feedback.'),
        },
        strict,
      ),
      { description: 'How each language fares, most frequent first.' },
    ),
  },
  { ...strict, $id: 'Stats', description: 'What tickets and feedback add up to.' },
)

const StatsQuery = Type.Object(
  {
    from: Type.Optional(
      Type.String({
        format: 'date-time',
        description: 'Tickets received at this moment or later; 30 days before `to` by default.',
      }),
    ),
    to: Type.Optional(
      Type.String({
        format: 'date-time',
        description: 'Tickets received before this moment; now by default.',
      }),
    ),
  },
  strict,
)

const defaultRangeMs = 30 * 24 * 60 * 60 * 1000

export const statsRoutes: FastifyPluginAsyncTypebox<{ services: Services }> = async (
  app,
  { services },
) => {
  app.get(
    '/v1/stats',
    {
      config: { role: 'agent' },
      schema: {
        operationId: 'readStats',
        tags: ['feedback'],
        summary: 'Count tickets and measure the triage by the feedback, for a time of receipt',
        security: [{ bearer: [] }],
        querystring: StatsQuery,
        response: { 200: ref(StatsSchema), ...problemResponses(400, 401, 403, 429, 500, 503) },
      },
    },
    async (request) => {
      const to = request.query.to === undefined ? new Date() : new Date(request.query.to)
      const from =
        request.query.from === undefined
          ? new Date(to.getTime() - defaultRangeMs)
          : new Date(request.query.from)
      if (from >= to) {
        throw problems.validationFailed([
          { pointer: '/from', in: 'query', message: 'must be before to' },
        ])
      }
      const stats = await services.readStats(from, to)
      return { from, to, ...stats, suggestedThreshold: services.activeModel().thresholds.suggested }
    },
  )
}
