// The built service as a process of its own, for measurements.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

/** Starts a process and waits for the line that says where it listens. */
export async function start(args, environment, stderr = 'ignore') {
  const startedAt = performance.now()
  const child = spawn(process.execPath, args, {
    env: { ...process.env, DATABASE_URL: '', ...environment },
    stdio: ['ignore', 'pipe', stderr],
  })
  let output = ''
  const url = await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${output}`)))
    child.stdout.on('data', (chunk) => {
      output += chunk
      const found = /listens on (http:\S+)/.exec(output)?.[1]
      if (found !== undefined) resolve(found)
    })
  })
  return { child, url, startMs: performance.now() - startedAt }
}

export async function stop(child) {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}
