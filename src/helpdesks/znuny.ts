/**
 * Znuny and OTRS, by the invoker `Ticket::Generic` of the generic interface. The answer to the call is the note, so no
 * credentials are needed.
 * https://github.com/znuny/Znuny/blob/dev/Kernel/GenericInterface/Invoker/Ticket/Generic.pm
 */

import { Type } from 'typebox'
import type { Arrival, Delivery, HelpdeskSystem, Outcome, RenderedNote } from './helpdesk.ts'
import { asUtc, isYes, listOf, looseText, propertyOf } from './loose-json.ts'
import {
  ignored,
  malformed,
  payloadReader,
  reasonForOtherMessage,
  thinPayload,
  ticketArrival,
} from './payload.ts'
import { standardScheme } from './standard-webhooks.ts'

const Loose = Type.Optional(Type.Unknown())

const readPayload = payloadReader(
  Type.Object({
    Ticket: Type.Object({
      TicketID: Type.Union([
        Type.Integer({ minimum: 1 }),
        Type.String({ pattern: '^[0-9]{1,18}$' }),
      ]),
      Title: Loose,
      State: Loose,
      StateType: Loose,
      Changed: Loose,
      Articles: Loose,
      Article: Loose,
      CustomerUser: Loose,
    }),
    Event: Loose,
  }),
)

/** The first article may follow a ticket that was told of without one. */
const events: Readonly<Record<string, 'created' | 'updated' | 'unknown'>> = {
  TicketCreate: 'created',
  ArticleCreate: 'unknown',
  TicketTitleUpdate: 'updated',
}

const closedState = /^(?:closed|merged|removed)/i

function read({ headers, rawBody }: Delivery): Arrival {
  const read = readPayload(rawBody)
  if (read.kind === 'malformed') return read
  const { Ticket: ticket, Event } = read.payload
  const deliveryId = headers['webhook-id'] ?? null
  const eventName = looseText(propertyOf(Event, 'Event'))
  const event = eventName === null ? 'unknown' : events[eventName]
  if (event === undefined) return ignored('other-event', deliveryId)

  const status = looseText(ticket.State)
  if (closedState.test(looseText(ticket.StateType) ?? status ?? '')) {
    return ignored('closed-ticket', deliveryId)
  }
  if (ticket.Title === undefined && ticket.Articles === undefined && ticket.Article === undefined) {
    return malformed(thinPayload('/Ticket/Articles'))
  }

  const named = eventName === 'ArticleCreate' ? ticket.Article : undefined
  const articles = listOf(ticket.Articles ?? ticket.Article)
  const first = articles.find(isFromCustomer)
  const newest = named ?? articles.at(-1)
  const isLaterArticle = named !== undefined && !isSameArticle(named, first)
  const isByAgent = first === undefined && newest !== undefined
  if (isLaterArticle || isByAgent) {
    const said = [propertyOf(newest, 'Subject'), propertyOf(newest, 'Body')].map(looseText)
    return ignored(reasonForOtherMessage(said.join('\n')), deliveryId)
  }

  return ticketArrival(deliveryId, {
    externalId: String(ticket.TicketID),
    subject: looseText(ticket.Title) ?? looseText(propertyOf(first, 'Subject')),
    // A synchronous TicketCreate runs before the first article is there; its own event follows.
    body: looseText(propertyOf(first, 'Body')),
    bodyFormat: toFormat(looseText(propertyOf(first, 'MimeType'))),
    event,
    changedAtText: asUtc(looseText(ticket.Changed)),
    requesterLocale: looseText(propertyOf(ticket.CustomerUser, 'UserLanguage')),
    status,
  })
}

/** Tickets taken on the phone are written by agents as articles of the customer. */
function isFromCustomer(article: unknown): boolean {
  const visible = propertyOf(article, 'IsVisibleForCustomer')
  return (
    looseText(propertyOf(article, 'SenderType'))?.toLowerCase() === 'customer' &&
    (visible === undefined || visible === null || isYes(visible))
  )
}

function isSameArticle(one: unknown, other: unknown): boolean {
  const id = looseText(propertyOf(one, 'ArticleID'))
  return id !== null && id === looseText(propertyOf(other, 'ArticleID'))
}

function toFormat(mimeType: string | null): 'text' | 'html' | null {
  if (mimeType === null) return null
  if (mimeType.toLowerCase().startsWith('text/html')) return 'html'
  return mimeType.toLowerCase().startsWith('text/plain') ? 'text' : null
}

/**
 * The invoker acts on the keys it knows and passes over the others. That the article is internal is its default and
 * is stated all the same.
 */
function answer(outcome: Outcome, note: RenderedNote | null): Record<string, unknown> {
  return {
    ...outcome,
    ...(note && {
      OTRS_TicketArticleAdd: {
        Subject: note.subject,
        Body: note.text(),
        ChannelName: 'Internal',
        IsVisibleForCustomer: 0,
        SenderType: 'agent',
        MimeType: 'text/plain',
        Charset: 'utf-8',
      },
    }),
  }
}

export const znuny: HelpdeskSystem = {
  kind: 'znuny',
  ...standardScheme,
  read,
  answer,
  noteInAnswer: true,
}
