// Measures import, search and figures of the built service on PostgreSQL, in a database of its own. Absolute
// figures move with the machine.
//   DATABASE_URL=postgresql://… npm run bench:search
//   BENCH_TICKETS=100000 is the default. With BENCH_IMPORT=2000 only so many are imported, and the rest are
//   copies of them made by the server: for machines that are busy with something else.
import { readdir, readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { main, start, stop } from './built-service.mjs'

const tickets = Number(process.env.BENCH_TICKETS ?? 100_000)
const imported = Math.min(tickets, Number(process.env.BENCH_IMPORT ?? tickets))
const adminApiKey = 'bench-admin-key-0123456789abcdef'
const authorization = `Bearer ${adminApiKey}`
const categories = fileURLToPath(new URL('../src/knowledge/categories', import.meta.url))

/** The training texts, as many voices as there are here. */
async function readTexts() {
  const texts = []
  for (const file of (await readdir(categories, { recursive: true })).sort()) {
    if (!file.endsWith('.txt')) continue
    const parts = (await readFile(`${categories}/${file}`, 'utf8')).split(/^%\s*$/m).slice(1)
    texts.push(...parts.map((part) => part.trim()).filter((part) => part !== ''))
  }
  return texts
}

/** Three texts each, so that tickets are as long as tickets are and words meet in many ways. */
function toLine(texts, i) {
  const pick = (step) => texts[(i * step) % texts.length].replace(/^Subject:.*\n/, '')
  const month = (i % 28) + 1
  return JSON.stringify({
    subject: pick(1).slice(0, 60),
    body: `${pick(1)}\n${pick(7_919)}\n${pick(104_729)}\nTicket ${i}, host PC-${i % 977}`,
    externalId: `bench-${i}`,
    receivedAt: `2026-${String((i % 9) + 1).padStart(2, '0')}-${String(month).padStart(2, '0')}T08:00:00Z`,
  })
}

async function importAll({ url, child }, texts) {
  const cpuBefore = await cpuSecondsOf(child)
  function* lines() {
    for (let i = 0; i < imported; i++) yield `${toLine(texts, i)}\n`
  }
  const startedAt = performance.now()
  const response = await fetch(`${url}/v1/tickets/import`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/x-ndjson' },
    body: Readable.toWeb(Readable.from(lines(), { objectMode: false })),
    duplex: 'half',
  })
  let answered = ''
  const outcomes = {}
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    answered += text
    const whole = answered.lastIndexOf('\n') + 1
    for (const line of answered.slice(0, whole).split('\n')) {
      if (line === '') continue
      const { outcome } = JSON.parse(line)
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    }
    answered = answered.slice(whole)
  }
  const seconds = (performance.now() - startedAt) / 1000
  const cpu = (await cpuSecondsOf(child)) - cpuBefore
  process.stdout.write(
    `import: ${JSON.stringify(outcomes)} in ${seconds.toFixed(1)} s, ${Math.round(imported / seconds)} a second, ` +
      `${((1000 * cpu) / imported).toFixed(2)} ms of processor time a ticket in the service\n`,
  )
}

/** Processor time a process has had, in seconds; unknown where there is no /proc. */
async function cpuSecondsOf({ pid }) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number)
  return (user + system) / 100
}

async function copyTickets(databaseUrl) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const copies = Math.ceil((tickets - imported) / imported)
  // Old ones, in the order of their ids as history is.
  const copyId = `(lpad(to_hex((extract(epoch FROM received_at) * 1000)::bigint - n), 12, '0')
    || '7' || substr(md5(id::text || n), 1, 3) || '8' || substr(md5(n || id::text), 1, 15))::uuid`
  for (let n = 1; n <= copies; n++) {
    await client.query(
      `WITH copy AS (
        INSERT INTO tickets (id, helpdesk, external_id, subject, body, language, redactions, received_at, search)
        SELECT ${copyId.replaceAll(/\bn\b/g, '$1::int')}, helpdesk, external_id || '-' || $1::int, subject, body, language,
          redactions, received_at, search
        FROM tickets WHERE external_id ~ '^bench-[0-9]+$' RETURNING id, external_id)
      INSERT INTO triages (id, ticket_id, decision, category, confidence, reason, candidates, evidence,
        error_codes, missing, warnings, suggestion, model, triaged_at)
      SELECT gen_random_uuid(), copy.id, decision, category, confidence, reason, candidates, evidence,
        error_codes, missing, warnings, suggestion, model, triaged_at
      FROM copy JOIN tickets AS t ON t.external_id = regexp_replace(copy.external_id, '-[0-9]+$', '')
      JOIN triages ON triages.ticket_id = t.id`,
      [n],
    )
  }
  await client.query('VACUUM ANALYZE')
  const { rows } = await client.query('SELECT count(*) AS count FROM tickets')
  process.stdout.write(`tickets in the database: ${rows[0].count}\n`)
  await client.end()
}

/** Words and pieces of the texts themselves: common, rare, together, beginnings, Chinese, and some that are nowhere. */
function queriesOf(texts) {
  const queries = [
    'password',
    'the',
    'a',
    'i',
    'sspr',
    '0029',
    'SSPR_0029',
    'host pc-42',
    'ticket 777',
    'ticket 99',
  ]
  queries.push(
    '密碼',
    '密',
    '重設',
    '回寫',
    '無法登入',
    '无法登录',
    '驗證碼 手機',
    '的',
    'xylophone',
    '鯨魚',
    'password 密碼',
  )
  for (let i = 0; queries.length < 200; i++) {
    const text = texts[(i * 6_271) % texts.length].replace(/^Subject:.*\n/, '')
    const words = text.match(/[A-Za-z]{3,}/g) ?? []
    const han = text.match(/\p{Script=Han}{4,}/gu) ?? []
    if (han.length > 0) queries.push(han[i % han.length].slice(0, 2 + (i % 3)))
    else if (words.length > 4) {
      const word = words[i % words.length]
      queries.push(
        [
          word,
          word.slice(0, 3),
          `${word} ${words[(i + 2) % words.length]}`,
          words.slice(0, 3).join(' '),
        ][i % 4],
      )
    }
  }
  return queries
}

const percentile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]

async function timed(url) {
  const startedAt = performance.now()
  const response = await fetch(url, { headers: { authorization } })
  const json = await response.json()
  if (!response.ok) throw new Error(`${response.status} ${json.detail}`)
  return { ms: performance.now() - startedAt, json }
}

async function measure(name, urls) {
  const results = []
  for (const url of urls) results.push({ url, ...(await timed(url)) })
  const sorted = results.map(({ ms }) => ms).sort((a, b) => a - b)
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(sorted, share).toFixed(1))
  process.stdout.write(
    `${name}: ${urls.length} requests, p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms, most ${sorted.at(-1).toFixed(1)} ms\n`,
  )
  const slowest = results.sort((a, b) => b.ms - a.ms).slice(0, 5)
  for (const { url, ms, json } of slowest) {
    const query = decodeURIComponent(new URL(url).search)
    process.stdout.write(`  ${ms.toFixed(1)} ms ${query} (${json.items?.length ?? json.total})\n`)
  }
}

const serverUrl = process.env.DATABASE_URL
if (!serverUrl) throw new Error('set DATABASE_URL to a PostgreSQL server')
const name = `sspr_triage_bench_${process.pid}`
const server = new pg.Client({ connectionString: serverUrl })
await server.connect()
await server.query(`CREATE DATABASE ${name}`)
const databaseUrl = new URL(serverUrl)
databaseUrl.pathname = `/${name}`
let service
try {
  const texts = await readTexts()
  const settings = { PORT: '0', DATABASE_URL: databaseUrl.href, ADMIN_API_KEY: adminApiKey }
  service = await start([main], settings)
  const { url } = service
  await importAll(service, texts)
  await copyTickets(databaseUrl.href)
  const queries = queriesOf(texts).map((q) => `${url}/v1/tickets?q=${encodeURIComponent(q)}`)
  await measure('search, first round', queries)
  await measure('search, second round', queries)
  await measure(
    'search with a filter',
    queries.slice(0, 50).map((query) => `${query}&decision=review&language=en`),
  )
  await measure(
    'list',
    Array.from({ length: 20 }, () => `${url}/v1/tickets`),
  )
  await measure(
    'figures of a year',
    Array.from({ length: 5 }, () => `${url}/v1/stats?from=2026-01-01T00:00:00Z`),
  )
  const startedAt = performance.now()
  const exported = await fetch(`${url}/v1/tickets.ndjson`, { headers: { authorization } })
  let bytes = 0
  for await (const chunk of exported.body) bytes += chunk.length
  const seconds = (performance.now() - startedAt) / 1000
  process.stdout.write(
    `export: ${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s, ${Math.round(tickets / seconds)} tickets a second\n`,
  )
} finally {
  if (service !== undefined) await stop(service.child)
  await server.query(`DROP DATABASE ${name} WITH (FORCE)`)
  await server.end()
}
