/** Every error a caller may see (RFC 9457). What is not in this catalogue is a bug and is told as such. */

export type FieldError = {
  /** JSON Pointer into the part of the request that `in` names. */
  pointer: string
  in: 'body' | 'query' | 'path' | 'headers'
  message: string
}

export class Problem extends Error {
  readonly code: string
  readonly statusCode: number
  readonly title: string
  readonly errors: readonly FieldError[]
  readonly headers: Readonly<Record<string, string>>

  constructor(
    statusCode: number,
    code: string,
    title: string,
    detail: string,
    more: { errors?: FieldError[]; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(detail, { cause: more.cause })
    this.name = 'Problem'
    this.statusCode = statusCode
    this.code = code
    this.title = title
    this.errors = more.errors ?? []
    this.headers = more.headers ?? {}
  }
}

export type ProblemDocument = {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  code: string
  errors: readonly FieldError[]
}

/** @param requestId names this one occurrence; it is in the log line of the request, too. */
export function toDocument(problem: Problem, requestId: string): ProblemDocument {
  return {
    type: `urn:sspr-triage:problem:${problem.code}`,
    title: problem.title,
    status: problem.statusCode,
    detail: problem.message,
    instance: `urn:uuid:${requestId}`,
    code: problem.code,
    errors: problem.errors,
  }
}

export const problemContentType = 'application/problem+json; charset=utf-8'

const challenge = { 'www-authenticate': 'Bearer realm="sspr-triage"' }

export const problems = {
  validationFailed: (errors: FieldError[]) =>
    new Problem(
      400,
      'validation-failed',
      'The request is not valid',
      errors.map((error) => `${error.pointer.slice(1) || error.in} ${error.message}`).join('; '),
      { errors },
    ),
  malformedJson: () =>
    new Problem(
      400,
      'malformed-json',
      'The body is not JSON',
      'The body is not valid UTF-8 JSON.',
      {
        errors: [{ pointer: '', in: 'body', message: 'is not valid JSON' }],
      },
    ),
  badRequest: (detail: string) =>
    new Problem(400, 'bad-request', 'The request cannot be understood', detail),
  badUrl: () =>
    new Problem(
      400,
      'bad-url',
      'The address is not valid',
      'The path is not validly percent-encoded.',
    ),
  keyMissing: () =>
    new Problem(
      401,
      'key-missing',
      'An API key is needed',
      'Send the header "Authorization: Bearer <key>".',
      {
        headers: challenge,
        errors: [{ pointer: '/authorization', in: 'headers', message: 'is required' }],
      },
    ),
  keyInvalid: () =>
    new Problem(
      401,
      'key-invalid',
      'The API key is not valid',
      'The key is unknown or was revoked.',
      {
        headers: challenge,
        errors: [{ pointer: '/authorization', in: 'headers', message: 'is not a valid key' }],
      },
    ),
  deliveryUnproven: (header: string, message: string) =>
    new Problem(
      401,
      'delivery-unproven',
      'The call does not prove where it comes from',
      `The header ${header} ${message}.`,
      { errors: [{ pointer: `/${header}`, in: 'headers', message }] },
    ),
  deliveryMalformed: (faults: readonly { pointer: string; message: string }[]) =>
    new Problem(
      400,
      'delivery-malformed',
      'The payload is not what this helpdesk sends',
      faults.map(({ pointer, message }) => `${pointer.slice(1) || 'body'} ${message}`).join('; '),
      { errors: faults.map((fault) => ({ ...fault, in: 'body' })) },
    ),
  signInRefused: () =>
    new Problem(
      401,
      'key-invalid',
      'The API key is not valid',
      'The key is unknown or was revoked.',
      { errors: [{ pointer: '/key', in: 'body', message: 'is not a valid key' }] },
    ),
  signInNeedsAgent: () =>
    new Problem(
      403,
      'role-missing',
      'The API key may not do this',
      'A key of role intake may only send tickets; the console needs a key of role agent or admin.',
      { errors: [{ pointer: '/key', in: 'body', message: 'must be of role agent or admin' }] },
    ),
  sessionEnded: () =>
    new Problem(
      401,
      'session-ended',
      'The session has ended',
      'Sign in again, or send the header "Authorization: Bearer <key>".',
      {
        headers: challenge,
        errors: [{ pointer: '/cookie', in: 'headers', message: 'is not a valid session' }],
      },
    ),
  foreignPage: () =>
    new Problem(
      403,
      'foreign-page',
      'This page may not do this',
      'With the cookie of a session, changes are accepted from the console itself only.',
      { errors: [{ pointer: '/origin', in: 'headers', message: 'must be this service' }] },
    ),
  roleMissing: (role: string) =>
    new Problem(
      403,
      'role-missing',
      'The API key may not do this',
      `This needs a key of role ${role}.`,
    ),
  notFound: (what: string) =>
    new Problem(404, 'not-found', 'Not found', `There is no ${what} here.`),
  methodNotAllowed: (allowed: readonly string[]) =>
    new Problem(
      405,
      'method-not-allowed',
      'The method is not allowed',
      `This address accepts ${allowed.join(', ')}.`,
      { headers: { allow: allowed.join(', ') } },
    ),
  requestTimeout: () =>
    new Problem(
      408,
      'request-timeout',
      'The request took too long',
      'The request was not complete in time.',
    ),
  bodyTooLarge: (bytesMax: number) =>
    new Problem(
      413,
      'body-too-large',
      'The body is too large',
      `A body may have at most ${bytesMax} bytes.`,
      { errors: [{ pointer: '', in: 'body', message: `is larger than ${bytesMax} bytes` }] },
    ),
  contentTypeUnsupported: (contentType = 'application/json') =>
    new Problem(
      415,
      'content-type-unsupported',
      'The content type is not supported',
      `Send the header "Content-Type: ${contentType}".`,
      { errors: [{ pointer: '/content-type', in: 'headers', message: `must be ${contentType}` }] },
    ),
  trainingWaiting: () =>
    new Problem(
      409,
      'training-waiting',
      'A training is waiting already',
      'It will learn from everything that is confirmed when it starts.',
    ),
  modelUnusable: (reason: string) =>
    new Problem(409, 'model-unusable', 'The model cannot be used', reason),
  keyReused: () =>
    new Problem(
      422,
      'idempotency-key-reused',
      'The Idempotency-Key was used for another request',
      'Use a new Idempotency-Key for a new ticket.',
      {
        errors: [
          { pointer: '/idempotency-key', in: 'headers', message: 'was used with another body' },
        ],
      },
    ),
  tooManyRequests: (retryAfterS: number) =>
    new Problem(
      429,
      'too-many-requests',
      'Too many requests',
      `Try again in ${retryAfterS} seconds.`,
      { headers: { 'retry-after': String(retryAfterS) } },
    ),
  headersTooLarge: () =>
    new Problem(431, 'headers-too-large', 'The headers are too large', 'Send smaller headers.'),
  internal: (cause: unknown) =>
    new Problem(
      500,
      'internal-error',
      'Something went wrong here',
      'The error was logged under this instance.',
      { cause },
    ),
  databaseUnavailable: (cause?: unknown) =>
    new Problem(
      503,
      'database-unavailable',
      'The database does not answer',
      'Nothing was stored. Try again in a few seconds.',
      { headers: { 'retry-after': '5' }, cause },
    ),
  shuttingDown: () =>
    new Problem(503, 'shutting-down', 'The service is stopping', 'Try again in a few seconds.', {
      headers: { 'retry-after': '5', connection: 'close' },
    }),
}
