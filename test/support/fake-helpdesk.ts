/** A helpdesk on this machine that answers as it is told, for a system's own calls and for every fault there is. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export type FakeRequest = {
  method: string
  /** With the query. */
  path: string
  headers: Readonly<Record<string, string | string[] | undefined>>
  json: unknown
  text: string
}

export type FakeAnswer = {
  status: number
  json?: unknown
  headers?: Record<string, string>
}

export type Fault =
  /** With `isDone`, what was asked is done in spite of the answer. */
  | { kind: 'answer'; answer: FakeAnswer; isDone?: boolean }
  /** No answer until the caller gives up. */
  | { kind: 'slow'; isDone: boolean }
  /** The head promises more than comes. */
  | { kind: 'half'; isDone: boolean }
  /** The connection is reset instead of an answer. */
  | { kind: 'reset'; isDone: boolean }

/** What the system does in ordinary operation; keeps what it is told in variables of its own. */
export type Respond = (request: FakeRequest) => FakeAnswer

export type FakeHelpdesk = {
  url: string
  requests: FakeRequest[]
  /**
   * The next request the predicate is true for meets the fault. With `isDone` the system does what was asked before
   * the answer is lost.
   */
  failNext: (fault: Fault, applies?: (request: FakeRequest) => boolean) => void
  /** Forgets what was asked, and the faults nobody has met. */
  reset: () => void
  close: () => Promise<void>
}

/** @param onSlow told when a call is left without an answer. */
export async function openFakeHelpdesk(
  respond: Respond,
  onSlow: () => void = () => undefined,
): Promise<FakeHelpdesk> {
  const requests: FakeRequest[] = []
  const faults: { fault: Fault; applies: (request: FakeRequest) => boolean }[] = []
  const server = createServer(async (incoming, outgoing) => {
    const request = await readRequest(incoming)
    requests.push(request)
    const index = faults.findIndex(({ applies }) => applies(request))
    const [found] = index === -1 ? [] : faults.splice(index, 1)
    if (found === undefined) send(outgoing, respond(request))
    else meet(found.fault, request, outgoing)
  })
  const meet = (fault: Fault, request: FakeRequest, outgoing: ServerResponse) => {
    if (fault.isDone) respond(request)
    if (fault.kind === 'answer') send(outgoing, fault.answer)
    else if (fault.kind === 'slow') onSlow()
    else if (fault.kind === 'half') {
      outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      outgoing.write('{"id":', () => outgoing.socket?.destroy())
    } else if (fault.kind === 'reset') outgoing.socket?.resetAndDestroy()
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    failNext: (fault, applies = () => true) => faults.push({ fault, applies }),
    reset: () => {
      requests.length = 0
      faults.length = 0
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function readRequest(incoming: IncomingMessage): Promise<FakeRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  const { method = '', url: path = '', headers } = incoming
  return { method, path, headers, text, json: parse(text) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function send(outgoing: ServerResponse, { status, json, headers }: FakeAnswer): void {
  outgoing.writeHead(status, { 'content-type': 'application/json', ...headers })
  outgoing.end(json === undefined ? undefined : JSON.stringify(json))
}
