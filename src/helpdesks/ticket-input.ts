/** From a ticket as a helpdesk tells it to what the story takes: bounded, and free of what cannot be stored. */

import { bodyUnitsMax, subjectUnitsMax, type TicketInput } from '../ticket.ts'
import type { ArrivedTicket } from './helpdesk.ts'

type Readers = {
  isLanguageTag: (text: string) => boolean
  languageOfTag: (tag: string) => string
}

/**
 * A helpdesk cannot be asked to send a shorter or cleaner text, so a long one is cut and characters that no database
 * takes (NUL, halves of a surrogate pair) become U+FFFD.
 */
export function toTicketInput(
  helpdesk: string,
  ticket: ArrivedTicket,
  { isLanguageTag, languageOfTag }: Readers,
): TicketInput {
  const toLanguage = (text: string | null) => {
    // Some systems write zh_TW or zh_Hant.UTF-8.
    const tag = text?.trim().replaceAll('_', '-').replace(/\..*$/, '') ?? ''
    return isLanguageTag(tag) ? languageOfTag(tag) : undefined
  }
  return {
    helpdesk,
    externalId: ticket.externalId,
    subject: ticket.subject === null ? undefined : storable(ticket.subject, subjectUnitsMax),
    body: storable(ticket.body, bodyUnitsMax),
    bodyFormat: ticket.bodyFormat ?? undefined,
    language: toLanguage(ticket.language),
    requester: {
      role: ticket.requesterRole ?? undefined,
      locale: toLanguage(ticket.requesterLocale),
    },
  }
}

function storable(text: string, unitsMax: number): string {
  // A pair that the cut halves is not well-formed either.
  return text.slice(0, unitsMax).toWellFormed().replaceAll('\0', '\uFFFD')
}
