/** The contract's shapes: validator, serializer, static type and OpenAPI entry at once. */

import { type Static, type TSchema, Type } from '@fastify/type-provider-typebox'
import { ignoredReasons } from '../helpdesks/helpdesk.ts'
import { roles } from '../store/keys.ts'
import {
  agentLanguages,
  articleLanguages,
  bodyUnitsMax,
  categoryIds,
  decisions,
  fixers,
  helpdeskPattern,
  labels,
  missingItems,
  noteModes,
  redactionKinds,
  requesterRoles,
  reviewReasons,
  subjectUnitsMax,
  verdicts,
  warningKinds,
  writeBackStates,
} from '../ticket.ts'

/** A closed set as a string enum, which reads better than a union in messages and documents. */
export const oneOf = <const T extends readonly string[]>(values: T, description: string) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values], description })

export const oneOfOrNull = <const T extends readonly string[]>(values: T, description: string) =>
  Type.Unsafe<T[number] | null>({ type: ['string', 'null'], enum: [...values, null], description })

export const textOrNull = (description: string) =>
  Type.Unsafe<string | null>({ type: ['string', 'null'], description })

const orNull = <T extends TSchema>(schema: T, description: string) =>
  Type.Unsafe<Static<T> | null>({ anyOf: [schema, { type: 'null' }], description })

export const strict = { additionalProperties: false }

/** A field set from outside has no NUL and no lone surrogate: neither can be stored. */
export const plainText = 'plain-text'

export const timestamp = (description: string) =>
  Type.Unsafe<Date>({
    type: 'string',
    format: 'date-time',
    description,
    examples: ['2026-11-22T08:00:00.000Z'],
  })

export const confidence = Type.Number({
  minimum: 0,
  maximum: 1,
  description: 'Calibrated probability: of 100 decisions with 0.9, about 90 are right.',
  examples: [0.94],
})

export const Intake = Type.Object(
  {
    subject: Type.Optional(
      Type.String({
        maxLength: subjectUnitsMax,
        format: plainText,
        description: 'Subject line, at most 500 characters.',
        examples: ['Cannot reset my password'],
      }),
    ),
    body: Type.String({
      minLength: 1,
      maxLength: bodyUnitsMax,
      format: 'text-with-content',
      description: 'The message, plain text or HTML, 1 to 65,536 characters, not blank.',
      examples: ['The reset page says SSPR_0029. What now?'],
    }),
    externalId: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        format: 'external-id',
        description:
          'The ticket’s id in the helpdesk. The same helpdesk and id again answer the stored ticket. Must not be an e-mail address or a secret: it is stored as it is.',
        examples: ['4711'],
      }),
    ),
    helpdesk: Type.Optional(
      Type.String({
        pattern: helpdeskPattern,
        default: 'api',
        description:
          'Which helpdesk the ticket comes from: 1 to 64 letters, digits, dots, dashes and underscores.',
        examples: ['api'],
      }),
    ),
    language: Type.Optional(
      Type.String({
        format: 'language-tag',
        maxLength: 35,
        description: 'BCP 47 tag of the text; overrides detection.',
        examples: ['zh-Hant'],
      }),
    ),
    requester: Type.Optional(
      Type.Object(
        {
          role: Type.Optional(
            oneOf(requesterRoles, 'Whether an end user or an administrator writes.'),
          ),
          locale: Type.Optional(
            Type.String({
              format: 'language-tag',
              maxLength: 35,
              description: 'The requester’s locale; breaks ties of language detection only.',
              examples: ['zh-TW'],
            }),
          ),
        },
        { ...strict, description: 'What the helpdesk knows about the writer.' },
      ),
    ),
  },
  { ...strict, $id: 'Intake', description: 'A ticket as a helpdesk or a script hands it in.' },
)

const LinkSchema = Type.Object(
  {
    title: Type.String({ description: 'Title of the page.' }),
    url: Type.String({ description: 'Address of the page.' }),
    language: oneOf(articleLanguages, 'Language of the page.'),
  },
  strict,
)

const ReadErrorCodeSchema = Type.Object(
  {
    code: Type.String({
      description: 'The code in its usual spelling: SSPR code, event id, named error.',
      examples: ['SSPR_0029'],
    }),
    meaning: Type.String({ description: 'What it means.' }),
    fixedBy: oneOf(fixers, 'Who can remove the cause.'),
    remedy: Type.String({ description: 'What removes the cause; for the agent.' }),
    link: Type.String({ description: 'Where it is documented.' }),
  },
  strict,
)

export const TriageSchema = Type.Object(
  {
    decision: oneOf(
      decisions,
      '`suggested`: confident. `review`: probably ours, a person decides. `out-of-scope`: not about resetting a work password.',
    ),
    category: oneOfOrNull(categoryIds, 'Best of the seven categories; null when out of scope.'),
    confidence,
    reason: oneOfOrNull(reviewReasons, 'Why a person should decide; null unless `review`.'),
    candidates: Type.Array(
      Type.Object({ category: oneOf(labels, 'Category or `out-of-scope`.'), confidence }, strict),
      { description: 'All eight labels, most probable first.' },
    ),
    evidence: Type.Array(
      Type.Object(
        {
          field: oneOf(['subject', 'body'], 'Field of the answer’s ticket the span points into.'),
          start: Type.Integer({ minimum: 0, description: 'First UTF-16 code unit of the span.' }),
          end: Type.Integer({ minimum: 0, description: 'UTF-16 code unit after the span.' }),
          text: Type.String({ description: 'The span itself.' }),
          weight: Type.Number({
            description: 'Pull towards (positive) or away from (negative) the decision.',
          }),
        },
        strict,
      ),
      { description: 'The words that decided, strongest first, at most eight.' },
    ),
    errorCodes: Type.Array(ReadErrorCodeSchema, {
      description: 'Codes read in the text, in order of appearance, whatever the category.',
    }),
    missing: Type.Array(
      Type.Object(
        {
          item: oneOf(missingItems, 'What the ticket does not say.'),
          question: Type.String({ description: 'Ready to send, in the requester’s language.' }),
        },
        strict,
      ),
      { description: 'What the agent will need and the ticket does not say.' },
    ),
    warnings: Type.Array(
      Type.Object(
        {
          kind: oneOf(warningKinds, 'Kind of warning.'),
          message: Type.String({ description: 'For the agent, in the agent’s language.' }),
        },
        strict,
      ),
      { description: 'What to be careful about; read before the reply.' },
    ),
    model: Type.String({ description: 'Version of the model that decided.' }),
    triagedAt: timestamp('When it was decided.'),
  },
  { ...strict, description: 'What was decided, and why.' },
)

const SuggestionSchema = Type.Object(
  {
    category: oneOf(categoryIds, 'Category of the article.'),
    language: oneOf(articleLanguages, 'Language of title and reply.'),
    title: Type.String({ description: 'Title of the article.' }),
    reply: Type.String({ description: 'Markdown for the requester, in the requester’s language.' }),
    note: Type.String({ description: 'Markdown for the agent, in the agent’s language.' }),
    links: Type.Array(LinkSchema, { description: 'Pages that help, most useful first.' }),
    article: Type.Object(
      {
        id: oneOf(categoryIds, 'The article.'),
        revision: Type.String({ description: '`sha256:` and the hash of the article’s text.' }),
      },
      { ...strict, description: 'Which article, in which revision, the reply was made from.' },
    ),
  },
  strict,
)

export const FeedbackSchema = Type.Object(
  {
    verdict: oneOf(verdicts, 'What the agent said.'),
    category: oneOfOrNull(labels, 'The right category, for `corrected`.'),
    comment: textOrNull('What the agent added, redacted.'),
    givenAt: timestamp('When the agent said so.'),
  },
  strict,
)

const writeBackFields = {
  id: Type.String({ format: 'uuid', description: 'Id of the write-back.' }),
  state: oneOf(
    writeBackStates,
    '`pending`: waits or is tried again. `written`: the note is in the helpdesk. `shadow`: only recorded here. `skipped`: not wanted any more. `failed`: given up.',
  ),
  mode: oneOf(noteModes, '`note`: to be written. `shadow`: only recorded.'),
  attempts: Type.Integer({ minimum: 0, description: 'How often the helpdesk was called for it.' }),
  reason: textOrNull('Why it waits, was skipped or failed.'),
  writtenAt: Type.Unsafe<Date | null>({
    type: ['string', 'null'],
    format: 'date-time',
    description: 'When it was written.',
  }),
  note: textOrNull('Markdown of the note as it was, will or would be written.'),
}

const TicketWriteBack = Type.Object(writeBackFields, strict)

export const WriteBackSchema = Type.Object(
  {
    ...writeBackFields,
    ticketId: Type.String({ format: 'uuid', description: 'The ticket it is about.' }),
    helpdesk: Type.String({ description: 'The helpdesk it is written to.' }),
    createdAt: timestamp('When the note was asked for.'),
  },
  { ...strict, $id: 'WriteBack', description: 'The note about a triage on its way to a helpdesk.' },
)

export const WriteBackPageSchema = Type.Object(
  {
    items: Type.Array(Type.Unsafe<Static<typeof WriteBackSchema>>({ $ref: 'WriteBack#' }), {
      description: 'Write-backs, newest first.',
    }),
    nextCursor: textOrNull('Send it as `cursor` for the next page; null on the last.'),
  },
  { ...strict, $id: 'WriteBackPage', description: 'One page of write-backs.' },
)

export const WriteBackQuery = Type.Object(
  {
    state: Type.Optional(oneOf(writeBackStates, 'Only in this state.')),
    helpdesk: Type.Optional(
      Type.String({ pattern: helpdeskPattern, description: 'Only to this helpdesk.' }),
    ),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'Write-backs a page.' }),
    ),
    cursor: Type.Optional(
      Type.String({
        format: 'cursor',
        maxLength: 64,
        description: '`nextCursor` of the page before.',
      }),
    ),
  },
  strict,
)

export const WriteBackParams = Type.Object(
  { id: Type.String({ format: 'uuid', description: 'Id of the write-back.' }) },
  strict,
)

/** Example shown in the API documentation. */
const ticketExample = {
  id: '019aaa00-0000-7000-8000-000000000001',
  helpdesk: 'api',
  externalId: '4711',
  url: null,
  tags: [],
  subject: null,
  body: 'The reset page says SSPR_0029. What now?',
  language: 'en',
  receivedAt: '2026-11-22T08:00:00.000Z',
  redactions: [],
  triage: {
    decision: 'suggested',
    category: 'writeback',
    confidence: 0.94,
    reason: null,
    candidates: [
      { category: 'writeback', confidence: 0.94 },
      { category: 'error-message', confidence: 0.03 },
    ],
    evidence: [{ field: 'body', start: 20, end: 29, text: 'SSPR_0029', weight: 1.8 }],
    errorCodes: [
      {
        code: 'SSPR_0029',
        meaning: 'The on-premises side refused the new password.',
        fixedBy: 'admin',
        remedy: 'Check the connector account’s rights.',
        link: 'https://learn.microsoft.com/en-us/troubleshoot/entra/entra-id/user-prov-sync/password-writeback-error-code-sspr-0029',
      },
    ],
    missing: [{ item: 'support-code', question: 'Which support code does the page show?' }],
    warnings: [],
    model: '1.0',
    triagedAt: '2026-11-22T08:00:00.000Z',
  },
  suggestion: null,
  feedback: null,
  writeBack: null,
}

export const TicketSchema = Type.Object(
  {
    id: Type.Unsafe<string | null>({
      type: ['string', 'null'],
      format: 'uuid',
      description: 'UUIDv7; null when nothing was stored.',
    }),
    helpdesk: Type.String({ description: 'Which helpdesk the ticket comes from.' }),
    externalId: textOrNull('The ticket’s id in the helpdesk.'),
    url: textOrNull('Where the helpdesk shows it; null where it did not say.'),
    tags: Type.Array(Type.String({ description: 'Tag.' }), {
      description: 'Tags the helpdesk told when the ticket came.',
    }),
    subject: textOrNull('Subject, redacted.'),
    body: Type.String({ description: 'Message as plain text, redacted.' }),
    language: Type.String({
      description: 'Language of the text: BCP 47 tag, `und` where it cannot be told.',
      examples: ['en', 'zh-Hant'],
    }),
    receivedAt: Type.Unsafe<Date | null>({
      type: ['string', 'null'],
      format: 'date-time',
      description: 'When the ticket was stored; null when nothing was stored.',
    }),
    redactions: Type.Array(
      Type.Object(
        {
          kind: oneOf(redactionKinds, 'What was masked.'),
          count: Type.Integer({ minimum: 1, description: 'How often.' }),
        },
        strict,
      ),
      { description: 'What was masked before anything was stored.' },
    ),
    triage: TriageSchema,
    suggestion: orNull(SuggestionSchema, 'What to answer; null when out of scope.'),
    feedback: orNull(FeedbackSchema, 'What an agent said last.'),
    writeBack: orNull(
      TicketWriteBack,
      'State of the note in the helpdesk; null where none is written.',
    ),
  },
  {
    ...strict,
    $id: 'Ticket',
    description: 'A ticket with its triage and suggestion.',
    examples: [ticketExample],
  },
)

export const TicketPageSchema = Type.Object(
  {
    items: Type.Array(Type.Unsafe<Static<typeof TicketSchema>>({ $ref: 'Ticket#' }), {
      description: 'Tickets, newest first.',
    }),
    nextCursor: textOrNull('Send it as `cursor` for the next page; null on the last.'),
  },
  { ...strict, $id: 'TicketPage', description: 'One page of tickets.' },
)

const ticketFilters = {
  decision: Type.Optional(oneOf(decisions, 'Only this decision.')),
  category: Type.Optional(oneOf(categoryIds, 'Only this category.')),
  language: Type.Optional(
    Type.String({ format: 'language-tag', maxLength: 35, description: 'Only this language.' }),
  ),
  helpdesk: Type.Optional(
    Type.String({ pattern: helpdeskPattern, description: 'Only this helpdesk.' }),
  ),
  feedback: Type.Optional(oneOf(['none', ...verdicts], 'Only with this feedback, or none.')),
  from: Type.Optional(
    Type.String({ format: 'date-time', description: 'Received at this moment or later.' }),
  ),
  to: Type.Optional(
    Type.String({ format: 'date-time', description: 'Received before this moment.' }),
  ),
  q: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      format: plainText,
      description:
        'Words that must all stand in subject or body. Latin words and numbers are found from their beginning on (`sspr` and `0029` find `SSPR_0029`), Chinese anywhere and in either script; case and width do not matter. Words of signs only are left out.',
    }),
  ),
}

export const TicketQuery = Type.Object(
  {
    ...ticketFilters,
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'Tickets a page.' }),
    ),
    cursor: Type.Optional(
      Type.String({
        format: 'cursor',
        maxLength: 64,
        description: '`nextCursor` of the page before.',
      }),
    ),
  },
  strict,
)

/** What to export: as the list, without pages. */
export const ExportQuery = Type.Object(ticketFilters, strict)

export const TicketParams = Type.Object(
  { id: Type.String({ format: 'uuid', description: 'Id of the ticket.' }) },
  strict,
)

export const IdempotencyHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      description: 'Any text of your own; the same key and body again answer the stored ticket.',
    }),
  ),
})

export const WebhookParams = Type.Object(
  {
    name: Type.String({
      maxLength: 64,
      description: 'Name of the helpdesk in the file that HELPDESKS names.',
      examples: ['zendesk-prod'],
    }),
  },
  strict,
)

export const WebhookQuery = Type.Object({
  crc_token: Type.Optional(
    Type.String({ maxLength: 200, description: 'Challenge of GLPI, to be answered.' }),
  ),
})

export const DeliveryAnswer = Type.Object(
  {
    outcome: oneOf(
      ['triaged', 'repeated', 'ignored'],
      '`triaged`: triaged now. `repeated`: told before. `ignored`: in order, and nothing to do.',
    ),
    ticketId: textOrNull('The ticket it was about; null where there is none.'),
    reason: oneOfOrNull(ignoredReasons, 'Why it was ignored.'),
  },
  { ...strict, $id: 'DeliveryAnswer', description: 'What became of a webhook call.' },
)

const CategorySummary = Type.Object(
  {
    id: oneOf(categoryIds, 'Id of the category.'),
    titles: Type.Record(Type.String(), Type.String(), {
      description: 'Title of the article by language.',
    }),
    languages: Type.Array(oneOf(articleLanguages, 'Language of an article.'), {
      description: 'Languages the article exists in.',
    }),
    errorCodes: Type.Array(Type.String(), {
      description: 'Codes that point to this category.',
    }),
  },
  strict,
)

export const CategoryList = Type.Object(
  { items: Type.Array(CategorySummary, { description: 'The categories.' }) },
  { ...strict, $id: 'CategoryList', description: 'The SSPR categories.' },
)

export const CategorySchema = Type.Object(
  {
    id: oneOf(categoryIds, 'Id of the category.'),
    language: oneOf(articleLanguages, 'Language of the article.'),
    title: Type.String({ description: 'Title of the article.' }),
    lastVerified: Type.String({ format: 'date', description: 'When its facts were last checked.' }),
    replyToUser: Type.String({ description: 'Markdown for an end user.' }),
    replyToAdmin: Type.String({ description: 'Markdown for an administrator.' }),
    note: Type.String({ description: 'Markdown for the agent.' }),
    noteLanguage: oneOf(
      agentLanguages,
      'Language of note and error codes: the article’s where agents read it, else AGENT_LANGUAGE.',
    ),
    links: Type.Array(LinkSchema, { description: 'Pages that help, most useful first.' }),
    errorCodes: Type.Array(ReadErrorCodeSchema, {
      description: 'Codes that point to this category.',
    }),
    revision: Type.String({ description: '`sha256:` and the hash of the article’s text.' }),
  },
  { ...strict, $id: 'Category', description: 'A category with its article in one language.' },
)

export const CategoryParams = Type.Object(
  { id: Type.String({ maxLength: 64, description: 'Id of the category.', examples: ['setup'] }) },
  strict,
)

export const CategoryQuery = Type.Object(
  {
    language: Type.Optional(
      Type.String({
        format: 'language-tag',
        maxLength: 35,
        description: 'Language of the article; English where there is none in this language.',
      }),
    ),
  },
  strict,
)

export const ProblemSchema = Type.Object(
  {
    type: Type.String({ description: 'URI of the kind of problem.' }),
    title: Type.String({ description: 'The kind of problem in a few words.' }),
    status: Type.Integer({ description: 'HTTP status.' }),
    detail: Type.String({ description: 'What is wrong with this request.' }),
    instance: Type.String({ description: 'This occurrence; in the log line of the request, too.' }),
    code: Type.String({
      description: 'Stable name of the problem.',
      examples: ['validation-failed'],
    }),
    errors: Type.Array(
      Type.Object(
        {
          pointer: Type.String({ description: 'JSON Pointer to the field.', examples: ['/body'] }),
          in: oneOf(['body', 'query', 'path', 'headers'], 'Part of the request.'),
          message: Type.String({ description: 'What is wrong with it.' }),
        },
        strict,
      ),
      { description: 'The fields at fault, where there are any.' },
    ),
  },
  { ...strict, $id: 'Problem', description: 'An error (RFC 9457).' },
)

export const StatusSchema = Type.Object(
  { status: Type.String({ description: 'In a word.', examples: ['ready'] }) },
  { ...strict, $id: 'Status', description: 'The service’s state.' },
)

export const ReadySchema = Type.Object(
  {
    status: Type.String({ description: 'In a word.', examples: ['ready'] }),
    pausedHelpdesks: Type.Array(
      Type.Object(
        {
          helpdesk: Type.String({ description: 'Name of the helpdesk.' }),
          pausedAt: timestamp('Since when.'),
          reason: Type.String({ description: 'What the helpdesk answered.' }),
        },
        strict,
      ),
      {
        description: 'Helpdesks that refuse our credentials: no note is written until they do not.',
      },
    ),
  },
  { ...strict, $id: 'Ready', description: 'Whether the service can do its work.' },
)

export const SignIn = Type.Object(
  {
    key: Type.String({
      minLength: 1,
      maxLength: 512,
      description: 'A key of role agent or admin.',
    }),
  },
  { ...strict, $id: 'SignIn', description: 'What signing in to the console takes.' },
)

export const SessionSchema = Type.Object(
  {
    role: oneOf(roles, 'Role of the key that signed in.'),
    keyId: Type.String({ description: 'Id of that key; `environment` for ADMIN_API_KEY.' }),
    expiresAt: timestamp('When the session ends if it is not used meanwhile.'),
  },
  { ...strict, $id: 'Session', description: 'A session of the console.' },
)

/** Schemas the OpenAPI document names instead of repeating them. */
export const sharedSchemas = [
  Intake,
  TicketSchema,
  TicketPageSchema,
  CategoryList,
  CategorySchema,
  SignIn,
  SessionSchema,
  ProblemSchema,
  StatusSchema,
  DeliveryAnswer,
  ReadySchema,
  WriteBackSchema,
  WriteBackPageSchema,
]

/** A reference to a shared schema that keeps its static type. */
export function ref<T extends TSchema & { $id?: string }>(schema: T) {
  return Type.Unsafe<Static<T>>({ $ref: `${schema.$id}#` })
}

const problemDescriptions: Readonly<Record<number, string>> = {
  400: 'The request is not valid; `errors` names the fields.',
  401: 'No key, or not a valid one.',
  403: 'The key’s role does not suffice.',
  404: 'Not found.',
  405: 'The method is not allowed here.',
  408: 'The request was not complete in time.',
  409: 'Not possible in the present state; `detail` says why.',
  413: 'The body is too large.',
  415: 'The content type is not supported.',
  422: 'The Idempotency-Key was used with another body.',
  429: 'Too many requests; see Retry-After.',
  500: 'A fault of the service; logged under `instance`.',
  503: 'The database does not answer; try again.',
}

/** The error answers of an operation, for its `response` schema. */
export function problemResponses(...statuses: (keyof typeof problemDescriptions)[]) {
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: problemDescriptions[status],
        content: { 'application/problem+json': { schema: ref(ProblemSchema) } },
      },
    ]),
  )
}
