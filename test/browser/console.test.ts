import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, hasChromium, openPage, signIn } from '../support/browser.ts'
import {
  adminApiKey,
  isWiderThanWindow,
  type OpenConsole,
  openConsole,
  seriousFindings,
} from '../support/console.ts'

if (!hasChromium) {
  process.stderr.write(`no browser at ${chromiumPath}: tests of the console are skipped\n`)
}

let opened: OpenConsole
beforeAll(async () => {
  if (!hasChromium) return
  const folder = await mkdtemp(join(tmpdir(), 'sspr-triage-console-'))
  const file = join(folder, 'helpdesks.json')
  await writeFile(file, JSON.stringify({ helpdesks }))
  opened = await openConsole({ HELPDESKS: file })
  await rm(folder, { recursive: true })
})
afterAll(async () => {
  if (hasChromium) await opened.close()
})

const helpdesks = [
  {
    name: 'desk',
    kind: 'standard',
    inbound: { none: true },
    writeBack: { mode: 'shadow', decisions: ['suggested', 'review'] },
  },
  {
    name: 'unreachable',
    kind: 'zammad',
    inbound: { none: true },
    // Private addresses are not allowed here, so the note fails for good at once.
    writeBack: {
      mode: 'note',
      baseUrl: 'https://10.0.0.1',
      auth: { type: 'token', token: 'secret' },
      decisions: ['suggested', 'review'],
    },
  },
]

const writeback = {
  subject: 'Reset fails since we replaced the Connect server',
  body: 'A reset in the cloud no longer reaches our on-premises AD: SSPR_0029 on the page, event 33004 in the log. My password is Winter2026! if you want to try.',
}

const ticketHash = (id: string) => `#/tickets/${id}`

describe.skipIf(!hasChromium)('signing in', () => {
  test('a wrong key is refused in a sentence, the right one opens the inbox, and out is out', async () => {
    const { page, faults } = await openPage(opened.browser)
    await page.goto(opened.url)
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
    const { page } = await openPage(opened.browser)
    const hosts = new Set<string>()
    page.on('request', (request) => hosts.add(new URL(request.url()).origin))
    await signIn(page, opened.url, adminApiKey)
    await page.goto(`${opened.url}/${ticketHash((await opened.send(writeback)).id)}`)
    await page.locator('article.ticket').waitFor()
    expect([...hosts]).toEqual([opened.url])
    await page.context().close()
  })
})

describe.skipIf(!hasChromium)('a ticket', () => {
  test('shows warnings first, what decided marked in the text, and what was masked', async () => {
    const sent = await opened.send(writeback)
    await opened.withPage(ticketHash(sent.id), async (page) => {
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
    const sent = await opened.send(writeback)
    await opened.withPage(
      ticketHash(sent.id),
      async (page) => {
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
      { context: { permissions: ['clipboard-read', 'clipboard-write'] } },
    )
  })

  test('that does not exist is said to be gone', async () => {
    await opened.withPage('#/tickets/0190aaaa-0000-7000-8000-000000000000', async (page) => {
      await page.getByText('This ticket does not exist any more.').waitFor()
    })
  })

  test('of hostile text runs nothing, links nothing and keeps the page in shape', async () => {
    const { id } = await opened.send({
      subject: '<script>document.title="owned"</script> \u202egnp.exe reset',
      body: `<script>document.title='owned'</script><img src=x onerror="document.title='owned'">
[click](javascript:document.title='owned') [click](data:text/html,owned) **bold** \u202egnp.exe\u202c
I forgot my password. </div></article><style>*{display:none}</style> ${'A'.repeat(60_000)} end`,
    })
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      await opened.withPage(
        ticketHash(id),
        async (page) => {
          const text = page.locator('.ticket-text')
          expect(await text.innerText()).toContain('[click]')
          expect(await text.locator('a, img, script, style, strong').count()).toBe(0)
          expect(await page.locator('h1 .control').innerText()).toBe('RLO')
          await page.getByText('Show all').click()
          await text.getByText('end').waitFor()
          expect(await page.title()).toBe('SSPR triage')
          expect(await isWiderThanWindow(page)).toBe(false)
          const overhang = await page.evaluate(
            'document.querySelector(".ticket-pane").scrollWidth - document.querySelector(".ticket-pane").clientWidth',
          )
          expect(overhang).toBe(0)
          await page.locator('article.ticket .feedback-buttons').waitFor()
        },
        { context: { viewport } },
      )
    }
  })
})

describe.skipIf(!hasChromium)('a ticket of a helpdesk', () => {
  const deliver = (externalId: string, url: string) =>
    opened.ask('POST', '/v1/webhooks/desk', {
      type: 'ticket.created',
      timestamp: new Date().toISOString(),
      data: { externalId, url, tags: ['vip', '<b>x</b>'], ...writeback },
    })

  test('leads back to it, has its tags and shows the note that would have been written', async () => {
    const { ticketId } = await deliver('D-1', 'https://desk.example/t/1')
    await opened.withPage(
      ticketHash(ticketId),
      async (page) => {
        const link = page.getByRole('link', { name: 'No. D-1' })
        expect(await link.getAttribute('href')).toBe('https://desk.example/t/1')
        expect(await link.getAttribute('rel')).toBe('noopener noreferrer')
        expect(await page.locator('.tags li').allInnerTexts()).toEqual(['vip', '<b>x</b>'])
        await page.getByText('Shadow: would have been written').waitFor()
        await page.getByRole('button', { name: 'Show the note' }).click()
        const dialog = page.getByRole('dialog', { name: 'Note that would have been written' })
        await dialog.locator('blockquote').waitFor()
        expect(await dialog.innerText()).not.toMatch(/^>|\\-/m)
        expect(await seriousFindings(page)).toEqual([])
      },
      { context: { bypassCSP: true } },
    )
  })

  test('is no link where its address is none of the web', async () => {
    const { ticketId } = await deliver('D-2', 'javascript:alert(1)')
    await opened.withPage(ticketHash(ticketId), async (page) => {
      await page.getByText('No. D-2').waitFor()
      expect(await page.locator('.ticket-source a').count()).toBe(0)
    })
  })

  test('whose note failed says why, before all else beside the text, and sends it again', async () => {
    const { ticketId } = await opened.ask('POST', '/v1/webhooks/unreachable', {
      ticket: { id: 7, title: writeback.subject, state: 'new', article_count: 1 },
      article: { sender: 'Customer', content_type: 'text/plain', body: writeback.body },
    })
    await opened.withPage(ticketHash(ticketId), async (page) => {
      const panel = page.locator('.ticket-side .card').first()
      await panel.getByText('Failed').waitFor()
      await panel.getByText('the helpdesk is at a private address').waitFor()
      const retried = page.waitForResponse(/\/v1\/write-backs\/[^/]+\/retry$/)
      await panel.getByRole('button', { name: 'Try again' }).click()
      expect((await retried).status()).toBe(200)
      await panel.getByText('Failed').waitFor()
    })
  })
})

describe.skipIf(!hasChromium)('the inbox', () => {
  test('is worked by keyboard: move, open, correct with one key, close, search', async () => {
    await opened.send({
      subject: 'Older ticket',
      body: 'I forgot my password and want to reset it.',
    })
    const { id } = await opened.send({
      subject: 'Newer ticket',
      body: 'I forgot my password, please help.',
    })
    await opened.withPage('#/tickets', async (page) => {
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
    expect((await opened.ask('GET', `/v1/tickets/${id}`)).feedback).toMatchObject({
      verdict: 'corrected',
      category: 'registration',
    })
  })

  test('keeps its filters in the address, so that a link opens the same list', async () => {
    await opened.send({ subject: 'From Jira', body: 'I forgot my password.', helpdesk: 'jira' })
    await opened.send({ subject: 'From Zammad', body: 'I forgot my password.', helpdesk: 'zammad' })
    await opened.withPage('#/tickets?helpdesk=jira', async (page) => {
      await page.locator('.row', { hasText: 'From Jira' }).waitFor()
      expect(await page.locator('.row', { hasText: 'From Zammad' }).count()).toBe(0)
      await page.getByRole('button', { name: 'Remove the filter Helpdesk' }).click()
      await page.locator('.row', { hasText: 'From Zammad' }).waitFor()
      await page.getByRole('button', { name: 'Out of scope' }).click()
      await page.locator('.row', { hasText: 'From Zammad' }).waitFor({ state: 'detached' })
      expect(page.url()).toContain('decision=out-of-scope')
      await page.goto(`${opened.url}/#/tickets?q=nobodywrotethis`)
      await page.getByText('No ticket matches these filters').waitFor()
    })
  })

  test('says what is wrong and offers another try when the list cannot be had', async () => {
    await opened.withPage('#/tickets', async (page) => {
      await page.route('**/v1/tickets?*', (route) => route.abort())
      await page.goto(`${opened.url}/#/tickets?decision=review`)
      await page.getByRole('alert').getByText('The service does not answer').waitFor()
      await page.unroute('**/v1/tickets?*')
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByRole('alert').waitFor({ state: 'detached' })
    })
  })

  test('shows a ticket that arrives while one looks on, and says so', async () => {
    await opened.withPage('#/tickets', async (page) => {
      await page.locator('.live-mark.live').waitFor()
      const { id } = await opened.send({ subject: 'Just arrived', body: 'I forgot my password.' })
      await page.locator(`#row-${id}.unread`).waitFor()
      await page.getByRole('status').getByText('1 new ticket').waitFor()
      await page.locator(`#row-${id}`).click()
      await page.locator(`#row-${id}:not(.unread)`).waitFor()
    })
  })

  test('keeps only the rows in sight in the page, and reaches those of further pages', async () => {
    await Promise.all(
      Array.from({ length: 130 }, (_, index) =>
        opened.send({ subject: `Many ${index}`, body: 'I forgot my password.', helpdesk: 'many' }),
      ),
    )
    await opened.withPage('#/tickets?helpdesk=many', async (page) => {
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
    await opened.withPage('#/try', async (page) => {
      await page.getByLabel('Text', { exact: true }).fill(`${writeback.body} tried-only`)
      await page.keyboard.press('Control+Enter')
      await page.locator('.try-result .decision', { hasText: 'Writeback' }).waitFor()
      expect(await page.locator('.try-result mark').count()).toBeGreaterThan(0)
    })
    expect((await opened.ask('GET', '/v1/tickets?q=tried-only')).items).toEqual([])
  })
})

describe.skipIf(!hasChromium)('language and colours', () => {
  test('start as the browser wishes, change at a click and are remembered', async () => {
    await opened.withPage(
      '#/tickets',
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
      { context: { locale: 'zh-TW', colorScheme: 'dark' } },
    )
  })
})

describe.skipIf(!hasChromium)('accessibility', () => {
  test.each(['light', 'dark'] as const)(
    'axe finds nothing serious when signing in, in the inbox, in a ticket and in trying, %s',
    async (colorScheme) => {
      const { id } = await opened.send(writeback)
      // Only axe itself needs to get around the policy; it is put into the page as text.
      const context = { colorScheme, bypassCSP: true }
      const { page: signInPage } = await openPage(opened.browser, context)
      await signInPage.goto(opened.url)
      await signInPage.locator('#key').waitFor()
      expect(await seriousFindings(signInPage)).toEqual([])
      await signInPage.context().close()
      await opened.withPage(
        '#/tickets',
        async (page) => {
          await page.locator('.row').first().waitFor()
          await page.getByRole('button', { name: 'Filters' }).click()
          expect(await seriousFindings(page)).toEqual([])
          await page.goto(`${opened.url}/${ticketHash(id)}`)
          await page.locator('article.ticket').waitFor()
          await page.getByText('History').click()
          await page.locator('.history-list li').waitFor()
          expect(await seriousFindings(page)).toEqual([])
          await page.keyboard.press('c')
          await page.getByRole('dialog').waitFor()
          expect(await seriousFindings(page)).toEqual([])
          await page.goto(`${opened.url}/#/try`)
          await page.getByRole('button', { name: 'Use an example' }).click()
          await page.getByRole('button', { name: 'Triage' }).click()
          await page.locator('.try-result article').waitFor()
          expect(await seriousFindings(page)).toEqual([])
        },
        { context },
      )
    },
  )
})
