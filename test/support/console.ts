/** The console of a built service of its own, opened by somebody signed in. */

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { openBrowser, openPage, signIn } from './browser.ts'
import { emptyDatabase } from './database-template.ts'
import { startService } from './process.ts'

const adminApiKey = 'browser-admin-key-0123456789abcdef'

export type OpenConsole = {
  url: string
  /** Signs in, opens the hash address and fails the test where the page itself reported an error. */
  withPage: (
    hash: string,
    use: (page: Page) => Promise<void>,
    options?: { prepare?: (page: Page) => Promise<unknown>; context?: BrowserContextOptions },
  ) => Promise<void>
  close: () => Promise<void>
}

export async function openConsole(): Promise<OpenConsole> {
  const database = await emptyDatabase(inject('databaseTemplate'))
  const service = await startService({
    ...database.environment,
    ADMIN_API_KEY: adminApiKey,
    LOG_LEVEL: 'error',
  })
  const browser = await openBrowser()
  return {
    url: service.url,
    withPage: async (hash, use, { prepare, context } = {}) => {
      const { page, faults } = await openPage(browser, context)
      try {
        await prepare?.(page)
        await signIn(page, service.url, adminApiKey)
        await page.goto(`${service.url}/${hash}`)
        await use(page)
        expect(faults).toEqual([])
      } finally {
        await page.context().close()
      }
    },
    close: async () => {
      await browser.close()
      service.child.kill('SIGTERM')
      await service.ended
      await database.remove()
    },
  }
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
