import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, normalize, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

/** What each room may import from; a file beside the rooms is a room of its own. */
const allowed: Record<string, string[]> = {
  ticket: [],
  config: ['ticket', 'helpdesks'],
  helpdesks: ['ticket', 'helpdesks'],
  text: ['ticket', 'text'],
  classifier: ['ticket', 'classifier'],
  knowledge: ['ticket', 'knowledge'],
  store: ['ticket', 'text', 'store', 'generated'],
  jobs: ['ticket', 'classifier', 'jobs'],
  learning: ['ticket', 'config', 'classifier', 'store', 'jobs'],
  writeback: ['ticket', 'knowledge', 'helpdesks', 'store', 'jobs', 'writeback'],
  triage: ['ticket', 'text', 'classifier', 'knowledge'],
  services: [
    ...['ticket', 'config', 'text', 'classifier', 'knowledge', 'store', 'jobs', 'triage'],
    ...['helpdesks', 'writeback', 'learning'],
  ],
  http: ['ticket', 'config', 'helpdesks', 'text', 'knowledge', 'store', 'services', 'http'],
  // Runs in the browser: knows the vocabulary's types and otherwise the API.
  console: ['ticket', 'console'],
  main: ['config', 'services', 'store', 'http'],
  cli: ['config', 'helpdesks', 'services', 'store', 'writeback', 'http'],
  training: [
    ...['ticket', 'config', 'text', 'classifier', 'knowledge', 'store', 'jobs', 'learning'],
    ...['services', 'training'],
  ],
}

/** Packages that only one room may know. */
const ownedPackages: Record<string, string> = {
  fastify: 'http',
  '@fastify/': 'http',
  '@prisma/': 'store',
  '@electric-sql/': 'store',
  pg: 'store',
  'pg-boss': 'jobs',
  undici: 'writeback',
  'ipaddr.js': 'writeback',
  'prom-client': 'http',
  'html-to-text': 'text',
  'libphonenumber-js': 'text',
  'opencc-js': 'text',
  preact: 'console',
  uplot: 'console',
}

const pureRooms = ['text', 'classifier', 'triage', 'ticket']
/** What makes an answer depend on more than its arguments. */
const impure = /\bprocess\.|\bDate\.now\(|new Date\(\)|Math\.random\(|performance\.now\(/

const root = 'src'
const roomOf = (path: string) => (path.split('/')[0] ?? '').replace(/\.tsx?$/, '')

const files = (await readdir(root, { recursive: true }))
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('generated'))
  .sort()
const sources = await Promise.all(
  files.map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })),
)
const importsOf = (text: string) =>
  [...text.matchAll(/^(?:import|export)[\s\S]*?from '([^']+)'/gm)].map((match) => match[1] ?? '')

describe('the rooms', () => {
  test.each(sources)('$path imports only in the direction of the README', ({ path, text }) => {
    const room = roomOf(path)
    for (const target of importsOf(text)) {
      if (target.startsWith('.')) {
        const imported = roomOf(relative(root, normalize(join(root, dirname(path), target))))
        expect(allowed[room], `${path} imports ${target}`).toContain(imported)
      } else {
        for (const [name, owner] of Object.entries(ownedPackages)) {
          const isOwned =
            target === name || target.startsWith(name.endsWith('/') ? name : `${name}/`)
          if (isOwned) expect(owner, `${path} imports ${target}`).toBe(room)
        }
      }
    }
  })

  test.each(sources.filter(({ path }) => pureRooms.includes(roomOf(path))))(
    '$path depends on nothing but its arguments',
    ({ text }) => {
      expect(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')).not.toMatch(impure)
    },
  )
})
