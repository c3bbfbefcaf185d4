/** Many tickets at once, a line each: the way out, and the way in for a helpdesk's history. */

import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type FastifyPluginAsyncTypebox, type Static, Type } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger } from 'fastify'
import type { Services } from '../services.ts'
import type { ImportedTicket, ImportResult } from '../store/import-tickets.ts'
import type { TicketFilter, TicketPage } from '../store/tickets.ts'
import type { TicketInput, TriagedTicket } from '../ticket.ts'
import type { Metrics } from './metrics.ts'
import { type Line, linesOf } from './ndjson-lines.ts'
import { type FieldError, problems } from './problems.ts'
import { ExportQuery, Intake, problemResponses, strict } from './schemas.ts'
import { measuredTriage, toAnswer, toFilter, toInput, toStatedFacts } from './tickets.ts'
import { fieldErrorsOf } from './validation.ts'

const contentType = 'application/x-ndjson'
const exportedAtOnce = 200
const importedAtOnceMax = 100
const lineBytesMax = 1024 * 1024

const ImportLine = Type.Object(
  {
    ...Intake.properties,
    receivedAt: Type.Optional(
      Type.String({
        format: 'date-time',
        description: 'When the helpdesk received the ticket, 1970 or later; now by default.',
      }),
    ),
  },
  { ...strict, description: 'A ticket of a helpdesk’s history.' },
)

type ImportAnswer = {
  line: number
  outcome: 'created' | 'repeated' | 'refused'
  id?: string
  errors?: FieldError[]
}

type ExchangeOptions = {
  services: Services
  metrics: Metrics
  /** Connections whose requests may take longer than others. */
  longUploads: WeakSet<Socket>
}

const security = [{ bearer: [] }]
const ndjson = (description: string) => ({
  description,
  content: { [contentType]: { schema: Type.Unsafe<Readable>({ type: 'string' }) } },
})

export const ticketExchangeRoutes: FastifyPluginAsyncTypebox<ExchangeOptions> = async (
  app,
  { services, metrics, longUploads },
) => {
  const triage = measuredTriage(services, metrics)

  app.get(
    '/v1/tickets.ndjson',
    {
      config: { role: 'agent' },
      // The answer to HEAD would read every ticket.
      exposeHeadRoute: false,
      schema: {
        operationId: 'exportTickets',
        tags: ['tickets'],
        summary: 'Export tickets, newest first, a line each',
        security,
        querystring: ExportQuery,
        response: {
          200: ndjson('A ticket a line, as the list gives them.'),
          ...problemResponses(400, 401, 403, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const filter = toFilter(request.query)
      // Read before the answer begins: after that a fault can only break it off.
      const first = await services.listTickets(filter, exportedAtOnce, null)
      return reply
        .header('content-type', `${contentType}; charset=utf-8`)
        .send(Readable.from(exportLines(services, filter, first), { objectMode: false }))
    },
  )

  // Only here: a plugin's parsers are its own.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(contentType, (_request, payload, done) => done(null, payload))
  app.addContentTypeParser('*', (_request, _payload, done) =>
    done(problems.contentTypeUnsupported(contentType), undefined),
  )

  app.post(
    '/v1/tickets/import',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'importTickets',
        tags: ['tickets'],
        summary: 'Triage and store a helpdesk’s history, a ticket a line',
        description:
          'Each line is a body of `POST /v1/tickets` and may have `receivedAt`; a line has at most 1 MiB, the body any size. The answer has a line `{"line", "outcome": "created" | "repeated" | "refused", "id", "errors"}` for each line in order, sent while the request goes on, so read it while you send. Nothing is written back, and watchers are not told. Where the answer breaks off, send the rest again: lines with an `externalId` are stored once.',
        security,
        response: {
          200: ndjson('A line for each line that is not blank.'),
          ...problemResponses(401, 403, 415, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      if (!(request.body instanceof Readable)) throw problems.contentTypeUnsupported(contentType)
      longUploads.add(request.raw.socket)
      const deps = { services, triage, log: request.log }
      return reply
        .header('content-type', `${contentType}; charset=utf-8`)
        .send(
          Readable.from(importLines(deps, request.body), { objectMode: false, highWaterMark: 1 }),
        )
    },
  )
}

async function* exportLines(
  services: Pick<Services, 'listTickets'>,
  filter: TicketFilter,
  first: TicketPage,
): AsyncGenerator<string> {
  for (let page = first; ; ) {
    if (page.tickets.length > 0) {
      yield page.tickets.map((ticket) => `${JSON.stringify(toAnswer(ticket))}\n`).join('')
    }
    if (page.nextId === null) return
    page = await services.listTickets(filter, exportedAtOnce, page.nextId)
  }
}

type ImportDeps = {
  services: Pick<Services, 'importTickets'>
  triage: (input: TicketInput) => TriagedTicket
  log: FastifyBaseLogger
}

/** Reads on only when the answers so far were taken, and stops when the sender or the reader leaves. */
async function* importLines(deps: ImportDeps, body: Readable): AsyncGenerator<string> {
  const counts = { created: 0, repeated: 0, refused: 0 }
  try {
    for await (const lines of linesOf(body, lineBytesMax)) {
      for (let from = 0; from < lines.length; from += importedAtOnceMax) {
        const answers = await importBatch(deps, lines.slice(from, from + importedAtOnceMax))
        for (const { outcome } of answers) counts[outcome]++
        yield answers.map((answer) => `${JSON.stringify(answer)}\n`).join('')
      }
    }
  } catch (err) {
    // The sender has left, or the database has: what was answered is stored.
    deps.log.warn({ err }, 'import broke off')
    throw err
  } finally {
    deps.log.info(counts, 'import')
  }
}

async function importBatch(
  { services, triage, log }: ImportDeps,
  lines: readonly Line[],
): Promise<ImportAnswer[]> {
  const read: ({ line: number; fresh: ImportedTicket } | { line: number; errors: FieldError[] })[] =
    []
  for (const line of lines) {
    const input = readLine(line)
    if (Array.isArray(input)) {
      read.push({ line: line.number, errors: input })
      continue
    }
    // Other requests get their turn between two tickets.
    await nextTurn()
    read.push({ line: line.number, fresh: toFresh(input, triage) })
  }
  const fresh = read.flatMap((each) => ('fresh' in each ? [each.fresh] : []))
  const results = (await services.importTickets(fresh)).values()
  return read.map((each): ImportAnswer => {
    if ('errors' in each) return { line: each.line, outcome: 'refused', errors: each.errors }
    const result: ImportResult = results.next().value ?? { kind: 'failed' }
    if (result.kind !== 'failed') {
      return { line: each.line, outcome: result.kind, id: result.id }
    }
    log.error({ line: each.line }, 'a ticket could not be imported')
    return { line: each.line, outcome: 'refused', errors: [lineError('could not be stored')] }
  })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
const errorsOf = fieldErrorsOf(ImportLine)

/** The line as it was checked, or what is wrong with it. */
function readLine(line: Line): Static<typeof ImportLine> | FieldError[] {
  if (line.kind === 'too-long') return [lineError(`is larger than ${lineBytesMax} bytes`)]
  let value: unknown
  try {
    value = JSON.parse(utf8.decode(line.bytes))
  } catch {
    return [lineError('is not valid UTF-8 JSON')]
  }
  const errors = errorsOf(value)
  if (errors.length > 0) return errors
  const checked = value as Static<typeof ImportLine>
  if (checked.receivedAt !== undefined) {
    const receivedAtMs = Date.parse(checked.receivedAt)
    if (!(receivedAtMs >= 0 && receivedAtMs <= Date.now())) {
      return [{ pointer: '/receivedAt', in: 'body', message: 'must lie between 1970 and now' }]
    }
  }
  return checked
}

function lineError(message: string): FieldError {
  return { pointer: '', in: 'body', message }
}

function toFresh(
  { receivedAt, ...intake }: Static<typeof ImportLine>,
  triage: ImportDeps['triage'],
): ImportedTicket {
  const input = toInput(intake)
  const triaged = triage(input)
  return {
    triaged,
    stated: toStatedFacts(input),
    receivedAt: receivedAt === undefined ? triaged.triage.triagedAt : new Date(receivedAt),
  }
}
