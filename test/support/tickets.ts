import { type NewTicket, noSource } from '../../src/store/tickets.ts'

/** A triaged ticket as the story would hand it to the store. */
export function newTicket(
  overrides: Partial<NewTicket['triaged']> = {},
  more: Partial<NewTicket> = {},
): NewTicket {
  const at = new Date('2026-11-22T08:00:00.000Z')
  return {
    triaged: {
      helpdesk: 'api',
      externalId: null,
      subject: 'Reset fails',
      body: 'The page says SSPR_0029',
      language: 'en',
      redactions: [{ kind: 'email', count: 1 }],
      triage: {
        decision: 'suggested',
        category: 'writeback',
        confidence: 0.94,
        reason: null,
        candidates: [{ category: 'writeback', confidence: 0.94 }],
        evidence: [{ field: 'body', start: 14, end: 23, text: 'SSPR_0029', weight: 1.5 }],
        errorCodes: [],
        missing: [],
        warnings: [],
        model: 'test',
        triagedAt: at,
      },
      suggestion: null,
      ...overrides,
    },
    stated: { language: null, requesterRole: 'user', requesterLocale: null },
    receivedAt: at,
    source: noSource,
    receipt: null,
    delivery: null,
    writeBack: null,
    ...more,
  }
}
