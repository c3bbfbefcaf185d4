/** Hears NOTIFY of PostgreSQL on a connection of its own, and finds its way back when that breaks. */

import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const connectTimeoutMs = 10_000
const retryMsMax = 10_000

/**
 * Calls `heard` after each notice, and after each connecting: what was said in between is lost.
 *
 * @param channel a name of ours; it is not quoted.
 * @returns ends it.
 */
export function listenOn(url: string, channel: string, heard: () => void): () => void {
  const stop = new AbortController()
  void (async () => {
    for (let attempt = 0; !stop.signal.aborted; attempt++) {
      const wasConnected = await hearUntilBroken(url, channel, heard, stop.signal)
      if (wasConnected) attempt = 0
      const waitMs = Math.min(100 * 2 ** attempt, retryMsMax)
      await sleep(waitMs, undefined, { ref: false, signal: stop.signal }).catch(() => undefined)
    }
  })()
  return () => stop.abort()
}

/** Never throws: whatever breaks is a reason to connect again. */
async function hearUntilBroken(
  url: string,
  channel: string,
  heard: () => void,
  signal: AbortSignal,
): Promise<boolean> {
  const connection = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
  })
  const end = () => void connection.end().catch(() => undefined)
  const broken = new Promise<void>((resolve) => {
    connection.on('error', () => resolve())
    connection.on('end', () => resolve())
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  try {
    await connection.connect()
    connection.on('notification', heard)
    await connection.query(`LISTEN ${channel}`)
    heard()
    await broken
    return true
  } catch {
    return false
  } finally {
    end()
  }
}
