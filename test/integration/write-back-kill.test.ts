import { spawn } from 'node:child_process'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { emptyDatabase } from '../support/database-template.ts'
import { type FakeHelpdesk, openFakeHelpdesk } from '../support/fake-helpdesk.ts'
import { isNoteCall, openBoard } from '../support/note-board.ts'

let database: Awaited<ReturnType<typeof emptyDatabase>>
let fake: FakeHelpdesk
const board = openBoard()
beforeEach(async () => {
  database = await emptyDatabase(inject('databaseTemplate'))
  fake = await openFakeHelpdesk(board.respond)
})
afterEach(async () => {
  await fake.close()
  await database.remove()
})

/** Runs the worker until it says something of its own accord, then kills it unless it ends by itself. */
async function runUntil(task: 'record' | 'resume', said: RegExp): Promise<string> {
  const args = ['test/support/write-back-process.mjs', fake.url, task]
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, ...database.environment },
  })
  let output = ''
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
  })
  const heard = new Promise<void>((resolve) => {
    const listen = (chunk: Buffer) => {
      output += chunk
      if (said.test(output)) resolve()
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
  })
  await Promise.race([heard, ended])
  child.kill('SIGKILL')
  await ended
  return output
}

test('a process killed between the helpdesk’s answer and our commit leaves one note, not two', async () => {
  expect(await runUntil('record', /\n/)).toBe('answered 201\n')
  expect(board.notes).toHaveLength(1)

  expect(await runUntil('resume', /\n/)).toBe('written\n')
  expect(board.notes).toHaveLength(1)
  // It looked before it would have written again.
  expect(fake.requests.map(({ method }) => method)).toEqual(['POST', 'GET'])
  expect(fake.requests.filter(isNoteCall)).toHaveLength(1)
})
