/** A helpdesk that answers call by call, in the order of a script. */

import {
  type Remote,
  type RemoteAnswer,
  RemoteFailure,
  type RemoteRequest,
} from '../../src/helpdesks/helpdesk.ts'

export type ScriptedCall = {
  expect: { method: RemoteRequest['method']; path: string }
  answer: { status: number; json?: unknown; headers?: RemoteAnswer['headers'] }
}

/**
 * Refuses any call that is not the next of the script, and treats statuses as the real client does: 2xx and what
 * `accept` names are answered, the others thrown as the failure they mean.
 */
export function scriptedRemote(script: readonly ScriptedCall[]): {
  remote: Remote
  /** What was called, in order. */
  requests: RemoteRequest[]
} {
  const requests: RemoteRequest[] = []
  const remote: Remote = async (request) => {
    const next = script[requests.length]
    requests.push(request)
    const called = `${request.method} ${request.path}`
    if (next === undefined) throw new Error(`${called} is not in the script`)
    const expected = `${next.expect.method} ${next.expect.path}`
    if (called !== expected) throw new Error(`expected ${expected}, but it called ${called}`)
    const { status, json, headers = {} } = next.answer
    if ((status >= 200 && status < 300) || request.accept?.includes(status)) {
      return { status, headers, json }
    }
    const kind =
      status === 401 || status === 403
        ? 'unauthorized'
        : status === 408 || status === 429 || status >= 500
          ? 'retry'
          : 'refused'
    throw new RemoteFailure(kind, `answered ${status}`, { status })
  }
  return { remote, requests }
}
