/** The console of a built service of its own, opened by somebody signed in. */

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { openBrowser, openPage } from './browser.ts'
import { emptyDatabase } from './database-template.ts'
import { startService } from './process.ts'
import type { Answer } from './test-app.ts'

export const adminApiKey = 'browser-admin-key-0123456789abcdef'

type PageOptions = {
  prepare?: (page: Page) => Promise<unknown>
  context?: BrowserContextOptions
}

export type SentTicket = {
  id: string
  triage: { category: string | null; evidence: { text: string }[] }
}

export type OpenConsole = {
  url: string
  browser: Browser
  /** Opens the hash address signed in and fails the test where the page itself reported an error. */
  withPage: (
    hash: string,
    use: (page: Page) => Promise<void>,
    options?: PageOptions,
  ) => Promise<void>
  /** Asks the service itself, as an administrator; fails the test where it refuses. */
  ask: (method: string, path: string, body?: object) => Promise<Answer>
  /** Hands a ticket in. */
  send: (ticket: { subject?: string; body: string; helpdesk?: string }) => Promise<SentTicket>
  close: () => Promise<void>
}

/** @param environment of the service, beside that of its database and its key. */
export async function openConsole(environment: Record<string, string> = {}): Promise<OpenConsole> {
  const database = await emptyDatabase(inject('databaseTemplate'))
  const service = await startService({
    ...database.environment,
    ADMIN_API_KEY: adminApiKey,
    LOG_LEVEL: 'error',
    ...environment,
  })
  const { url } = service
  const [browser, session] = await Promise.all([openBrowser(), startSession(url)])
  const ask: OpenConsole['ask'] = async (method, path, body) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${adminApiKey}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    expect(answer.ok, `${method} ${path} answered ${answer.status}`).toBe(true)
    return answer.json()
  }
  return {
    url,
    browser,
    withPage: async (hash, use, { prepare, context } = {}) => {
      const { page, faults } = await openPage(browser, context)
      try {
        await page.context().addCookies([{ ...session, url }])
        await prepare?.(page)
        await page.goto(`${url}/${hash}`)
        await page.locator('header nav').waitFor()
        await use(page)
        expect(faults).toEqual([])
      } finally {
        await page.context().close()
      }
    },
    ask,
    send: (ticket) => ask('POST', '/v1/tickets', ticket),
    close: async () => {
      await browser.close()
      service.child.kill('SIGTERM')
      await service.ended
      await database.remove()
    },
  }
}

/** One session for all pages: signing in through the form is a test of its own. */
async function startSession(url: string): Promise<{ name: string; value: string }> {
  const answer = await fetch(`${url}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key: adminApiKey }),
  })
  const [, name = '', value = ''] =
    /^([^=]+)=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '') ?? []
  return { name, value }
}

type AxeResult = { violations: { id: string; impact: string; nodes: { html: string }[] }[] }

/** What axe calls serious or critical. The page's context needs `bypassCSP`: axe is put in as text. */
export async function seriousFindings(page: Page): Promise<string[]> {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  await page.evaluate(axe)
  const { violations } = (await page.evaluate('axe.run()')) as AxeResult
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

/** Whether the page scrolls sideways, as nothing of the console may. */
export function isWiderThanWindow(page: Page): Promise<boolean> {
  return page.evaluate(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  )
}
