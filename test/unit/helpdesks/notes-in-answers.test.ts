import { describe, expect, test } from 'vitest'
import { osticket } from '../../../src/helpdesks/osticket.ts'
import { znuny } from '../../../src/helpdesks/znuny.ts'
import { marker, sampleNote } from '../../support/scripted-remote.ts'

const outcome = { outcome: 'triaged', ticketId: '0199a2b4', reason: null } as const

describe('Znuny', () => {
  test('finds the note in the answer, as an article that the customer does not see', () => {
    expect(znuny.answer?.(outcome, sampleNote())).toEqual({
      ...outcome,
      OTRS_TicketArticleAdd: {
        Subject: `SSPR triage [${marker}]`,
        Body: `Registration. ${marker}`,
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
    expect(osticket.answer?.(outcome, sampleNote())).toEqual({
      ...outcome,
      note: {
        subject: `SSPR triage [${marker}]`,
        html: `<p><b>Registration.</b> ${marker}</p>`,
        text: `Registration. ${marker}`,
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
