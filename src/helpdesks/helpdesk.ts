/** What a ticketing system is to this service: how its calls are checked and read, and how a note gets back. */

/** Every system there is a file for; the names are part of the configuration's contract. */
export const helpdeskKinds = [
  'standard',
  'zendesk',
  'zammad',
  'freshdesk',
  'jira',
  'servicenow',
  'glpi',
  'znuny',
  'osticket',
  'helpscout',
  'intercom',
  'freescout',
  'rt',
] as const
export type HelpdeskKind = (typeof helpdeskKinds)[number]

/** One webhook call as it arrived, before anything is believed of it. Header names are in lower case. */
export type Delivery = {
  headers: Readonly<Record<string, string | undefined>>
  rawBody: Buffer
}

export type SignatureVerdict =
  | { kind: 'valid' }
  /** `header` names the header at fault; the message never quotes what was sent. */
  | { kind: 'invalid'; header: string; message: string }

/** Against what a signature is checked. */
export type SignatureTerms = {
  /** Every secret that is active; during a rotation the old one is, too. */
  secrets: readonly string[]
  now: Date
  /** How far a signed timestamp may be from `now`, in seconds, either way. */
  toleranceS: number
}

/** Checks a signature over the raw bytes, in constant time. Never throws, whatever the headers hold. */
export type SignatureCheck = (delivery: Delivery, terms: SignatureTerms) => SignatureVerdict

/** Why a well-formed delivery is left alone. */
export const ignoredReasons = [
  'test-ping',
  'other-event',
  'closed-ticket',
  'bulk-import',
  'own-note',
  'not-first-message',
  'no-text',
  'unchanged',
  'out-of-order',
] as const
export type IgnoredReason = (typeof ignoredReasons)[number]

/** A ticket as the helpdesk tells it; nothing is redacted yet. */
export type ArrivedTicket = {
  /** The id the note is later written to: whatever the write-back calls of the system take. */
  externalId: string
  subject: string | null
  /** The first public message of the requester; may be empty when there is a subject. */
  body: string
  /** Null where the payload does not tell: then the text itself is looked at. */
  bodyFormat: 'text' | 'html' | null
  /** `unknown` where the payload does not tell; such a delivery may create a ticket or change one. */
  event: 'created' | 'updated' | 'unknown'
  /** When the ticket was last changed, as the payload says: orders deliveries, and binds the note where it can. */
  changedAt: Date | null
  /** The text `changedAt` was read from, for systems that want it back unchanged (Zendesk `updated_stamp`). */
  changedAtText: string | null
  /** A locale as the system writes it (`en-US`, `zh_TW`); only a hint. */
  requesterLocale: string | null
  requesterRole: 'user' | 'admin' | null
  /** Overrides detection; only the neutral payload has it. */
  language: string | null
  url: string | null
  tags: readonly string[]
  status: string | null
}

export type PayloadFault = {
  /** JSON Pointer into the payload; empty for the whole of it. */
  pointer: string
  message: string
}

/** What a delivery means. Ignored and malformed are different: the first is in order, the second somebody must repair. */
export type Arrival =
  | { kind: 'ticket'; deliveryId: string | null; ticket: ArrivedTicket }
  | { kind: 'ignored'; deliveryId: string | null; reason: IgnoredReason }
  | { kind: 'malformed'; faults: PayloadFault[] }

/** What became of a delivery. */
export type Outcome = {
  outcome: 'triaged' | 'repeated' | 'ignored'
  /** The ticket it was about, where there is one. */
  ticketId: string | null
  reason: IgnoredReason | null
}

/** The note in every form a system may want; each is made when it is asked for, with all text from the ticket escaped. */
export type RenderedNote = {
  subject: string
  text: () => string
  markdown: () => string
  html: () => string
  /** Jira and Confluence wiki markup. */
  wiki: () => string
  /** Atlassian Document Format: the whole `doc` node. */
  adf: () => Record<string, unknown>
}

/** A note on its way into one ticket. Everything that writes it must be safe to run again. */
export type OutgoingNote = RenderedNote & {
  /** `externalId` of the ticket. */
  ticketId: string
  /** Stands in the subject and in every form of the note, unique per ticket and triage: how a written note is found again. */
  marker: string
  /** Tags to add; those that are there stay. */
  tags: readonly string[]
  /** Custom fields to set, by the system's own id or name, and only those the configuration names. */
  fields: Readonly<Record<string, string>>
  /** `changedAtText` of the delivery that was triaged. */
  changedAtText: string | null
  /** In whose name a note is written, for systems that ask (`writeBack.authorId`). */
  authorId: string | null
}

export type RemoteRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH'
  /** Path and query below `baseUrl`, beginning with a slash; ids in it are percent-encoded by the caller. */
  path: string
  headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  json?: unknown
  /** Statuses besides 2xx that are answered instead of thrown. */
  accept?: readonly number[]
}

export type RemoteAnswer = {
  status: number
  headers: Readonly<Record<string, string | undefined>>
  /** The parsed body; undefined when it is no JSON, which is for the caller to judge. */
  json: unknown
}

/**
 * Calls the helpdesk with its credentials, a deadline, an address check and no redirects.
 *
 * @throws RemoteFailure for anything but 2xx and what `accept` names.
 */
export type Remote = (request: RemoteRequest) => Promise<RemoteAnswer>

/**
 * Why a call failed. `retry`: later it may work. `refused`: it never will. `unauthorized`: a person must look at
 * the credentials. `uncertain` beside `retry`: the helpdesk may have done it, so look before writing again.
 */
export class RemoteFailure extends Error {
  readonly kind: 'retry' | 'refused' | 'unauthorized'
  readonly isUncertain: boolean
  readonly status: number | null
  /** How long the helpdesk asked to wait, in ms. */
  readonly waitMs: number | null

  constructor(
    kind: RemoteFailure['kind'],
    message: string,
    more: { isUncertain?: boolean; status?: number; waitMs?: number | null; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause })
    this.name = 'RemoteFailure'
    this.kind = kind
    this.isUncertain = more.isUncertain ?? false
    this.status = more.status ?? null
    this.waitMs = more.waitMs ?? null
  }
}

/** Thrown when the ticket was answered or closed meanwhile: nothing is written, and that is in order. */
export class NoteNotWanted extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'NoteNotWanted'
  }
}

/** How a note gets into a helpdesk. Its functions are called in the order they stand here. */
export type Outbound = {
  /** How the system takes `{"type": "token"}`; Bearer where this is not given. */
  tokenHeader?: (token: string) => { name: string; value: string }
  /** Whether `writeBack.authorId` must be configured. */
  needsAuthor?: true
  /** Whether a note with this marker is in the ticket; asked before writing again after an uncertain outcome. */
  hasNote: (remote: Remote, note: OutgoingNote) => Promise<boolean>
  /**
   * Writes the note, private and saying so.
   *
   * @throws NoteNotWanted when the system tells that the ticket was answered or closed meanwhile.
   */
  writeNote: (remote: Remote, note: OutgoingNote) => Promise<void>
  /** Adds tags without losing others; not there where the system has none. */
  addTags?: (remote: Remote, note: OutgoingNote) => Promise<void>
  /** Sets custom fields, where `writeNote` does not do so in its own call. */
  setFields?: (remote: Remote, note: OutgoingNote) => Promise<void>
  /** The wait a 429 asks for in a header of the system's own, in ms; `Retry-After` is understood anyway. */
  waitAskedMs?: (headers: RemoteAnswer['headers'], now: Date) => number | null
  /**
   * Tries the credentials without writing anything.
   *
   * @returns one sentence for each thing that was found to work.
   */
  checkAccess: (remote: Remote) => Promise<string[]>
}

/** One ticketing system, both directions. */
export type HelpdeskSystem = {
  kind: HelpdeskKind
  checkSignature: SignatureCheck
  /** Makes headers that `checkSignature` accepts, for trying things out. */
  sign: (rawBody: Buffer, secret: string, now: Date) => Record<string, string>
  /** Default of `inbound.toleranceS`. */
  toleranceS: number
  /** What is wrong with a secret, so that it is said at start and not at the first delivery; null for a good one. */
  secretFault?: (secret: string) => string | null
  /** Reads a delivery whose sender is known. Pure; never throws. */
  read: (delivery: Delivery) => Arrival
  /** The body of the answer where the sender needs one of its own; the common one otherwise. */
  answer?: (outcome: Outcome, note: RenderedNote | null) => Record<string, unknown>
  /** Set where the answer itself carries the note into the ticket, so that nothing is called afterwards. */
  noteInAnswer?: true
  /** Answers a check of the address by GET; null refuses it. */
  challenge?: (
    query: Readonly<Record<string, string | undefined>>,
    secrets: readonly string[],
  ) => string | null
  /** Not there where a note cannot be written by a call. */
  outbound?: Outbound
}
