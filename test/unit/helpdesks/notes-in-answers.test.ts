import { describe, expect, test } from 'vitest'
import { osticket } from '../../../src/helpdesks/osticket.ts'
import { znuny } from '../../../src/helpdesks/znuny.ts'
import { noteMarker, outgoingNote } from '../../support/outgoing-note.ts'

const outcome = { outcome: 'triaged', ticketId: '0199a2b4', reason: null } as const

describe('Znuny', () => {
  test('finds the note in the answer, as an article that the customer does not see', () => {
    expect(znuny.answer?.(outcome, outgoingNote())).toEqual({
      ...outcome,
      OTRS_TicketArticleAdd: {
        Subject: `SSPR: writeback ${noteMarker}`,
        Body: `text 密碼 ${noteMarker}`,
        ChannelName: 'Internal',
        IsVisibleForCustomer: 0,
        SenderType: 'agent',
        MimeType: 'text/plain',
        Charset: 'utf-8',
      },
    })
  })
})

describe('an osTicket plugin', () => {
  test('finds the note in the answer, as HTML and as text', () => {
    expect(osticket.answer?.(outcome, outgoingNote())).toEqual({
      ...outcome,
      note: {
        subject: `SSPR: writeback ${noteMarker}`,
        html: `<p>html 密碼 ${noteMarker}</p>`,
        text: `text 密碼 ${noteMarker}`,
      },
    })
  })
})

test.each([znuny, osticket])('$kind gets the outcome alone when there is no note', (system) => {
  const ignored = { outcome: 'ignored', ticketId: null, reason: 'closed-ticket' } as const
  expect(system.answer?.(ignored, null)).toEqual(ignored)
  expect(system).toMatchObject({ noteInAnswer: true })
  expect(system.outbound).toBeUndefined()
})
