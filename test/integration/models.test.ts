import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { formatModel } from '../../src/classifier/model-file.ts'
import { type JobQueue, openJobQueue } from '../../src/jobs/job-queue.ts'
import { type LearnOutcome, learn } from '../../src/jobs/learn.ts'
import { type Learning, registerLearning } from '../../src/jobs/learning.ts'
import { trainInThread } from '../../src/jobs/training-thread.ts'
import { learnDeps, openModels } from '../../src/learning.ts'
import { readBuiltIn } from '../../src/services.ts'
import {
  activateModel,
  findActiveModelId,
  hashModelFile,
  listConfirmed,
  listModels,
  type NewModel,
  readModel,
  registerBuiltIn,
  saveTrained,
} from '../../src/store/models.ts'
import { recordTicket } from '../../src/store/tickets.ts'
import { labels } from '../../src/ticket.ts'
import { readCorpus } from '../../src/training/corpus.ts'
import { defaultTrainingOptions, trainModel } from '../../src/training/train-model.ts'
import { openTestApp, type TestApp } from '../support/test-app.ts'
import { newTicket } from '../support/tickets.ts'

const options = { folds: 2, featuresMax: 2_000 }
const all = readCorpus('src/knowledge/categories')
const corpus = all.filter((_, i) => i % 60 === 0)

let test_: TestApp
let builtIn: NewModel
/** Another model than the built-in one; its answers do not matter. */
let other: NewModel
beforeAll(async () => {
  builtIn = await readBuiltIn()
  const { model, keys } = trainModel(corpus, { ...defaultTrainingOptions, ...options })
  other = {
    version: model.version,
    file: formatModel(model, keys),
    quality: model.quality,
    corpusTexts: corpus.length,
    feedbackTexts: 3,
  }
  test_ = await openTestApp()
}, 120_000)
beforeEach(async () => {
  await test_.database.client.$executeRaw`TRUNCATE tickets, models CASCADE`
  await registerBuiltIn(test_.database.client, builtIn)
})
afterAll(() => test_.close())

const client = () => test_.database.client
const saveOther = (more: object = {}) =>
  saveTrained(client(), {
    ...other,
    state: 'candidate',
    reason: 'Not worse.',
    measure: { corpusSha256: 'c', answers: [1, 2], suggestedCoverage: 0.5 },
    releaseHash: hashModelFile(builtIn.file),
    ...more,
  })
const states = async () =>
  (await listModels(client())).map(({ version, state }) => [version, state])
const triageModel = async () =>
  (await test_.call('intake', 'POST', '/v1/triage', { body: 'I forgot my password' })).json.triage
    .model

describe('the list of models', () => {
  test('begins with the built-in one, active, with its quality', async () => {
    const { status, json } = await test_.call('admin', 'GET', '/v1/models')
    expect(status).toBe(200)
    expect(json.items).toEqual([
      {
        id: expect.any(String),
        version: builtIn.version,
        state: 'active',
        source: 'built-in',
        createdAt: expect.any(String),
        activatedAt: expect.any(String),
        corpusTexts: builtIn.corpusTexts,
        feedbackTexts: 0,
        quality: builtIn.quality,
        reason: null,
      },
    ])
  })

  test('shows a trained one with what it learned from and why it is where it is', async () => {
    const { id } = await saveOther()
    const { json } = await test_.call('admin', 'GET', '/v1/models')
    expect(json.items[1]).toMatchObject({
      id,
      state: 'candidate',
      source: 'trained',
      activatedAt: null,
      feedbackTexts: 3,
      reason: 'Not worse.',
    })
  })
})

describe('activating a model', () => {
  test('makes the next triage with it, and back', async () => {
    expect(await triageModel()).toBe(builtIn.version)
    const { id } = await saveOther()
    const { status, json } = await test_.call('admin', 'POST', `/v1/models/${id}/activate`)
    expect(status).toBe(200)
    expect(json).toMatchObject({ id, state: 'active', reason: 'Activated by an administrator.' })
    expect(await triageModel()).toBe(other.version)
    expect(await states()).toEqual([
      [other.version, 'active'],
      [builtIn.version, 'retired'],
    ])
    const { json: list } = await test_.call('admin', 'GET', '/v1/models')
    await test_.call('admin', 'POST', `/v1/models/${list.items[1].id}/activate`, {})
    expect(await triageModel()).toBe(builtIn.version)
  })

  test('again changes nothing', async () => {
    const before = await listModels(client())
    const { status } = await test_.call('admin', 'POST', `/v1/models/${before[0]?.id}/activate`)
    expect(status).toBe(200)
    expect(await listModels(client())).toEqual(before)
  })

  test.each([
    ['an unknown id', '0190aaaa-0000-7000-8000-000000000000', undefined, 404, 'not-found'],
    ['no id', 'x', undefined, 400, 'validation-failed'],
    ['fields', '0190aaaa-0000-7000-8000-000000000000', { a: 1 }, 400, 'validation-failed'],
  ])('with %s changes nothing', async (_name, id, payload, status, code) => {
    const answer = await test_.call('admin', 'POST', `/v1/models/${id}/activate`, payload)
    expect([answer.status, answer.json.code]).toEqual([status, code])
    expect(await states()).toEqual([[builtIn.version, 'active']])
  })

  test('that is damaged is refused with the reason, and the old one stays', async () => {
    const file = other.file.replace('"weights": "', '"weights": "A')
    const { id } = await saveOther({ file })
    const { status, json } = await test_.call('admin', 'POST', `/v1/models/${id}/activate`)
    expect([status, json.code]).toEqual([409, 'model-unusable'])
    expect(json.detail).toMatch(/checksum does not match/)
    const [active, refused] = await listModels(client())
    expect(active).toMatchObject({ version: builtIn.version, state: 'active' })
    expect(refused).toMatchObject({ id, state: 'refused', reason: json.detail })
    expect(await triageModel()).toBe(builtIn.version)
  })

  test('at the same moment leaves one active', async () => {
    const { id } = await saveOther()
    const back = (await findActiveModelId(client())) ?? ''
    await Promise.all(
      [id, back, id, back].map((each) =>
        test_.call('admin', 'POST', `/v1/models/${each}/activate`),
      ),
    )
    expect((await states()).filter(([, state]) => state === 'active')).toHaveLength(1)
  })
})

describe('another instance', () => {
  const instance = async () => {
    const used: string[] = []
    const lines: string[] = []
    const log = (_: object, message: string) => {
      lines.push(message)
    }
    const models = await openModels(test_.database, ({ version }) => used.push(version), {
      info: log,
      warn: log,
      error: log,
    })
    await models.follow()
    return { used, lines, ...models }
  }

  test('follows when it looks', async () => {
    const { used, follow, stop } = await instance()
    await activateModel(client(), (await saveOther()).id, null)
    await follow()
    await follow()
    expect(used).toEqual([builtIn.version, other.version])
    await stop()
  })

  test('keeps its model and says so once when the active one cannot be used', async () => {
    const { used, lines, follow, stop } = await instance()
    const { id } = await saveOther({ file: 'PK' })
    await activateModel(client(), id, null)
    await follow()
    await follow()
    expect(used).toEqual([builtIn.version])
    expect(lines.filter((line) => /cannot be used/.test(line))).toHaveLength(1)
    await activateModel(client(), (await saveOther()).id, null)
    await follow()
    expect(used).toEqual([builtIn.version, other.version])
    await stop()
  })
})

describe('at start', () => {
  test('the same release changes nothing, and a trained model stays active', async () => {
    await activateModel(client(), (await saveOther()).id, null)
    const before = await listModels(client())
    expect(await registerBuiltIn(client(), builtIn)).toEqual({ isTrainingDue: false })
    expect(await listModels(client())).toEqual(before)
  })

  test('another release brings its model into use, and a training is due if one had learned', async () => {
    await activateModel(client(), (await saveOther()).id, null)
    const next = { ...builtIn, version: '2.next', file: `${builtIn.file} ` }
    expect(await registerBuiltIn(client(), next)).toEqual({ isTrainingDue: true })
    expect(await states()).toEqual([
      ['2.next', 'active'],
      [other.version, 'retired'],
      [builtIn.version, 'retired'],
    ])
    expect(await registerBuiltIn(client(), builtIn)).toEqual({ isTrainingDue: false })
    expect((await listModels(client()))[0]?.version).toBe(builtIn.version)
  })

  test('several instances register one model', async () => {
    await client().$executeRaw`TRUNCATE models`
    await Promise.all([1, 2, 3].map(() => registerBuiltIn(client(), builtIn)))
    expect(await states()).toEqual([[builtIn.version, 'active']])
  })

  test('the stored file is the built-in one to the byte', async () => {
    const id = (await findActiveModelId(client())) ?? ''
    expect((await readModel(client(), id))?.file).toBe(
      readFileSync('src/classifier/model.json', 'utf8'),
    )
  })
})

/** A ticket with feedback on it; the triage says writeback. */
async function confirmedTicket(
  body: string,
  verdict: string,
  category: string | null,
  givenBy: string,
  decision: 'suggested' | 'out-of-scope' = 'suggested',
) {
  const fresh = newTicket({ body })
  if (decision === 'out-of-scope') {
    fresh.triaged.triage = { ...fresh.triaged.triage, decision, category: null }
  }
  const result = await recordTicket(client(), fresh)
  if (result.kind !== 'created') throw new Error(result.kind)
  await client().$executeRaw`
    INSERT INTO feedback (id, ticket_id, verdict, category, given_by, given_at)
    VALUES (gen_random_uuid(), ${result.ticket.id}::uuid, ${verdict}, ${category}, ${givenBy}, now())`
  return result.ticket.id
}

describe('what is confirmed', () => {
  test('is the corrected label, or the accepted decision; a rejection says nothing', async () => {
    await confirmedTicket('one', 'accepted', null, 'a')
    await confirmedTicket('two', 'accepted', null, 'b', 'out-of-scope')
    await confirmedTicket('three', 'corrected', 'setup', 'c')
    await confirmedTicket('four', 'corrected', 'out-of-scope', 'd')
    await confirmedTicket('five', 'rejected', null, 'e')
    const found = await listConfirmed(client(), 10)
    expect(found.map(({ body, label, confirmedBy }) => [body, label, confirmedBy])).toEqual([
      ['four', 'out-of-scope', 'd'],
      ['three', 'setup', 'c'],
      ['two', 'out-of-scope', 'b'],
      ['one', 'writeback', 'a'],
    ])
    expect(await listConfirmed(client(), 1)).toHaveLength(1)
  })

  test('is what the agent saw, also after another triage', async () => {
    const id = await confirmedTicket('one', 'accepted', null, 'a')
    await client().$executeRaw`UPDATE triages SET is_current = false WHERE ticket_id = ${id}::uuid`
    await client().$executeRaw`
      INSERT INTO triages SELECT gen_random_uuid(), ticket_id, true, decision, 'setup', confidence, reason,
        candidates, evidence, error_codes, missing, warnings, suggestion, model, now() + interval '1 minute'
      FROM triages WHERE ticket_id = ${id}::uuid`
    expect(await listConfirmed(client(), 10)).toMatchObject([{ label: 'writeback' }])
  })
})

describe('a training on request', () => {
  let folder = ''
  let queue: JobQueue
  let learning: Learning
  const outcomes: LearnOutcome[] = []
  let told = () => {}

  beforeAll(async () => {
    // The thread is what the build contains, on a corpus small enough for a test.
    execFileSync(process.execPath, ['scripts/build.mjs'])
    folder = await mkdtemp(join(tmpdir(), 'sspr-triage-corpus-'))
    for (const label of labels) {
      const texts = corpus.filter((one) => one.label === label)
      await mkdir(join(folder, label))
      const text = texts.map(({ body }) => `%\n${body}\n`).join('')
      await writeFile(join(folder, label, 'examples.en.txt'), text)
    }
    queue = await openJobQueue({ executeSql: test_.database.executeSql, onError: () => undefined })
    const threadUrl = pathToFileURL(resolve('dist/training/training-thread.js'))
    const deps = learnDeps(test_.database, builtIn, (order, signal) =>
      trainInThread(order, signal, { threadUrl, corpusFolder: folder, options }),
    )
    learning = await registerLearning(queue.boss, {
      learn: (signal) => learn(deps, { promotes: true, signal }),
      cron: null,
      onOutcome: async (outcome) => {
        outcomes.push(outcome)
        told()
      },
      onFailure: (error) => {
        throw error
      },
    })
    test_.services.requestTraining = learning.request
  }, 120_000)
  afterAll(async () => {
    await learning.stop()
    await queue.close(5_000)
    await rm(folder, { recursive: true, force: true })
  })

  test('makes a model of the confirmed tickets, in a thread, and judges it', {
    timeout: 120_000,
  }, async () => {
    const texts = all.filter(({ label }, i) => i % 60 === 1 && label !== 'setup')
    for (const [n, { body, label }] of texts.entries()) {
      await confirmedTicket(body, 'corrected', label, `key ${n % 5}`)
    }
    const finished = new Promise<void>((resolve) => {
      told = resolve
    })
    const { status, json } = await test_.call('admin', 'POST', '/v1/models')
    expect(status).toBe(202)
    expect(json).toEqual({ trainingId: expect.stringMatching(/^[0-9a-f-]{36}$/) })
    await finished
    const outcome = outcomes.at(-1)
    expect(['promoted', 'refused']).toContain(outcome?.kind)
    const model = (await listModels(client())).find(({ source }) => source === 'trained')
    expect(model).toMatchObject({
      version: outcome && 'version' in outcome ? outcome.version : '',
      state: outcome?.kind === 'promoted' ? 'active' : 'refused',
      reason: outcome?.reason,
    })
    expect(model?.feedbackTexts).toBeGreaterThan(0)
    const built = (await listModels(client())).find(({ source }) => source === 'built-in')
    expect((await readModel(client(), built?.id ?? ''))?.measure).toMatchObject({
      answers: expect.any(Array),
    })

    const again = new Promise<void>((resolve) => {
      told = resolve
    })
    await learning.request()
    await again
    expect(outcomes.at(-1)).toMatchObject({ kind: 'nothing-new' })
  })

  test('that waits already is not queued twice', async () => {
    test_.services.requestTraining = async () => null
    const { status, json } = await test_.call('admin', 'POST', '/v1/models')
    expect([status, json.code]).toEqual([409, 'training-waiting'])
    test_.services.requestTraining = learning.request
  })

  test('takes no fields', async () => {
    const { status } = await test_.call('admin', 'POST', '/v1/models', { promote: true })
    expect(status).toBe(400)
  })

  test('ends when the service stops', async () => {
    const stopping = new AbortController()
    const threadUrl = pathToFileURL(resolve('dist/training/training-thread.js'))
    const order = {
      confirmed: [],
      active: { version: '', file: '', measure: null },
      knownVersions: [],
    }
    const training = trainInThread(order, stopping.signal, { threadUrl, corpusFolder: folder })
    stopping.abort(new Error('stopping'))
    await expect(training).rejects.toThrow('stopping')
  })
})
