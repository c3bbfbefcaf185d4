/**
 * The lock on the embedded database's directory. PGlite has none of its own, and two processes writing one
 * directory destroy it.
 */

import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DirectoryInUse, StartError } from './start-error.ts'

type Holder = { pid: number; startedAt: string; host: string; id: string }

export type DirectoryLock = { release: () => Promise<void> }

/** A holder on another machine or in another container cannot be asked; it proves itself by this beat. */
const heartbeatMs = 5_000
const silenceMs = 6 * heartbeatMs

/**
 * Takes the directory for this process alone, creating it where needed. A lock left behind by a killed
 * process is taken over at once.
 *
 * @throws StartError when another live process holds the directory or it cannot be written.
 */
export async function lockDataDirectory(directory: string): Promise<DirectoryLock> {
  const lockPath = join(directory, 'lock')
  const me: Holder = {
    pid: process.pid,
    startedAt: await processStart(process.pid),
    host: hostname(),
    id: randomUUID(),
  }
  const minePath = join(directory, `lock.${me.id}`)
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    await writeFile(minePath, JSON.stringify(me), { mode: 0o600 })
  } catch (cause) {
    throw new StartError(`cannot write to the data directory ${directory}`, { cause })
  }
  try {
    await takeOver(lockPath, minePath, directory)
  } finally {
    await rm(minePath, { force: true })
  }
  const heartbeat = setInterval(() => {
    const now = new Date()
    // A beat that cannot be written changes nothing for this process; the next one tries again.
    utimes(lockPath, now, now).catch(() => undefined)
  }, heartbeatMs)
  heartbeat.unref()
  return {
    release: async () => {
      clearInterval(heartbeat)
      const holder = await readHolder(lockPath)
      if (typeof holder === 'object' && holder.id === me.id) await rm(lockPath, { force: true })
    },
  }
}

/** `link` creates the lock with its content in one step and fails when there is one already. */
async function takeOver(lockPath: string, minePath: string, directory: string): Promise<void> {
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    try {
      await link(minePath, lockPath)
      return
    } catch (error) {
      if (!isCode(error, 'EEXIST')) {
        throw new StartError(`cannot lock the data directory ${directory}`, { cause: error })
      }
    }
    const holder = await readHolder(lockPath)
    if (typeof holder === 'object' && (await isAlive(holder, lockPath))) {
      throw new DirectoryInUse(
        `the data directory ${directory} is in use by another process (pid ${holder.pid} on ${holder.host})`,
      )
    }
    if (holder !== 'missing') await removeDead(lockPath, holder)
  }
  throw new DirectoryInUse(`the data directory ${directory} is being opened by another process`)
}

const attemptsMax = 100
const retryMs = 50
/** Removing a dead lock takes milliseconds; a guard this old was left behind by a killed process. */
const guardMsMax = 3_000

/**
 * Removes a dead holder's lock. Several processes may find it at once, and one that comes late must not remove the
 * lock that another has taken meanwhile: only who holds the guard removes, and only what it has seen dead.
 */
async function removeDead(lockPath: string, dead: Holder | 'damaged'): Promise<void> {
  const guardPath = `${lockPath}.takeover`
  try {
    await writeFile(guardPath, '', { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
    const { mtimeMs } = await stat(guardPath).catch(() => ({ mtimeMs: Date.now() }))
    if (Date.now() - mtimeMs > guardMsMax) await rm(guardPath, { force: true })
    await sleep(retryMs)
    return
  }
  try {
    const now = await readHolder(lockPath)
    const isSame =
      typeof now === 'object' && typeof dead === 'object' ? now.id === dead.id : now === dead
    if (isSame) await rm(lockPath, { force: true })
  } finally {
    await rm(guardPath, { force: true })
  }
}

async function isAlive(holder: Holder, lockPath: string): Promise<boolean> {
  if (holder.host !== hostname()) {
    const { mtimeMs } = await stat(lockPath).catch(() => ({ mtimeMs: 0 }))
    return Date.now() - mtimeMs < silenceMs
  }
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    return isCode(error, 'EPERM')
  }
  // Process ids are used again, in a container even at once: the same pid must also have the same start.
  return holder.startedAt === (await processStart(holder.pid))
}

/** The kernel's start time of a process (field 22 of /proc/<pid>/stat); empty where there is no /proc. */
async function processStart(pid: number): Promise<string> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

async function readHolder(path: string): Promise<Holder | 'missing' | 'damaged'> {
  try {
    const holder: unknown = JSON.parse(await readFile(path, 'utf8'))
    return isHolder(holder) ? holder : 'damaged'
  } catch (error) {
    return isCode(error, 'ENOENT') ? 'missing' : 'damaged'
  }
}

function isHolder(value: unknown): value is Holder {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'startedAt' in value &&
    'host' in value &&
    'id' in value
  )
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
