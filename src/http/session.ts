/** Signing in to the console: a key is exchanged for a cookie. */

import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import type { Services } from '../services.ts'
import { type AuthDeps, environmentKeyId, findCaller, requireOwnPage } from './auth.ts'
import { problems } from './problems.ts'
import { problemResponses, ref, SessionSchema, SignIn } from './schemas.ts'
import { endedSessionCookie, readSessionCookie, sessionCookie } from './session-cookie.ts'

type SessionOptions = { services: Services; authDeps: AuthDeps }

export const sessionRoutes: FastifyPluginAsyncTypebox<SessionOptions> = async (
  app,
  { services, authDeps },
) => {
  app.post(
    '/v1/session',
    {
      schema: {
        operationId: 'signIn',
        tags: ['session'],
        summary: 'Sign in to the console with a key',
        security: [],
        body: ref(SignIn),
        response: {
          204: Type.Null({ description: 'Signed in; the cookie `sspr_session` is set.' }),
          ...problemResponses(400, 401, 403, 413, 415, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const { key } = request.body
      const caller = await findCaller(key, request.ip, authDeps, problems.signInRefused)
      if (caller.role === 'intake') throw problems.signInNeedsAgent()
      const { token } = await services.startSession(
        caller.keyId === environmentKeyId ? { adminApiKey: key } : { keyId: caller.keyId },
      )
      request.log.info({ keyId: caller.keyId, outcome: 'started' }, 'session')
      reply.header('set-cookie', sessionCookie(token, request.protocol === 'https'))
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/v1/session',
    {
      schema: {
        operationId: 'readSession',
        tags: ['session'],
        summary: 'Who is signed in to the console',
        security: [{ session: [] }],
        response: { 200: ref(SessionSchema), ...problemResponses(401, 403, 429, 500, 503) },
      },
    },
    async (request, reply) => {
      const token = readSessionCookie(request)
      const session = token && (await services.findSession(token, authDeps.adminApiKey))
      if (!session) throw problems.sessionEnded()
      reply.header('cache-control', 'no-store')
      const { keyId, role, expiresAt } = session
      return { keyId: keyId ?? environmentKeyId, role, expiresAt }
    },
  )

  app.delete(
    '/v1/session',
    {
      schema: {
        operationId: 'signOut',
        tags: ['session'],
        summary: 'Sign out; also where the session has ended already',
        security: [{ session: [] }],
        response: {
          204: Type.Null({ description: 'Signed out; the cookie is removed.' }),
          ...problemResponses(401, 403, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const token = readSessionCookie(request)
      if (token !== null) {
        requireOwnPage(request)
        await services.endSession(token)
      }
      reply.header('set-cookie', endedSessionCookie(request.protocol === 'https'))
      return reply.code(204).send(null)
    },
  )
}
