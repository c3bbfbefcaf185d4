/** Takes webhooks, remembers their bytes, and hands them on to the service when told where it is. */

import { createServer } from 'node:http'
import type { Delivery } from '../../src/helpdesks/helpdesk.ts'

export type Receiver = {
  url: string
  deliveries: Delivery[]
  /** How it answers from now on: with a status, or as the service at this address does. */
  answerWith: (answer: { status: number } | { forwardTo: string }) => void
  /** Sends a delivery to the service once more, as it was. */
  forward: (delivery: Delivery, to: string) => Promise<{ status: number; json: unknown }>
  close: () => Promise<void>
}

export async function openReceiver(): Promise<Receiver> {
  const deliveries: Delivery[] = []
  let answer: { status: number } | { forwardTo: string } = { status: 202 }

  const forward = async ({ headers, rawBody }: Delivery, to: string) => {
    const signed = ['content-type', 'webhook-id', 'webhook-timestamp', 'webhook-signature']
    const response = await fetch(to, {
      method: 'POST',
      headers: Object.fromEntries(signed.map((name) => [name, headers[name] ?? ''])),
      body: new Uint8Array(rawBody),
    })
    return { status: response.status, json: await response.json().catch(() => undefined) }
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    )
    const delivery = { headers, rawBody: Buffer.concat(chunks) }
    deliveries.push(delivery)
    const { status, json } =
      'status' in answer
        ? { status: answer.status, json: {} }
        : await forward(delivery, answer.forwardTo)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0

  return {
    url: `http://127.0.0.1:${port}/v1/webhooks/rt`,
    deliveries,
    answerWith: (next) => {
      answer = next
    },
    forward,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
