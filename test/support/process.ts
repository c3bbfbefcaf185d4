/** The built service and its command lines as processes of their own. */

import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

export type Ended = { code: number | null; stdout: string; stderr: string }

export type Running = {
  child: ChildProcess
  url: string
  stdout: () => string
  stderr: () => string
  ended: Promise<Ended>
}

function launch(script: string, args: string[], environment: Record<string, string>) {
  const child = spawn(process.execPath, [join('dist', script), ...args], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    output.stdout += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    output.stderr += chunk
  })
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, ...output }))
  })
  return { child, output, ended }
}

/** Runs a command line to its end. */
export async function run(
  script: string,
  args: string[],
  environment: Record<string, string>,
  input = '',
): Promise<Ended> {
  const { child, ended } = launch(script, args, environment)
  child.stdin.end(input)
  return ended
}

/** Starts the service and waits until it says where it listens; fails with what it said when it ends first. */
export async function startService(environment: Record<string, string>): Promise<Running> {
  const { child, output, ended } = launch('main.js', [], { PORT: '0', ...environment })
  const url = await new Promise<string>((resolve, reject) => {
    ended.then(({ code, stderr }) => reject(new Error(`ended with ${code}: ${stderr}`)))
    child.stdout.on('data', () => {
      // The last of the announced lines: everything before it has arrived, too.
      const found = /listens on (http:\S+)[\s\S]*\nDatabase: .*\n/.exec(output.stdout)?.[1]
      if (found !== undefined) resolve(found)
    })
  })
  return { child, url, stdout: () => output.stdout, stderr: () => output.stderr, ended }
}
