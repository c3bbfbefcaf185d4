/** Write-backs: list them, and try again what was given up. */

import type { FastifyPluginAsyncTypebox, Static } from '@fastify/type-provider-typebox'
import type { Services } from '../services.ts'
import type { StoredWriteBack } from '../store/write-backs.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { problems } from './problems.ts'
import {
  problemResponses,
  ref,
  type TicketSchema,
  WriteBackPageSchema,
  WriteBackParams,
  WriteBackQuery,
  WriteBackSchema,
} from './schemas.ts'

const security = [{ bearer: [] }]

export const writeBackRoutes: FastifyPluginAsyncTypebox<{ services: Services }> = async (
  app,
  { services },
) => {
  app.get(
    '/v1/write-backs',
    {
      config: { role: 'agent' },
      schema: {
        operationId: 'listWriteBacks',
        tags: ['write-backs'],
        summary: 'List write-backs, newest first',
        security,
        querystring: WriteBackQuery,
        response: {
          200: ref(WriteBackPageSchema),
          ...problemResponses(400, 401, 403, 429, 500, 503),
        },
      },
    },
    async (request) => {
      const { limit, cursor, ...filter } = request.query
      const beforeId = cursor === undefined ? null : decodeCursor(cursor)
      const page = await services.listWriteBacks(filter, limit ?? 50, beforeId)
      return {
        items: page.writeBacks,
        nextCursor: page.nextId === null ? null : encodeCursor(page.nextId),
      }
    },
  )

  app.post(
    '/v1/write-backs/:id/retry',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'retryWriteBack',
        tags: ['write-backs'],
        summary: 'Try a failed or skipped write-back again, and take the pause off its helpdesk',
        security,
        params: WriteBackParams,
        response: {
          200: {
            ...ref(WriteBackSchema),
            description: 'Pending, or unchanged where there is nothing to try again.',
          },
          ...problemResponses(400, 401, 403, 404, 429, 500, 503),
        },
      },
    },
    async (request) => {
      const writeBack = await services.retryWriteBack(request.params.id)
      if (writeBack === null) throw problems.notFound('write-back with this id')
      const { id: writeBackId, ticketId, helpdesk, state } = writeBack
      request.log.info({ writeBackId, ticketId, helpdesk, state }, 'write-back asked for again')
      return writeBack
    },
  )
}

/** A write-back as part of its ticket, which knows the rest. */
export function toWriteBackAnswer({
  id,
  state,
  mode,
  attempts,
  reason,
  writtenAt,
  note,
}: StoredWriteBack): NonNullable<Static<typeof TicketSchema>['writeBack']> {
  return { id, state, mode, attempts, reason, writtenAt, note }
}
