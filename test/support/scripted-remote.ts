/** A helpdesk's interface that answers by script, and a note to write into it. */

import {
  type OutgoingNote,
  type Remote,
  type RemoteAnswer,
  RemoteFailure,
  type RemoteRequest,
} from '../../src/helpdesks/helpdesk.ts'

export type ScriptedCall = {
  expect: { method: RemoteRequest['method']; path: string }
  answer: Partial<RemoteAnswer>
}

/**
 * Answers the calls in the order of the script, with the same failures as the real client; a call that is not the
 * next one in it fails the test. `requests` holds what was sent.
 */
export function scriptedRemote(script: readonly ScriptedCall[]) {
  const requests: RemoteRequest[] = []
  const remote: Remote = async (request) => {
    const call = script[requests.length]
    requests.push(request)
    const made = `${request.method} ${request.path}`
    const expected = call && `${call.expect.method} ${call.expect.path}`
    if (call === undefined || made !== expected) {
      throw new Error(`the script has ${expected ?? 'no further call'}, not ${made}`)
    }
    const answer = { status: 200, headers: {}, json: undefined, ...call.answer }
    const isFine = answer.status >= 200 && answer.status < 300
    if (isFine || request.accept?.includes(answer.status)) return answer
    const kind =
      answer.status === 401 || answer.status === 403
        ? 'unauthorized'
        : answer.status === 429 || answer.status >= 500
          ? 'retry'
          : 'refused'
    throw new RemoteFailure(kind, `answered ${answer.status}`, { status: answer.status })
  }
  return { remote, requests, isDone: () => requests.length === script.length }
}

export const marker = 'sspr-triage:0199aa00-0000-7000-8000-000000000001'

export function sampleNote(more: Partial<OutgoingNote> = {}): OutgoingNote {
  return {
    ticketId: '81',
    marker,
    subject: `SSPR triage [${marker}]`,
    text: () => `Registration. ${marker}`,
    markdown: () => `**Registration.** ${marker}`,
    html: () => `<p><b>Registration.</b> ${marker}</p>`,
    wiki: () => `*Registration.* ${marker}`,
    adf: () => ({ type: 'doc', version: 1, content: [] }),
    tags: ['sspr'],
    fields: {},
    changedAtText: null,
    authorId: null,
    ...more,
  }
}
