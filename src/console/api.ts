/** Calls to the service. The session cookie goes along by itself; no key is ever held here. */

import type { ProblemAnswer } from './contract.ts'

/** An error the service named (problem+json), or `offline` where it did not answer at all. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string

  constructor(status: number, { code, title, detail }: ProblemAnswer) {
    super(detail)
    this.name = 'ApiProblem'
    this.status = status
    this.code = code
    this.title = title
  }
}

const signedOutListeners = new Set<() => void>()

/** Calls back when the service no longer knows the session; returns the way to stop listening. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}

type CallOptions = { body?: object; signal?: AbortSignal }

/**
 * Calls the service; the answer has the shape the contract gives for this path.
 *
 * @throws ApiProblem for any answer that is not 2xx, and with the code `offline` when there is none.
 */
export async function call<T>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  { body, signal }: CallOptions = {},
): Promise<T> {
  let answer: Response
  try {
    answer = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ?? null,
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new ApiProblem(0, { code: 'offline', title: 'No answer', detail: 'No answer' })
  }
  if (answer.ok) return parseAnswer<T>(answer)
  const problem = new ApiProblem(answer.status, await parseProblem(answer))
  if (answer.status === 401) for (const listener of signedOutListeners) listener()
  throw problem
}

/** The service of the same version answers what its schemas say, so its answers are not checked again. */
async function parseAnswer<T>(answer: Response): Promise<T> {
  const text = await answer.text()
  return (text === '' ? null : JSON.parse(text)) as T
}

async function parseProblem(answer: Response): Promise<ProblemAnswer> {
  try {
    return (await answer.json()) as ProblemAnswer
  } catch {
    // A proxy in between answers in its own words.
    return { code: `http-${answer.status}`, title: answer.statusText, detail: answer.statusText }
  }
}
