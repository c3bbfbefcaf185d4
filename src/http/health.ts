/** What an orchestrator and a monitoring system ask. */

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@fastify/type-provider-typebox'
import type { Services } from '../services.ts'
import { type AuthDeps, authenticate } from './auth.ts'
import type { Metrics } from './metrics.ts'
import { problems } from './problems.ts'
import { problemResponses, ReadySchema, ref, StatusSchema } from './schemas.ts'

type HealthOptions = {
  services: Services
  metrics: Metrics
  authDeps: AuthDeps
}

const loopback = /^(127\.|::1$|::ffff:127\.)/

export const healthRoutes: FastifyPluginAsyncTypebox<HealthOptions> = async (app, options) => {
  const { services, metrics, authDeps } = options

  // Deliberately checks nothing: a process that answers must not be restarted because its database is away.
  app.get(
    '/live',
    {
      schema: {
        operationId: 'isLive',
        tags: ['operation'],
        summary: 'The process answers',
        security: [],
        response: { 200: ref(StatusSchema) },
      },
    },
    async () => ({ status: 'live' }),
  )

  app.get(
    '/ready',
    {
      schema: {
        operationId: 'isReady',
        tags: ['operation'],
        summary:
          'The process can do its work: the database answers. Names helpdesks that are paused.',
        security: [],
        response: { 200: ref(ReadySchema), ...problemResponses(503) },
      },
    },
    async () => {
      const reason = await services.databaseFault()
      if (reason !== null) throw problems.databaseUnavailable(reason)
      const pauses = await services.listPauses()
      return {
        status: 'ready',
        pausedHelpdesks: pauses.map(({ helpdesk, pausedAt, reason }) => ({
          helpdesk,
          pausedAt,
          reason,
        })),
      }
    },
  )

  app.get(
    '/metrics',
    {
      schema: {
        operationId: 'readMetrics',
        tags: ['operation'],
        summary: 'Prometheus metrics, for callers on this machine or with an admin key',
        security: [{}, { bearer: [] }],
        response: {
          200: {
            description: 'Prometheus text format.',
            content: { 'text/plain': { schema: Type.String() } },
          },
          ...problemResponses(401, 403),
        },
      },
    },
    async (request, reply) => {
      if (!loopback.test(request.ip)) await authenticate(request, 'admin', authDeps)
      reply.header('content-type', metrics.registry.contentType)
      return metrics.registry.metrics()
    },
  )
}
