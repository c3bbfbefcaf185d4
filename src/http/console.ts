/** The console's files: read once at start, sent compressed, with a policy that runs nothing else. */

import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { StartError } from '../store/start-error.ts'

export type ConsoleFile = {
  /** Where it is served. */
  path: string
  contentType: string
  etag: string
  /** By content coding. */
  bytes: Readonly<Record<'identity' | 'gzip' | 'br', Buffer>>
}

/** Written by scripts/build-console.mjs; the same from the sources and from the build. */
const directory = fileURLToPath(new URL('../../dist/console', import.meta.url))

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * Reads the built console.
 *
 * @throws StartError when it was not built.
 */
export async function loadConsole(): Promise<ConsoleFile[]> {
  try {
    const names = await readdir(directory, { recursive: true })
    return await Promise.all(
      names.filter((name) => contentTypes[extname(name)] !== undefined).map(loadFile),
    )
  } catch (cause) {
    throw new StartError('the console is not built: run "npm run build"', { cause })
  }
}

async function loadFile(name: string): Promise<ConsoleFile> {
  const path = join(directory, name)
  const [identity, gzip, br] = await Promise.all([
    readFile(path),
    readFile(`${path}.gz`),
    readFile(`${path}.br`),
  ])
  return {
    path: name === 'index.html' ? '/' : `/${name.replaceAll('\\', '/')}`,
    contentType: contentTypes[extname(name)] ?? 'application/octet-stream',
    etag: createHash('sha256').update(identity).digest('base64url').slice(0, 22),
    bytes: { identity, gzip, br },
  }
}

export const consoleRoutes: FastifyPluginAsync<{ files: readonly ConsoleFile[] }> = async (
  app,
  { files },
) => {
  for (const file of files) {
    app.get(file.path, { schema: { hide: true } }, async (request, reply) =>
      sendFile(file, request, reply),
    )
  }
}

function sendFile(file: ConsoleFile, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const coding = chooseCoding(request.headers['accept-encoding'])
  // Each coding is a representation of its own, so it has a tag of its own.
  const etag = `"${file.etag}-${coding}"`
  reply.headers({
    // The page is asked for again each time; names of other files carry a hash of their content.
    'cache-control': file.path === '/' ? 'no-cache' : 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
    etag,
  })
  if (file.path === '/') {
    reply.headers({
      'content-security-policy': policy,
      // Without a referrer the browser would also send no Origin, by which changes are checked.
      'referrer-policy': 'same-origin',
    })
  }
  if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send()
  if (coding !== 'identity') reply.header('content-encoding', coding)
  return reply.type(file.contentType).send(file.bytes[coding])
}

function chooseCoding(accepted: string | undefined): keyof ConsoleFile['bytes'] {
  const codings = (accepted ?? '')
    .toLowerCase()
    .split(',')
    .filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part))
    .map((part) => part.split(';')[0]?.trim())
  if (codings.includes('br')) return 'br'
  return codings.includes('gzip') ? 'gzip' : 'identity'
}

function isKnown(header: string | undefined, etag: string): boolean {
  const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return tags.includes(etag) || tags.includes('*')
}
