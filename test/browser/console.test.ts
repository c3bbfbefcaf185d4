import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, type TestContext, test } from 'vitest'
import { chromiumPath, hasChromium, openBrowser, openPage, signIn } from '../support/browser.ts'
import { emptyDatabase } from '../support/database-template.ts'
import { type Running, startService } from '../support/process.ts'
import type { Answer } from '../support/test-app.ts'

const adminApiKey = 'browser-admin-key-0123456789abcdef'

let browser: Browser
let service: Running
let removeDatabase: () => Promise<void>
let offered: Record<string, object> = {}

if (!hasChromium) {
  process.stderr.write(`no browser at ${chromiumPath}: tests of the console are skipped\n`)
}

beforeAll(async () => {
  if (!hasChromium) return
  const database = await emptyDatabase(inject('databaseTemplate'))
  removeDatabase = database.remove
  service = await startService({
    ...database.environment,
    ADMIN_API_KEY: adminApiKey,
    LOG_LEVEL: 'error',
  })
  const document = await fetch(`${service.url}/openapi.json`)
  offered = (await readJson(document)).paths
  browser = await openBrowser()
})
afterAll(async () => {
  if (!hasChromium) return
  await browser.close()
  service.child.kill('SIGTERM')
  await service.ended
  await removeDatabase()
})

type Sent = { id: string; triage: { category: string; evidence: { text: string }[] } }

async function send(ticket: { subject?: string; body: string; helpdesk?: string }): Promise<Sent> {
  const answer = await fetch(`${service.url}/v1/tickets`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminApiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(ticket),
  })
  expect(answer.status).toBe(201)
  return readJson(answer)
}

const writeback = {
  subject: 'Reset fails since we replaced the Connect server',
  body: 'A reset in the cloud no longer reaches our on-premises AD: SSPR_0029 on the page, event 33004 in the log. My password is Winter2026! if you want to try.',
}

async function readJson(answer: Response): Promise<Answer> {
  return answer.json()
}

/** A signed-in page; fails the test where the page itself reported an error. */
async function withConsole(
  use: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const { page, faults } = await openPage(browser, options)
  try {
    await signIn(page, service.url, adminApiKey)
    await use(page)
    expect(faults).toEqual([])
  } finally {
    await page.context().close()
  }
}

const openTicket = async (page: Page, id: string) => {
  await page.goto(`${service.url}/#/tickets/${id}`)
  await page.locator('article.ticket').waitFor()
}

/** Parts of the API that are built elsewhere may not be there yet. */
function needs(path: string, context: TestContext): void {
  if (offered[path] === undefined) context.skip(`the service does not offer ${path}`)
}

describe.skipIf(!hasChromium)('signing in', () => {
  test('a wrong key is refused in a sentence, the right one opens the inbox, and out is out', async () => {
    const { page, faults } = await openPage(browser)
    await page.goto(service.url)
    await page.locator('#key').fill('wrong')
    await page.locator('button[type=submit]').click()
    await page.getByRole('alert').getByText('This key is unknown or was revoked.').waitFor()
    await page.locator('#key').fill(adminApiKey)
    await page.locator('button[type=submit]').click()
    await page.getByRole('navigation').getByText('Inbox').waitFor()
    expect(page.url()).not.toContain(adminApiKey)
    const kept = await page.evaluate('JSON.stringify([{ ...localStorage }, document.cookie])')
    expect(kept).not.toContain(adminApiKey)
    expect(kept).not.toContain('sspr_session')
    await page.reload()
    await page.getByRole('navigation').getByText('Inbox').waitFor()
    await page.getByText('Sign out').click()
    await page.locator('#key').waitFor()
    await page.reload()
    await page.locator('#key').waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('nothing is asked of anybody but the service', async () => {
    const { page } = await openPage(browser)
    const hosts = new Set<string>()
    page.on('request', (request) => hosts.add(new URL(request.url()).origin))
    await signIn(page, service.url, adminApiKey)
    await openTicket(page, (await send(writeback)).id)
    expect([...hosts]).toEqual([service.url])
    await page.context().close()
  })
})

describe.skipIf(!hasChromium)('a ticket', () => {
  test('shows warnings first, what decided marked in the text, and what was masked', async () => {
    const sent = await send(writeback)
    await withConsole(async (page) => {
      await openTicket(page, sent.id)
      await page.getByRole('heading', { name: writeback.subject }).waitFor()
      const marked = await page.locator('.ticket mark').allInnerTexts()
      expect([...new Set(marked)].sort()).toEqual(
        [...new Set(sent.triage.evidence.map(({ text }) => text))].sort(),
      )
      expect(await page.locator('.ticket mark').first().getAttribute('title')).toMatch(/weight \d/)
      expect(await page.locator('.masked').innerText()).toBe('[redacted:password]')
      expect(await page.locator('.warnings').innerText()).toMatch(/password/)
      const [warning, text] = await Promise.all([
        page.locator('.warnings').boundingBox(),
        page.locator('.ticket-text').boundingBox(),
      ])
      expect(warning?.y).toBeLessThan(text?.y ?? 0)
    })
  })

  test('offers the reply in the requester’s language and the article in the others, to be copied', async () => {
    const sent = await send(writeback)
    await withConsole(
      async (page) => {
        await openTicket(page, sent.id)
        const reply = page.locator('.reply')
        await reply.getByText('Thank you for your message.').waitFor()
        await reply.getByRole('button', { name: 'Copy: Reply to the requester' }).click()
        await reply.getByText('Copied').waitFor()
        const copied = String(await page.evaluate('navigator.clipboard.readText()'))
        expect(copied).toMatch(/^Hello,[\s\S]*\*\*SSPR_0029\*\*/)
        await reply.getByRole('button', { name: 'Traditional Chinese' }).click()
        await reply.locator('.markdown[lang=zh-Hant]').waitFor()
        expect(await reply.locator('.markdown').innerText()).toMatch(/[\u4e00-\u9fff]{4}/)
        await reply.getByText('The article’s text only').waitFor()
        await reply.getByRole('button', { name: 'Plain' }).click()
        await reply.locator('pre.plain').waitFor()
      },
      { permissions: ['clipboard-read', 'clipboard-write'] },
    )
  })

  test('that does not exist is said to be gone', async () => {
    await withConsole(async (page) => {
      await page.goto(`${service.url}/#/tickets/0190aaaa-0000-7000-8000-000000000000`)
      await page.getByText('This ticket does not exist any more.').waitFor()
    })
  })

  test('of hostile text runs nothing, links nothing and keeps the page in shape', async () => {
    const { id } = await send({
      subject: '<script>document.title="owned"</script> \u202egnp.exe reset',
      body: `<script>document.title='owned'</script><img src=x onerror="document.title='owned'">
[click](javascript:document.title='owned') [click](data:text/html,owned) **bold** \u202egnp.exe\u202c
I forgot my password. </div></article><style>*{display:none}</style> ${'A'.repeat(60_000)} end`,
    })
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      await withConsole(
        async (page) => {
          await openTicket(page, id)
          const text = page.locator('.ticket-text')
          expect(await text.innerText()).toContain('[click]')
          expect(await text.locator('a, img, script, style, strong').count()).toBe(0)
          expect(await page.locator('h1 .control').innerText()).toBe('RLO')
          await page.getByText('Show all').click()
          await text.getByText('end').waitFor()
          expect(await page.title()).toBe('SSPR triage')
          const width = await page.evaluate(
            '[document.documentElement.scrollWidth, innerWidth, document.querySelector(".ticket-pane").scrollWidth - document.querySelector(".ticket-pane").clientWidth]',
          )
          expect(width).toEqual([viewport.width, viewport.width, 0])
          await page.locator('article.ticket .feedback-buttons').waitFor()
        },
        { viewport },
      )
    }
  })
})

describe.skipIf(!hasChromium)('the inbox', () => {
  test('is worked by keyboard: move, open, correct with one key, close, search', async (context) => {
    needs('/v1/tickets/{id}/feedback', context)
    await send({ subject: 'Older ticket', body: 'I forgot my password and want to reset it.' })
    const { id } = await send({
      subject: 'Newer ticket',
      body: 'I forgot my password, please help.',
    })
    await withConsole(async (page) => {
      await page.locator(`#row-${id}`).waitFor()
      await page.keyboard.press('j')
      await page.keyboard.press('j')
      await page.locator('.row.cursor', { hasText: 'Older ticket' }).waitFor()
      await page.keyboard.press('k')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Newer ticket' }).waitFor()
      await page.keyboard.press('c')
      await page.getByRole('dialog').waitFor()
      await page.keyboard.press('5')
      await page.locator('.given-feedback', { hasText: 'Registration' }).waitFor()
      await page
        .locator('.notice', { hasText: 'Corrected to Registration: Newer ticket' })
        .waitFor()
      await page.locator('.row.open .verdict-mark').waitFor()
      await page.keyboard.press('j')
      await page.getByRole('heading', { name: 'Older ticket' }).waitFor()
      await page.keyboard.press('a')
      await page.locator('.given-feedback', { hasText: 'Accepted' }).waitFor()
      await page.keyboard.press('r')
      await page.locator('.given-feedback', { hasText: 'Rejected' }).waitFor()
      await page.keyboard.press('Escape')
      await page.getByText('No ticket chosen').waitFor()
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
      await page.keyboard.press('Escape')
      await page.keyboard.press('/')
      await page.keyboard.type('Older')
      await page.locator(`#row-${id}`).waitFor({ state: 'detached' })
      expect(page.url()).toContain('q=Older')
    })
    const stored = await fetch(`${service.url}/v1/tickets/${id}`, {
      headers: { authorization: `Bearer ${adminApiKey}` },
    })
    expect((await readJson(stored)).feedback).toMatchObject({
      verdict: 'corrected',
      category: 'registration',
    })
  })

  test('keeps its filters in the address, so that a link opens the same list', async () => {
    await send({ subject: 'From Jira', body: 'I forgot my password.', helpdesk: 'jira' })
    await send({ subject: 'From Zammad', body: 'I forgot my password.', helpdesk: 'zammad' })
    await withConsole(async (page) => {
      await page.goto(`${service.url}/#/tickets?helpdesk=jira`)
      await page.locator('.row', { hasText: 'From Jira' }).waitFor()
      expect(await page.locator('.row', { hasText: 'From Zammad' }).count()).toBe(0)
      await page.getByRole('button', { name: 'Remove the filter Helpdesk' }).click()
      await page.locator('.row', { hasText: 'From Zammad' }).waitFor()
      await page.getByRole('button', { name: 'Out of scope' }).click()
      await page.locator('.row', { hasText: 'From Zammad' }).waitFor({ state: 'detached' })
      expect(page.url()).toContain('decision=out-of-scope')
      await page.goto(`${service.url}/#/tickets?q=nobodywrotethis`)
      await page.getByText('No ticket matches these filters').waitFor()
    })
  })

  test('says what is wrong and offers another try when the list cannot be had', async () => {
    await withConsole(async (page) => {
      await page.route('**/v1/tickets?*', (route) => route.abort())
      await page.goto(`${service.url}/#/tickets?decision=review`)
      await page.getByRole('alert').getByText('The service does not answer').waitFor()
      await page.unroute('**/v1/tickets?*')
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByRole('alert').waitFor({ state: 'detached' })
    })
  })

  test('shows a ticket that arrives while one looks on, and says so', async (context) => {
    needs('/v1/tickets/events', context)
    await withConsole(async (page) => {
      await page.locator('.live-mark.live').waitFor()
      const { id } = await send({ subject: 'Just arrived', body: 'I forgot my password.' })
      await page.locator(`#row-${id}.unread`).waitFor()
      await page.getByRole('status').getByText('1 new ticket').waitFor()
      await page.locator(`#row-${id}`).click()
      await page.locator(`#row-${id}:not(.unread)`).waitFor()
    })
  })

  test('keeps only the rows in sight in the page, and reaches those of further pages', async () => {
    await Promise.all(
      Array.from({ length: 130 }, (_, index) =>
        send({ subject: `Many ${index}`, body: 'I forgot my password.', helpdesk: 'many' }),
      ),
    )
    await withConsole(async (page) => {
      await page.goto(`${service.url}/#/tickets?helpdesk=many`)
      const scrollDown = () =>
        page.evaluate(`(() => {
          document.querySelector('.rows')?.scrollTo(0, 1e6)
          return document.querySelector('li[aria-setsize="130"][aria-posinset="130"]') !== null
        })()`)
      await expect.poll(scrollDown, { timeout: 30_000 }).toBe(true)
      expect(await page.locator('.row').count()).toBeLessThan(60)
    })
  })
})

describe.skipIf(!hasChromium)('trying a text', () => {
  test('shows its triage and stores nothing', async () => {
    await withConsole(async (page) => {
      await page.goto(`${service.url}/#/try`)
      await page.getByLabel('Text', { exact: true }).fill(`${writeback.body} tried-only`)
      await page.keyboard.press('Control+Enter')
      await page.locator('.try-result .decision', { hasText: 'Writeback' }).waitFor()
      expect(await page.locator('.try-result mark').count()).toBeGreaterThan(0)
    })
    const found = await fetch(`${service.url}/v1/tickets?q=tried-only`, {
      headers: { authorization: `Bearer ${adminApiKey}` },
    })
    expect((await readJson(found)).items).toEqual([])
  })
})

describe.skipIf(!hasChromium)('language and colours', () => {
  test('start as the browser wishes, change at a click and are remembered', async () => {
    await withConsole(
      async (page) => {
        await page.getByRole('navigation').getByText('收件匣').waitFor()
        expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hant')
        await page.getByRole('button', { name: 'EN' }).click()
        await page.getByRole('navigation').getByText('Inbox').waitFor()
        const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
        const dark = await background()
        await page.getByRole('button', { name: 'Colours: as the system' }).click()
        expect(await background()).not.toBe(dark)
        await page.reload()
        await page.getByRole('navigation').getByText('Inbox').waitFor()
        await page.getByRole('button', { name: 'Colours: light' }).waitFor()
        expect(await background()).not.toBe(dark)
      },
      { locale: 'zh-TW', colorScheme: 'dark' },
    )
  })
})

type AxeResult = { violations: { id: string; impact: string; nodes: { html: string }[] }[] }

describe.skipIf(!hasChromium)('accessibility', () => {
  const schemes = ['light', 'dark'] as const
  test.each(schemes)('axe finds nothing serious in any view, %s', async (colorScheme) => {
    const axe = await readFile(
      createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
      'utf8',
    )
    const { id } = await send(writeback)
    const check = async (page: Page, name: string) => {
      await page.evaluate(axe)
      const { violations } = (await page.evaluate('axe.run()')) as AxeResult
      const serious = violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map((each) => `${name}: ${each.id} ${each.nodes[0]?.html}`)
      expect(serious).toEqual([])
    }
    // Only axe itself needs to get around the policy; it is put into the page as text.
    const options = { colorScheme, bypassCSP: true }
    const { page: signInPage } = await openPage(browser, options)
    await signInPage.goto(service.url)
    await signInPage.locator('#key').waitFor()
    await check(signInPage, 'sign in')
    await signInPage.context().close()
    await withConsole(async (page) => {
      await page.locator('.row').first().waitFor()
      await check(page, 'inbox')
      await page.getByRole('button', { name: 'Filters' }).click()
      await openTicket(page, id)
      await check(page, 'ticket')
      await page.keyboard.press('c')
      await page.getByRole('dialog').waitFor()
      await check(page, 'dialog')
      await page.goto(`${service.url}/#/try`)
      await page.getByRole('button', { name: 'Use an example' }).click()
      await page.getByRole('button', { name: 'Triage' }).click()
      await page.locator('.try-result article').waitFor()
      await check(page, 'try it')
    }, options)
  })
})
