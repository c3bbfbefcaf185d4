/** New and changed tickets as server-sent events. */

import { Readable } from 'node:stream'
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import type { Services } from '../services.ts'
import type { TicketEvent } from '../store/ticket-events.ts'
import type { TicketFollower } from '../store/ticket-watch.ts'
import { problems } from './problems.ts'
import { problemResponses, strict } from './schemas.ts'

/** Proxies give up on a silent connection after 30 s or more. */
const heartbeatMs = 15_000
/** Then the client comes back with its last id, and its key is checked again. */
const streamMsMax = 15 * 60_000
const streamsMax = 1_000
const reconnectMs = 2_000

const lastEventId = Type.Optional(
  Type.String({
    maxLength: 64,
    description: 'Id of the last event seen; what happened since then is sent first.',
  }),
)

export const ticketEventRoutes: FastifyPluginAsyncTypebox<{ services: Services }> = async (
  app,
  { services },
) => {
  const open = new Set<() => void>()
  // Before the server closes: it waits for every answer to end.
  app.addHook('preClose', async () => {
    for (const end of open) end()
  })

  app.get(
    '/v1/tickets/events',
    {
      config: { role: 'agent' },
      // The answer to HEAD would be a stream nobody reads.
      exposeHeadRoute: false,
      schema: {
        operationId: 'followTickets',
        tags: ['tickets'],
        summary: 'Follow new and changed tickets as server-sent events',
        description:
          'Each event is `ticket` with `{"ticketId", "change", "at"}` as data; `change` is created, triaged, feedback, write-back or erased. Send the last id as `Last-Event-ID` to go on after it; where it is no longer stored (7 days, 100,000 events) the first event is `reset`. A comment comes every 15 seconds, and the stream ends after 15 minutes for the client to connect again.',
        security: [{ bearer: [] }],
        querystring: Type.Object({ lastEventId }, strict),
        headers: Type.Object({ 'last-event-id': lastEventId }),
        response: {
          200: {
            description: 'The events, until one side ends it.',
            content: { 'text/event-stream': { schema: Type.Unsafe<Readable>({ type: 'string' }) } },
          },
          ...problemResponses(400, 401, 403, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      if (open.size >= streamsMax) throw problems.tooManyRequests(10)
      const lastId = request.headers['last-event-id'] ?? request.query.lastEventId
      const follower = await services.followTickets(
        lastId === undefined || lastId === '' ? null : toPosition(lastId),
      )
      const timer = setTimeout(follower.close, streamMsMax).unref()
      const end = () => {
        clearTimeout(timer)
        follower.close()
        open.delete(end)
      }
      open.add(end)
      reply.raw.once('close', end)
      if (reply.raw.destroyed) end()
      return reply
        .headers({
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
          // A connection kept for a next request would keep the server from closing.
          connection: 'close',
        })
        .send(Readable.from(toStream(follower), { objectMode: false, highWaterMark: 1 }))
    },
  )
}

/** Read only as fast as the client takes it; a client that takes nothing is closed as an idle connection. */
async function* toStream(follower: TicketFollower): AsyncGenerator<string> {
  const { position, isReset, next } = follower
  // An id without data makes a client go on from here, though it has seen no event yet.
  yield `retry: ${reconnectMs}\nid: ${position}\n${isReset ? 'event: reset\ndata: {}\n' : ''}\n`
  for (;;) {
    const events = await next(heartbeatMs)
    if (events === null) return
    yield events.length === 0 ? ':\n\n' : events.map(toText).join('')
  }
}

function toText({ position, ticketId, change, at }: TicketEvent): string {
  return `id: ${position}\nevent: ticket\ndata: ${JSON.stringify({ ticketId, change, at })}\n\n`
}

/** What is no id of ours cannot be gone on from, which is what -1 stands for. */
function toPosition(id: string): number {
  return /^\d{1,15}$/.test(id) ? Number(id) : -1
}
