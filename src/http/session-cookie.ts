/** The cookie that holds the token of a console session. */

import type { FastifyRequest } from 'fastify'
import { sessionAgeMsMax } from '../store/sessions.ts'

const name = 'sspr_session'

/** The token in the request's cookie, null where there is none that could be one of ours. */
export function readSessionCookie({ headers }: Pick<FastifyRequest, 'headers'>): string | null {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const token = /^\s*sspr_session=([\w-]{43})\s*$/.exec(pair)?.[1]
    if (token !== undefined) return token
  }
  return null
}

/** The header that makes the browser keep the token where no script can read it. */
export function sessionCookie(token: string, isTls: boolean): string {
  return `${name}=${token}; Max-Age=${sessionAgeMsMax / 1000}; ${attributes(isTls)}`
}

/** The header that makes the browser forget it. */
export function endedSessionCookie(isTls: boolean): string {
  return `${name}=; Max-Age=0; ${attributes(isTls)}`
}

const attributes = (isTls: boolean) => `Path=/; HttpOnly; SameSite=Strict${isTls ? '; Secure' : ''}`
