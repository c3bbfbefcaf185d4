// Measures start-up and intake of the built service beside a bare Fastify route with the same schemas, all in
// one run. Absolute figures move with the machine; read the ratios.
//   npm run bench                       embedded database
//   DATABASE_URL=postgresql://… npm run bench        also PostgreSQL, in a database of its own
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import pg from 'pg'
import { main, start, stop } from './built-service.mjs'

const connections = 50
const seconds = Number(process.env.BENCH_SECONDS ?? 10)
const adminApiKey = 'bench-admin-key-0123456789abcdef'
const self = fileURLToPath(import.meta.url)

const tickets = [
  { subject: 'Reset fails', body: 'The reset page says SSPR_0029 since this morning. What now?' },
  { body: '您好，我忘記密碼了，輸入驗證碼之後畫面一直轉圈，麻煩協助，謝謝。' },
  {
    subject: 'New phone',
    body: `${'I have got a new phone and the old number is gone, so every code goes nowhere. '.repeat(4)}\nRegards, Kim`,
  },
  { subject: 'Printer', body: 'The printer on floor 3 prints only every second page.' },
]

/** A bare route with the service's request and answer schemas that answers a stored ticket. */
async function runBaseline() {
  const { default: Fastify } = await import('fastify')
  const { Intake, ref, sharedSchemas, TicketSchema } = await import('../dist/http/schemas.js')
  const { validatorCompiler } = await import('../dist/http/validation.js')
  const app = Fastify()
  app.setValidatorCompiler(validatorCompiler(sharedSchemas))
  for (const schema of sharedSchemas) app.addSchema(schema)
  const [example] = TicketSchema.examples
  app.post(
    '/v1/tickets',
    { schema: { body: ref(Intake), response: { 201: ref(TicketSchema) } } },
    (_request, reply) => reply.code(201).send(example),
  )
  await app.listen({ port: 0, host: '127.0.0.1' })
  process.stdout.write(`listens on http://127.0.0.1:${app.server.address().port}\n`)
}

/** Resident memory in MiB, now and at its highest; unknown where there is no /proc. */
async function memoryOf({ pid }) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const mib = (name) =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? Number.NaN) / 1024)
  return `${mib('VmRSS')} MiB now, ${mib('VmHWM')} MiB at most`
}

async function load(url) {
  const result = await autocannon({
    url: `${url}/v1/tickets`,
    method: 'POST',
    connections,
    duration: seconds,
    headers: { authorization: `Bearer ${adminApiKey}`, 'content-type': 'application/json' },
    requests: tickets.map((ticket) => ({ body: JSON.stringify(ticket) })),
  })
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${result.non2xx} refusals and ${result.errors} errors under load`)
  }
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 }
}

const rows = []
function report(name, { perSecond, p50, p99 }, baseline) {
  rows.push({
    name,
    'requests/s': Math.round(perSecond),
    'p50 ms': p50,
    'p99 ms': p99,
    'of baseline': `${((100 * perSecond) / baseline).toFixed(1)} %`,
  })
}

async function measureService(name, environment, baseline) {
  const settings = { PORT: '0', ADMIN_API_KEY: adminApiKey, LOG_LEVEL: 'warn', ...environment }
  const first = await start([main], settings)
  const firstMemory = await memoryOf(first.child)
  await stop(first.child)
  const later = await start([main], settings)
  const laterMemory = await memoryOf(later.child)
  report(name, await load(later.url), baseline)
  process.stdout.write(
    `${name}: first start ${Math.round(first.startMs)} ms (${firstMemory}), ` +
      `later start ${Math.round(later.startMs)} ms (${laterMemory}), ` +
      `after the load ${await memoryOf(later.child)}\n`,
  )
  await stop(later.child)
}

async function onServer(url, sql) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql)
  await client.end()
}

async function runAll() {
  const bare = await start([self, '--baseline'], {})
  const baseline = await load(bare.url)
  await stop(bare.child)
  report('bare Fastify route, same schemas', baseline, baseline.perSecond)

  const dataDir = await mkdtemp(join(tmpdir(), 'sspr-triage-bench-'))
  await measureService('embedded (PGlite)', { DATA_DIR: dataDir }, baseline.perSecond)
  await rm(dataDir, { recursive: true, force: true })

  const serverUrl = process.env.DATABASE_URL
  if (serverUrl) {
    const database = `sspr_triage_bench_${process.pid}`
    await onServer(serverUrl, `CREATE DATABASE ${database}`)
    const url = new URL(serverUrl)
    url.pathname = `/${database}`
    await measureService('PostgreSQL', { DATABASE_URL: url.href }, baseline.perSecond)
    await onServer(serverUrl, `DROP DATABASE ${database} WITH (FORCE)`)
  } else {
    process.stdout.write('PostgreSQL: not measured, DATABASE_URL is not set\n')
  }
  process.stdout.write(`${connections} connections, ${seconds} s each, POST /v1/tickets\n`)
  console.table(rows)
}

await (process.argv.includes('--baseline') ? runBaseline() : runAll())
