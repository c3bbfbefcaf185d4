import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium } from '../support/browser.ts'
import {
  isWiderThanWindow,
  type OpenConsole,
  openConsole,
  seriousFindings,
} from '../support/console.ts'

let opened: OpenConsole
beforeAll(async () => {
  if (hasChromium) opened = await openConsole()
})
afterAll(async () => {
  if (hasChromium) await opened.close()
})

const filter = (page: Page) => page.getByRole('searchbox', { name: 'Filter codes' })
const codes = (page: Page) => page.locator('.code-list li')

describe.skipIf(!hasChromium)('the categories', () => {
  test('are all listed and lead to their articles by keyboard', async () => {
    await opened.withPage('#/knowledge', async (page) => {
      const cards = page.locator('.category-card')
      await cards.first().waitFor()
      expect(await cards.count()).toBe(7)
      await cards.filter({ hasText: 'Writeback' }).press('Enter')
      await page.getByRole('heading', { level: 1, name: 'Writeback' }).waitFor()
      expect(page.url()).toContain('#/knowledge/writeback')
    })
  })

  test('whose article was verified more than 180 days ago are marked', async () => {
    await opened.withPage(
      '#/knowledge',
      async (page) => {
        const card = (name: string) => page.locator('.category-card').filter({ hasText: name })
        await card('Setup').getByText('Verified 22 Nov 2026, 181 days ago: check again').waitFor()
        expect(await card('Writeback').locator('.badge').count()).toBe(0)
        await card('Setup').click()
        await page.getByText('181 days ago').first().waitFor()
      },
      {
        prepare: async (page) => {
          await page.clock.setFixedTime(new Date('2027-05-22T12:00:00Z'))
          await page.route('**/v1/categories/*', async (route) => {
            const response = await route.fetch()
            const category = await response.json()
            const isSetup = category.id === 'setup'
            const lastVerified = isSetup ? '2026-11-22' : '2026-11-23'
            await route.fulfill({ response, json: { ...category, lastVerified } })
          })
        },
      },
    )
  })

  test('that do not exist are told apart from a loading page', async () => {
    await opened.withPage('#/knowledge/printers', async (page) => {
      await page.getByText('There is no page at this address.').waitFor()
      await page.getByRole('link', { name: 'All categories' }).click()
      await page.locator('.category-card').first().waitFor()
    })
  })
})

describe.skipIf(!hasChromium)('an article', () => {
  const replies = (page: Page) =>
    page.getByRole('region', { name: 'Reply to a user' }).locator('.sheet-cell')

  test('stands side by side in two languages, each marked as such', async () => {
    await opened.withPage('#/knowledge/self-reset', async (page) => {
      await replies(page).first().waitFor()
      expect(await replies(page).locator('.markdown').allInnerTexts()).toEqual([
        expect.stringContaining('You can set a new work or school password yourself.'),
        expect.stringMatching(/密碼/),
      ])
      const [left, right] = await Promise.all([
        replies(page).nth(0).boundingBox(),
        replies(page).nth(1).boundingBox(),
      ])
      expect(left?.y).toBe(right?.y)
      expect(left?.x).toBeLessThan(right?.x ?? 0)
      expect(await replies(page).nth(1).locator('.markdown').getAttribute('lang')).toBe('zh-Hant')
      for (const name of ['Reply to an administrator', 'Note for the agent', 'Links']) {
        expect(await page.getByRole('region', { name }).locator('.sheet-cell').count()).toBe(2)
      }
    })
  })

  test('shows the languages chosen, keeps them in the address, and never none', async () => {
    await opened.withPage('#/knowledge/setup', async (page) => {
      const choose = (name: string) => page.getByRole('button', { name, exact: true })
      await replies(page).first().waitFor()
      await choose('Simplified Chinese').click()
      await expect.poll(() => replies(page).count()).toBe(3)
      await choose('English').click()
      await choose('Traditional Chinese').click()
      await expect.poll(() => replies(page).count()).toBe(1)
      expect(await choose('Simplified Chinese').isDisabled()).toBe(true)
      await page.reload()
      await replies(page).first().waitFor()
      expect(await replies(page).locator('.markdown').getAttribute('lang')).toBe('zh-Hans')
      await page.getByRole('link', { name: 'Reset policy', exact: true }).click()
      await page.getByRole('heading', { level: 1, name: 'Reset policy' }).waitFor()
      await expect.poll(() => replies(page).count()).toBe(1)
    })
  })

  test('has replies in every language, and notes in those of agents only', async () => {
    await opened.withPage('#/knowledge/setup?languages=en,de,ja', async (page) => {
      await replies(page).first().waitFor()
      const languages = (name: string) =>
        page
          .getByRole('region', { name })
          .locator('.markdown')
          .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('lang')))
      expect(await languages('Reply to a user')).toEqual(['en', 'de', 'ja'])
      expect(await languages('Note for the agent')).toEqual(['en'])
    })
  })

  test('is copied as the Markdown it is written in', async () => {
    await opened.withPage(
      '#/knowledge/self-reset',
      async (page) => {
        await page.getByRole('button', { name: 'Copy: Reply to a user, English' }).click()
        await page.getByText('Copied').waitFor()
        expect(await page.evaluate('navigator.clipboard.readText()')).toContain(
          '**You still know the password:**',
        )
      },
      { context: { permissions: ['clipboard-read', 'clipboard-write'] } },
    )
  })

  test('has links that leave nothing behind', async () => {
    await opened.withPage('#/knowledge/writeback', async (page) => {
      await page.locator('.sheet-links a').first().waitFor()
      const links = await page.locator('.sheet-links a, .code-source, .markdown a').all()
      expect(links.length).toBeGreaterThan(20)
      for (const link of links) {
        expect(await link.getAttribute('href')).toMatch(/^https:/)
        expect(await link.getAttribute('rel')).toContain('noopener')
      }
    })
  })
})

describe.skipIf(!hasChromium)('the error codes', () => {
  test('tell meaning, who fixes it, remedy and source', async () => {
    await opened.withPage('#/knowledge?q=SSPR_0009', async (page) => {
      const code = codes(page).first()
      const text = await code.textContent()
      expect(text).toContain('Self-service password reset is switched off')
      expect(text).toContain('Who fixes it: Administrator')
      expect(text).toContain('Remedy')
      expect(await code.getByRole('link', { name: 'Setup' }).getAttribute('href')).toBe(
        '#/knowledge/setup',
      )
      const source = code.getByRole('link', { name: 'Source for SSPR_0009' })
      expect(await source.getAttribute('href')).toMatch(/^https:\/\/learn\.microsoft\.com\//)
    })
  })

  test('are filtered by number or words, in any case, and the filter survives a reload', async () => {
    await opened.withPage('#/knowledge', async (page) => {
      await filter(page).fill('0029')
      await page.getByText(/^1 of \d+ codes$/).waitFor()
      expect(await codes(page).locator('code').allTextContents()).toEqual(['SSPR_0029'])
      expect(page.url()).toContain('q=0029')
      await page.reload()
      await page.getByText(/^1 of \d+ codes$/).waitFor()
      expect(await filter(page).inputValue()).toBe('0029')
      await filter(page).fill('LICENCE missing')
      await expect.poll(() => codes(page).locator('code').allTextContents()).toContain('SSPR_0012')
    })
  })

  test('say when none matches, and come back', async () => {
    await opened.withPage('#/knowledge', async (page) => {
      await filter(page).waitFor()
      const all = await codes(page).count()
      await filter(page).fill('<b>nothing</b>')
      await page.getByText('No code matches.').waitFor()
      await page.getByRole('button', { name: 'Clear filter' }).click()
      await expect.poll(() => codes(page).count()).toBe(all)
    })
  })

  test('are typed into without the field losing a letter', async () => {
    await opened.withPage('#/knowledge', async (page) => {
      await filter(page).pressSequentially('event 33004')
      await expect.poll(() => page.url()).toContain('q=event+33004')
      expect(await filter(page).inputValue()).toBe('event 33004')
    })
  })
})

describe.skipIf(!hasChromium)('the knowledge pages', () => {
  test('speak Traditional Chinese, codes included, and change with the switch', async () => {
    await opened.withPage(
      '#/knowledge',
      async (page) => {
        await page.getByRole('heading', { name: '知識庫' }).waitFor()
        await page.getByRole('searchbox', { name: '篩選錯誤碼' }).fill('整個組織')
        await page.getByText('整個組織的自助式密碼重設功能是關閉的。').waitFor()
        await page.getByRole('button', { name: 'EN' }).click()
        await page.getByRole('heading', { name: 'Error codes' }).waitFor()
        await page.locator('.category-card').getByText('Enable, scope and license').waitFor()
      },
      { context: { locale: 'zh-TW' } },
    )
  })

  test.each([
    ['#/knowledge', 'light'],
    ['#/knowledge', 'dark'],
    ['#/knowledge/writeback', 'light'],
    ['#/knowledge/writeback', 'dark'],
  ] as const)('axe finds nothing serious at %s, %s', async (hash, colorScheme) => {
    await opened.withPage(
      hash,
      async (page) => {
        await codes(page).first().waitFor()
        expect(await seriousFindings(page)).toEqual([])
      },
      { context: { colorScheme, bypassCSP: true } },
    )
  })

  test.each(['#/knowledge', '#/knowledge/writeback'])('%s fits a phone', async (hash) => {
    await opened.withPage(
      hash,
      async (page) => {
        await codes(page).first().waitFor()
        expect(await isWiderThanWindow(page)).toBe(false)
      },
      { context: { viewport: { width: 390, height: 844 } } },
    )
  })
})
