import type { OutgoingNote } from '../../src/helpdesks/helpdesk.ts'

export const noteMarker = 'sspr-triage:0199a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b'

/** A note whose forms tell which of them was taken. */
export function outgoingNote(changes: Partial<OutgoingNote> = {}): OutgoingNote {
  return {
    subject: `SSPR: writeback ${noteMarker}`,
    text: () => `text 密碼 ${noteMarker}`,
    markdown: () => `markdown 密碼 ${noteMarker}`,
    html: () => `<p>html 密碼 ${noteMarker}</p>`,
    wiki: () => `wiki 密碼 ${noteMarker}`,
    adf: () => ({ type: 'doc', version: 1, content: [] }),
    ticketId: '42',
    marker: noteMarker,
    tags: [],
    fields: {},
    changedAtText: null,
    authorId: null,
    ...changes,
  }
}
