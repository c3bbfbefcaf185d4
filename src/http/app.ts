/** The HTTP side as one function: tests mount it with the same options as the process does. */

import type { Socket } from 'node:net'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { uuidv7 } from 'uuidv7'
import type { Config } from '../config.ts'
import type { Services } from '../services.ts'
import { isDatabaseUnavailable } from '../store/database-errors.ts'
import { authenticate, wrongKeyBrake } from './auth.ts'
import { categoryRoutes } from './categories.ts'
import { consoleRoutes, loadConsole } from './console.ts'
import { feedbackRoutes, RetriagedTicketSchema, TicketHistorySchema } from './feedback.ts'
import { healthRoutes } from './health.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { ModelList, ModelSchema, modelRoutes } from './models.ts'
import { registerOpenApi } from './openapi.ts'
import { Problem, problemContentType, problems, toDocument } from './problems.ts'
import { sharedSchemas } from './schemas.ts'
import { sessionRoutes } from './session.ts'
import { StatsSchema, statsRoutes } from './stats.ts'
import { ticketEventRoutes } from './ticket-events.ts'
import { ticketExchangeRoutes } from './ticket-exchange.ts'
import { ticketRoutes } from './tickets.ts'
import { toFieldErrors, validatorCompiler } from './validation.ts'
import { webhookRoutes } from './webhooks.ts'
import { writeBackRoutes } from './write-backs.ts'

const bodyBytesMax = 1024 * 1024
/** A request that is not complete by then is given up: a slow sender must not hold a connection for ever. */
const requestTimeoutMs = 30_000

/** What the OpenAPI document names instead of repeating it. */
const namedSchemas = [
  ...sharedSchemas,
  RetriagedTicketSchema,
  TicketHistorySchema,
  StatsSchema,
  ModelSchema,
  ModelList,
]

export type App = FastifyInstance

/** Builds the app without listening; `services` stay open when it closes. */
export async function buildApp(
  config: Pick<Config, 'adminApiKey' | 'helpdesks' | 'rateLimitPerMinute' | 'trustProxy'>,
  services: Services,
  logger: FastifyBaseLogger,
): Promise<App> {
  const metrics = createMetrics(async () =>
    (await services.listPauses()).map(({ helpdesk }) => helpdesk),
  )
  const longUploads = new WeakSet<Socket>()
  const app = Fastify({
    loggerInstance: logger,
    // One line a request, written below: Fastify's own would carry the address, and with it any secret in it.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyBytesMax,
    requestTimeout: requestTimeoutMs,
    connectionTimeout: 2 * requestTimeoutMs,
    trustProxy: config.trustProxy,
    genReqId: () => uuidv7(),
    routerOptions: { maxParamLength: 256 },
    clientErrorHandler(this: FastifyInstance, error: Error & { code?: string }, socket: Socket) {
      // An import may take as long as it needs, as long as it goes on: an idle connection is closed anyway.
      if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && longUploads.has(socket)) return
      answerParserError.call(this, error, socket)
    },
    frameworkErrors: answerError,
  })

  await app.register(helmet, {
    // Answers are data; the pages there are (the console, /docs) bring policies of their own.
    contentSecurityPolicy: {
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
      useDefaults: false,
    },
    // Whether callers come by TLS is the proxy's business.
    strictTransportSecurity: false,
  })
  acceptJsonOnly(app)
  for (const schema of namedSchemas) app.addSchema(schema)
  app.setValidatorCompiler(validatorCompiler(namedSchemas))

  app.decorateRequest('caller', null)
  const authDeps = {
    adminApiKey: config.adminApiKey,
    findKey: services.findKey,
    findSession: services.findSession,
    slowDown: wrongKeyBrake(),
  }
  app.addHook('onRequest', async (request) => {
    const { role } = request.routeOptions.config
    if (role !== undefined) request.caller = await authenticate(request, role, authDeps)
  })
  if (config.rateLimitPerMinute > 0) {
    await app.register(rateLimit, {
      max: config.rateLimitPerMinute,
      timeWindow: 60_000,
      hook: 'preParsing',
      keyGenerator: (request) => request.caller?.keyId ?? request.ip,
      errorResponseBuilder: (_request, { ttl }) =>
        problems.tooManyRequests(Math.max(1, Math.ceil(ttl / 1000))),
    })
  }
  observeRequests(app, metrics)
  answerErrors(app)

  await registerOpenApi(app)
  app.register(healthRoutes, { services, metrics, authDeps })
  app.register(ticketRoutes, { services, metrics })
  app.register(feedbackRoutes, { services, metrics })
  app.register(ticketEventRoutes, { services })
  app.register(ticketExchangeRoutes, { services, metrics, longUploads })
  app.register(statsRoutes, { services })
  app.register(categoryRoutes, { services })
  app.register(webhookRoutes, { services, metrics, authDeps, helpdesks: config.helpdesks })
  app.register(writeBackRoutes, { services })
  observeWriteBacks(app, services, metrics)
  app.register(modelRoutes, { services })
  app.register(sessionRoutes, { services, authDeps })
  app.register(consoleRoutes, { files: await loadConsole() })
  await app.ready()
  return app
}

/** UTF-8 JSON and nothing else; a prototype in it is refused. */
function acceptJsonOnly(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    (request, body, done) => {
      let text: string
      try {
        text = utf8.decode(body)
      } catch {
        done(problems.malformedJson(), undefined)
        return
      }
      parseJson(request, text, done)
    },
  )
}

/** One line a finished request, with the route's pattern in place of the address. */
function observeRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    metrics.requestDuration
      .labels(request.method, route, String(reply.statusCode))
      .observe(reply.elapsedTime / 1000)
    request.log.info(
      {
        method: request.method,
        route,
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime * 10) / 10,
        keyId: request.caller?.keyId,
      },
      'request',
    )
  })
}

/** One line an attempt. `reason` is made of our own words and of what kind of answer came. */
function observeWriteBacks(app: FastifyInstance, services: Services, metrics: Metrics): void {
  services.onWriteBackAttempt(({ fault, ...attempt }) => {
    metrics.countWriteBack(attempt)
    if (fault === null) app.log.info(attempt, 'write-back')
    else app.log.error({ ...attempt, err: fault }, 'write-back')
  })
}

function answerErrors(app: FastifyInstance): void {
  const routes: { method: string; pattern: RegExp }[] = []
  app.addHook('onRoute', ({ method, url }) => {
    const pattern = new RegExp(`^${url.replace(/:[^/]+/g, '[^/]+').replace('*', '.*')}$`)
    for (const each of [method].flat()) routes.push({ method: each, pattern })
  })
  app.setNotFoundHandler((request) => {
    const path = request.url.split('?')[0] ?? ''
    const allowed = routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
    if (allowed.length > 0) throw problems.methodNotAllowed([...new Set(allowed)].sort())
    throw problems.notFound('such address')
  })
  app.setErrorHandler(answerError)
}

/** Writes any error as problem+json. */
function answerError(
  error: FastifyError | Problem,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const problem = toProblem(error)
  if (problem.statusCode >= 500) logFault(request, problem)
  reply
    .code(problem.statusCode)
    .headers({ ...problem.headers, 'content-type': problemContentType })
    .serializer((document: unknown) => JSON.stringify(document))
    .send(toDocument(problem, request.id))
}

function logFault(request: FastifyRequest, problem: Problem): void {
  const { cause } = problem
  request.log[problem.statusCode === 503 ? 'warn' : 'error'](
    { code: problem.code, err: cause instanceof Error ? cause : problem },
    problem.title,
  )
}

/** The only place where an error becomes an answer. Messages of others may quote the body, so none is used. */
function toProblem(error: FastifyError | Problem): Problem {
  if (error instanceof Problem) return error
  if (error.validation !== undefined) {
    return problems.validationFailed(
      toFieldErrors(error.validation, error.validationContext ?? 'body'),
    )
  }
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return problems.bodyTooLarge(bodyBytesMax)
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_CTP_EMPTY_TYPE':
      return problems.contentTypeUnsupported()
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return problems.malformedJson()
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return problems.badRequest('The body is not as long as Content-Length says.')
    case 'FST_ERR_BAD_URL':
      return problems.badUrl()
  }
  if (isDatabaseUnavailable(error)) return problems.databaseUnavailable(error)
  const { statusCode } = error
  if (error instanceof SyntaxError && statusCode === 400) return problems.malformedJson()
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500
    ? problems.badRequest('The request cannot be processed.')
    : problems.internal(error)
}

/** What Node's HTTP parser refuses never reaches a route; the answer is written to the bare socket. */
function answerParserError(
  this: FastifyInstance,
  error: Error & { code?: string },
  socket: Socket,
): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const problem =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? problems.headersTooLarge()
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? problems.requestTimeout()
        : problems.badRequest('This is not a valid HTTP/1.1 request.')
  const id = uuidv7()
  this.log.info({ reqId: id, code: problem.code, status: problem.statusCode }, 'request refused')
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const body = JSON.stringify(toDocument(problem, id))
  socket.end(
    `HTTP/1.1 ${problem.statusCode} ${problem.title}\r\nContent-Type: ${problemContentType}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}
