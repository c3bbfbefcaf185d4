// The built job worker as a process of its own, for being killed at the worst moment.
//   node write-back-process.mjs <address of the note board> record|resume
// `record` stores a ticket and stops for ever between the helpdesk's answer and the commit; `resume` works until the
// note is written. Each says so in a line on stdout.
import { readConfig } from '../../dist/config.js'
import { standard } from '../../dist/helpdesks/standard.js'
import { openJobQueue } from '../../dist/jobs/job-queue.js'
import { openJobs, openTriage } from '../../dist/services.js'
import { openEmbedded, openPostgres } from '../../dist/store/database.js'
import { noSource, recordTicket } from '../../dist/store/tickets.js'

const [baseUrl, task] = process.argv.slice(2)
const config = readConfig(process.env)
const say = (line) => process.stdout.write(`${line}\n`)

const outbound = {
  hasNote: async (remote, { ticketId, marker }) => {
    const { json } = await remote({ method: 'GET', path: `/tickets/${ticketId}/notes` })
    return JSON.stringify(json).includes(marker)
  },
  writeNote: async (remote, { ticketId, markdown, subject }) => {
    const json = { private: true, subject, body: markdown() }
    const { status } = await remote({ method: 'POST', path: `/tickets/${ticketId}/notes`, json })
    if (task !== 'record') return
    say(`answered ${status}`)
    await new Promise(() => {})
  },
  checkAccess: async () => [],
}
const settings = {
  name: 'board',
  kind: 'standard',
  system: { ...standard, outbound },
  agentLanguage: null,
  inbound: { secrets: [], toleranceS: 300, basic: null, bearer: null, header: null },
  writeBack: {
    mode: 'note',
    baseUrl,
    auth: { type: 'bearer', token: 'board-token' },
    decisions: ['suggested', 'review'],
    tags: [],
    fields: {},
    authorId: null,
    perMinute: 6000,
    allowPrivateAddress: false,
  },
}

const database =
  config.databaseUrl === null
    ? await openEmbedded(config.dataDir)
    : await openPostgres(config.databaseUrl, 5)
const { triage, knowledge } = await openTriage(config)
const onError = (error) => say(`error ${error.message}`)
const queue = await openJobQueue({ executeSql: database.executeSql, onError })
const jobs = await openJobs({
  database,
  boss: queue.boss,
  publicUrl: null,
  helpdesks: [settings],
  knowledge,
  agentLanguage: 'en',
  onError,
  timing: { pollingIntervalSeconds: 0.5, leaseMs: 2_000, sweepIntervalMs: 500, overdueMs: 0 },
})
jobs.services.onWriteBackAttempt(async ({ outcome }) => {
  jobs.writeBacks.stop()
  await queue.close(5_000)
  await database.close()
  say(outcome)
})
await jobs.writeBacks.start()
if (task === 'record') {
  const triaged = triage({
    helpdesk: 'board',
    externalId: '1',
    body: 'Password writeback does not work, SSPR_0029, on-premises AD is not updated',
  })
  await recordTicket(database.client, {
    triaged,
    stated: { language: null, requesterRole: null, requesterLocale: null },
    receivedAt: triaged.triage.triagedAt,
    receipt: null,
    source: noSource,
    delivery: null,
    writeBack: jobs.services.prepareWriteBack(triaged),
  })
}
