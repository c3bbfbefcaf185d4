// Sends webhook calls of several helpdesks to the built service at a steady rate, a tenth of them twice, and counts
// what became of them: nothing may be lost, nothing may be triaged twice.
//   npm run load:deliveries                                embedded database
//   DATABASE_URL=postgresql://… npm run load:deliveries    a PostgreSQL database of its own
//   LOAD_SECONDS=60 LOAD_PER_SECOND=200
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { helpdeskSystems } from '../dist/helpdesks/registry.js'
import { main, start, stop } from './built-service.mjs'

const seconds = Number(process.env.LOAD_SECONDS ?? 60)
const perSecond = Number(process.env.LOAD_PER_SECOND ?? 200)
const repeatEvery = 10
const adminApiKey = 'load-admin-key-0123456789abcdef'
const secret = 'whsec_bG9hZC10ZXN0LXNlY3JldC0wMTIzNDU2Nzg5YWI='

const texts = [
  ['Reset fails', 'The reset page says SSPR_0029 since this morning. What now?'],
  ['密碼重設', '您好，我忘記密碼了，輸入驗證碼之後畫面一直轉圈，麻煩協助，謝謝。'],
  [
    'New phone',
    `${'I have a new phone and the old number is gone, codes go nowhere. '.repeat(5)}Kim`,
  ],
  ['Printer', 'The printer on floor 3 prints only every second page.'],
]

/** One payload maker for each kind, of the shape its vendor documents. */
const kinds = {
  standard: (n, [subject, body]) => ({
    type: 'ticket.created',
    timestamp: new Date().toISOString(),
    data: { externalId: String(n), subject, body },
  }),
  zendesk: (n, [subject, description]) => ({
    ticket_id: String(n),
    subject,
    description,
    tags: '',
  }),
  zammad: (n, [title, body]) => ({
    ticket: { id: n, number: String(n), title, state: 'new', article_count: 1 },
    article: {
      id: n,
      ticket_id: n,
      sender: 'Customer',
      internal: false,
      content_type: 'text/html',
      body: `<p>${body}</p>`,
    },
  }),
  jira: (n, [summary, description]) => ({
    timestamp: Date.now(),
    webhookEvent: 'jira:issue_created',
    issue: { id: String(n), key: `HELP-${n}`, fields: { summary, description, labels: [] } },
  }),
  glpi: (n, [name, content]) => ({
    item: { id: n, name, content: `<p>${content}</p>` },
    event: 'new',
  }),
  helpscout: (n, [subject, body]) => ({
    id: n,
    subject,
    status: 'active',
    _embedded: { threads: [{ id: n, type: 'customer', body: `<p>${body}</p>` }] },
  }),
}
const deliveryHeaders = {
  zendesk: (n) => ({ 'x-zendesk-webhook-invocation-id': `invocation-${n}` }),
  zammad: (n) => ({ 'x-zammad-delivery': `delivery-${n}` }),
  jira: (n) => ({ 'x-atlassian-webhook-identifier': `identifier-${n}` }),
  helpscout: () => ({ 'x-helpscout-event': 'convo.created' }),
}

function deliveryOf(n) {
  const names = Object.keys(kinds)
  const kind = names[n % names.length]
  const rawBody = Buffer.from(JSON.stringify(kinds[kind](n, texts[n % texts.length])))
  const headers = {
    'content-type': 'application/json',
    ...deliveryHeaders[kind]?.(n),
    ...helpdeskSystems[kind].sign(rawBody, secret, new Date()),
  }
  return { path: `/v1/webhooks/load-${kind}`, headers, rawBody }
}

const agent = new Agent({ keepAlive: true, maxSockets: 200 })

/** Latency counts from the moment the call was due, so a service that falls behind cannot hide it. */
function send(url, { path, headers, rawBody }, dueAt) {
  return new Promise((resolve) => {
    const outgoing = request(`${url}${path}`, { method: 'POST', headers, agent }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
      })
      answer.on('end', () => {
        const { outcome = `status ${answer.statusCode}` } = JSON.parse(text)
        resolve({ outcome, latencyMs: performance.now() - dueAt })
      })
    })
    outgoing.on('error', (error) =>
      resolve({ outcome: error.code ?? 'error', latencyMs: Number.NaN }),
    )
    outgoing.end(rawBody)
  })
}

async function countTickets(url) {
  const answer = await fetch(`${url}/v1/stats`, {
    headers: { authorization: `Bearer ${adminApiKey}` },
  })
  return (await answer.json()).total
}

async function run(name, environment) {
  const directory = await mkdtemp(join(tmpdir(), 'sspr-triage-load-'))
  const helpdesks = Object.keys(kinds).map((kind) => ({
    name: `load-${kind}`,
    kind,
    inbound: { secrets: [secret] },
    writeBack: { mode: 'shadow' },
  }))
  await writeFile(join(directory, 'helpdesks.json'), JSON.stringify({ helpdesks }))
  const settings = {
    PORT: '0',
    ADMIN_API_KEY: adminApiKey,
    LOG_LEVEL: 'warn',
    DATA_DIR: join(directory, 'data'),
    HELPDESKS: join(directory, 'helpdesks.json'),
    ...environment,
  }
  const { child, url } = await start([main], settings, 'inherit')
  const pending = []
  const startedAt = performance.now()
  const total = seconds * perSecond
  let tickets = 0
  for (let sent = 0; sent < total; sent++) {
    const dueAt = startedAt + (1000 * sent) / perSecond
    const aheadMs = dueAt - performance.now()
    if (aheadMs > 1) await sleep(aheadMs)
    const delivery = deliveryOf(tickets++)
    pending.push(send(url, delivery, dueAt))
    // The repeat follows at once, while the first is still on its way.
    if (sent % repeatEvery === 0 && ++sent < total) pending.push(send(url, delivery, dueAt))
  }
  const answers = await Promise.all(pending)
  const counts = {}
  for (const { outcome } of answers) counts[outcome] = (counts[outcome] ?? 0) + 1
  const latencies = answers.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b)
  const at = (share) => `${latencies[Math.floor(share * (latencies.length - 1))].toFixed(1)} ms`
  const stored = await countTickets(url)
  await stop(child)
  await rm(directory, { recursive: true, force: true })

  process.stdout.write(
    `${name}: ${answers.length} deliveries in ${seconds} s of ${Object.keys(kinds).length} kinds; ` +
      `${JSON.stringify(counts)}; p50 ${at(0.5)}, p99 ${at(0.99)}, max ${at(1)}; ` +
      `${tickets} tickets sent, ${stored} stored\n`,
  )
  if (stored !== tickets || counts.triaged !== tickets) process.exitCode = 1
}

const serverUrl = process.env.DATABASE_URL
if (serverUrl) {
  const database = `sspr_triage_load_${process.pid}`
  const onServer = async (sql) => {
    const client = new pg.Client({ connectionString: serverUrl })
    await client.connect()
    await client.query(sql)
    await client.end()
  }
  await onServer(`CREATE DATABASE ${database}`)
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  await run('PostgreSQL', { DATABASE_URL: url.href })
  await onServer(`DROP DATABASE ${database} WITH (FORCE)`)
} else {
  await run('embedded (PGlite)', {})
}
agent.destroy()
