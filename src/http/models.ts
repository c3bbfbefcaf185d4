/** Models: which there are, how good they are, which decides; train a new one, activate one. */

import { type FastifyPluginAsyncTypebox, type Static, Type } from '@fastify/type-provider-typebox'
import type { Services } from '../services.ts'
import { modelSources, modelStates } from '../store/models.ts'
import { problems } from './problems.ts'
import { oneOf, problemResponses, ref, strict, textOrNull, timestamp } from './schemas.ts'

const security = [{ bearer: [] }]

export const ModelSchema = Type.Object(
  {
    id: Type.String({ format: 'uuid', description: 'Id of the model.' }),
    version: Type.String({
      description: 'What a triage names as its model.',
      examples: ['1.9c1c0d2c8380'],
    }),
    state: oneOf(
      modelStates,
      '`active`: decides now. `candidate`: may be activated. `refused`: worse than the active one or unusable. `retired`: was active.',
    ),
    source: oneOf(modelSources, 'Part of a release, or trained here from feedback.'),
    createdAt: timestamp('When it was trained, or first seen here.'),
    activatedAt: Type.Unsafe<Date | null>({
      type: ['string', 'null'],
      format: 'date-time',
      description: 'When it last became active; null if it never was.',
    }),
    corpusTexts: Type.Integer({ minimum: 0, description: 'Training texts of the release.' }),
    feedbackTexts: Type.Integer({ minimum: 0, description: 'Confirmed tickets learned from.' }),
    quality: Type.Record(Type.String(), Type.Number(), {
      description:
        'Measured on texts it was not trained on: `accuracy`, `suggestedPrecision` and others by cross-validation; for trained ones also the comparison with the active model, `corpus…` and `heldOut…`, and how many texts were left out and why.',
      examples: [{ accuracy: 0.8487, suggestedPrecision: 0.9462 }],
    }),
    reason: textOrNull('Why it is in this state, in words.'),
  },
  { ...strict, $id: 'Model', description: 'A model that decides about tickets, or could.' },
)

export const ModelList = Type.Object(
  { items: Type.Array(ref(ModelSchema), { description: 'Newest first, the active one on top.' }) },
  { ...strict, $id: 'ModelList', description: 'The models.' },
)

const Training = Type.Object(
  {
    trainingId: Type.String({
      format: 'uuid',
      description: 'Names the training in the log. The model appears in the list when it is done.',
    }),
  },
  strict,
)

const ModelParams = Type.Object(
  { id: Type.String({ format: 'uuid', description: 'Id of the model.' }) },
  strict,
)

const Nothing = Type.Union([Type.Null(), Type.Object({}, strict)], {
  description: 'No body, or an empty object.',
})

export const modelRoutes: FastifyPluginAsyncTypebox<{ services: Services }> = async (
  app,
  { services },
) => {
  app.get(
    '/v1/models',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'listModels',
        tags: ['models'],
        summary: 'List the models with their measured quality',
        security,
        response: { 200: ref(ModelList), ...problemResponses(401, 403, 429, 500, 503) },
      },
    },
    async (): Promise<Static<typeof ModelList>> => ({ items: await services.listModels() }),
  )

  app.post(
    '/v1/models',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'trainModel',
        tags: ['models'],
        summary: 'Train a model on the confirmed tickets, and use it if it is not worse',
        security,
        body: Nothing,
        response: {
          202: { ...Training, description: 'Queued; it takes minutes.' },
          ...problemResponses(400, 401, 403, 409, 415, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const trainingId = await services.requestTraining()
      if (trainingId === null) throw problems.trainingWaiting()
      request.log.info({ trainingId }, 'training requested')
      return reply.code(202).send({ trainingId })
    },
  )

  app.post(
    '/v1/models/:id/activate',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'activateModel',
        tags: ['models'],
        summary: 'Let this model decide from now on, a trained or the built-in one',
        security,
        params: ModelParams,
        body: Nothing,
        response: {
          200: { ...ref(ModelSchema), description: 'Active; other instances follow within 10 s.' },
          ...problemResponses(400, 401, 403, 404, 409, 415, 429, 500, 503),
        },
      },
    },
    async (request) => {
      const activation = await services.activateModel(request.params.id)
      if (activation.kind === 'unknown') throw problems.notFound('model with this id')
      if (activation.kind === 'unusable') throw problems.modelUnusable(activation.reason)
      const { id, version } = activation.model
      request.log.info({ modelId: id, model: version }, 'model activated')
      return activation.model
    },
  )
}
