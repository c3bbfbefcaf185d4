import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lockDataDirectory } from '../../../src/store/data-directory.ts'
import { DirectoryInUse, StartError } from '../../../src/store/start-error.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sspr-triage-lock-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

const writeLock = (holder: object) =>
  writeFile(join(directory, 'lock'), JSON.stringify({ id: 'other', startedAt: '1', ...holder }))

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', ''])
  await new Promise((resolve) => child.once('exit', resolve))
  return child.pid ?? 0
}

describe('the lock on the data directory', () => {
  test('a held directory is refused in one sentence that names it', async () => {
    const lock = await lockDataDirectory(directory)
    await expect(lockDataDirectory(directory)).rejects.toThrow(
      `the data directory ${directory} is in use by another process (pid ${process.pid} on ${hostname()})`,
    )
    await lock.release()
  })

  test('a released directory can be taken again and is left clean', async () => {
    await (await lockDataDirectory(directory)).release()
    await (await lockDataDirectory(directory)).release()
    expect(await readdir(directory)).toEqual([])
  })

  test('a missing directory is created', async () => {
    const lock = await lockDataDirectory(join(directory, 'a', 'b'))
    await lock.release()
    expect(await readdir(join(directory, 'a'))).toEqual(['b'])
  })

  test('the lock of a killed process is taken over at once', async () => {
    await writeLock({ pid: await deadPid(), host: hostname() })
    await (await lockDataDirectory(directory)).release()
  })

  test('a living process with the dead one’s number does not hold the lock', async () => {
    await writeLock({ pid: process.pid, host: hostname(), startedAt: 'before' })
    await (await lockDataDirectory(directory)).release()
  })

  test('a holder elsewhere counts as long as its heart beats', async () => {
    await writeLock({ pid: 1, host: 'another-container' })
    await expect(lockDataDirectory(directory)).rejects.toThrow(DirectoryInUse)
    const longAgo = new Date(Date.now() - 120_000)
    await utimes(join(directory, 'lock'), longAgo, longAgo)
    await (await lockDataDirectory(directory)).release()
  })

  test('a damaged lock file is taken over', async () => {
    await writeFile(join(directory, 'lock'), 'not json')
    await (await lockDataDirectory(directory)).release()
  })

  test('of ten that find a dead lock at once exactly one gets the directory, every time', async () => {
    const pid = await deadPid()
    for (let round = 0; round < 20; round++) {
      await writeLock({ pid, host: hostname() })
      const attempts = await Promise.allSettled(
        Array.from({ length: 10 }, () => lockDataDirectory(directory)),
      )
      const won = attempts.filter((attempt) => attempt.status === 'fulfilled')
      expect(won).toHaveLength(1)
      for (const attempt of attempts) {
        if (attempt.status === 'rejected') expect(attempt.reason).toBeInstanceOf(StartError)
      }
      for (const { value } of won) await value.release()
      expect(await readdir(directory)).toEqual([])
    }
  })

  test('a path that cannot be a directory is refused in one sentence', async () => {
    await writeFile(join(directory, 'file'), '')
    await expect(lockDataDirectory(join(directory, 'file'))).rejects.toThrow(
      /^cannot write to the data directory /,
    )
  })
})
