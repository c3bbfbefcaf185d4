/** The smallest ticketing system with a call for everything: what the job's tests write to. */

import { type HelpdeskSystem, NoteNotWanted, type Outbound } from '../../src/helpdesks/helpdesk.ts'
import type { HelpdeskSettings, WriteBackSettings } from '../../src/helpdesks/settings.ts'
import { standard } from '../../src/helpdesks/standard.ts'
import type { FakeRequest, Respond } from './fake-helpdesk.ts'

const outbound: Outbound = {
  hasNote: async (remote, { ticketId, marker }) => {
    const { json } = await remote({ method: 'GET', path: `/tickets/${ticketId}/notes` })
    return JSON.stringify(json).includes(marker)
  },
  writeNote: async (remote, { ticketId, markdown, subject }) => {
    const { status } = await remote({
      method: 'POST',
      path: `/tickets/${ticketId}/notes`,
      json: { private: true, subject, body: markdown() },
      accept: [409],
    })
    if (status === 409) throw new NoteNotWanted('the ticket was answered meanwhile')
  },
  addTags: async (remote, { ticketId, tags }) => {
    await remote({ method: 'POST', path: `/tickets/${ticketId}/tags`, json: { tags } })
  },
  setFields: async (remote, { ticketId, fields }) => {
    await remote({ method: 'PATCH', path: `/tickets/${ticketId}`, json: { fields } })
  },
  checkAccess: async () => [],
}

export const noteBoard: HelpdeskSystem = { ...standard, outbound }

export function noteBoardSettings(
  baseUrl: string,
  more: Partial<WriteBackSettings> = {},
  name = 'board',
): HelpdeskSettings {
  return {
    name,
    kind: 'standard',
    system: noteBoard,
    agentLanguage: null,
    inbound: { secrets: [], toleranceS: 300, basic: null, bearer: null, header: null },
    writeBack: {
      mode: 'note',
      baseUrl,
      auth: { type: 'bearer', token: 'board-token' },
      decisions: ['suggested'],
      tags: ['sspr'],
      fields: { topic: 'category' },
      authorId: null,
      perMinute: 6000,
      allowPrivateAddress: false,
      ...more,
    },
  }
}

export type Board = {
  /** Every note that was written, in order. */
  notes: { ticketId: string; private: boolean; subject: string; body: string }[]
  tags: unknown[]
  fields: unknown[]
  respond: Respond
}

export function openBoard(): Board {
  const notes: Board['notes'] = []
  const tags: unknown[] = []
  const fields: unknown[] = []
  return {
    notes,
    tags,
    fields,
    respond: ({ method, path, json }) => {
      const [, ticketId = '', part] = /^\/tickets\/([^/]+)(?:\/(\w+))?$/.exec(path) ?? []
      const told = json as { private: boolean; subject: string; body: string }
      if (method === 'GET') {
        return { status: 200, json: notes.filter((note) => note.ticketId === ticketId) }
      }
      if (part === 'notes') notes.push({ ticketId, ...told })
      else if (part === 'tags') tags.push(told)
      else fields.push(told)
      return { status: 201, json: { id: notes.length } }
    },
  }
}

export const isNoteCall = ({ method, path }: FakeRequest) =>
  method === 'POST' && path.endsWith('/notes')
