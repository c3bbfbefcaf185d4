import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium } from '../support/browser.ts'
import {
  isWiderThanWindow,
  type OpenConsole,
  openConsole,
  seriousFindings,
} from '../support/console.ts'
import { emptyStatsAnswer, statsAnswer } from '../support/stats.ts'

let opened: OpenConsole
beforeAll(async () => {
  if (hasChromium) opened = await openConsole()
})
afterAll(async () => {
  if (hasChromium) await opened.close()
})

const dayMs = 24 * 60 * 60 * 1000
const now = new Date('2026-11-22T15:00:00Z')

type Asked = { from: string | null; to: string | null }

/** Answers for the service, on a fixed day, with figures for the period that was asked for. */
async function answerStats(page: Page, answer: typeof statsAnswer = statsAnswer): Promise<Asked[]> {
  const asked: Asked[] = []
  await page.clock.setFixedTime(now)
  await page.route('**/v1/stats?**', (route) => {
    const query = new URL(route.request().url()).searchParams
    const from = query.get('from')
    const to = query.get('to')
    asked.push({ from, to })
    const end = Date.parse(to ?? '')
    const lastDay = new Date(end - dayMs).toISOString().slice(0, 10)
    return route.fulfill({ json: answer(lastDay, (end - Date.parse(from ?? '')) / dayMs) })
  })
  return asked
}

async function withNumbers(
  hash: string,
  use: (page: Page, asked: Asked[]) => Promise<void>,
  { answer, context }: { answer?: typeof statsAnswer; context?: object } = {},
): Promise<void> {
  let asked: Asked[] = []
  await opened.withPage(hash, (page) => use(page, asked), {
    prepare: async (page) => {
      asked = await answerStats(page, answer)
    },
    ...(context === undefined ? {} : { context }),
  })
}

const figure = (page: Page, name: string) =>
  page.locator('.key-figures > div').filter({ has: page.getByText(name, { exact: true }) })

const card = (page: Page, name: string | RegExp) => page.getByRole('region', { name }).first()

describe.skipIf(!hasChromium)('the period', () => {
  test('is the last 30 days with today, in UTC, unless the address says otherwise', async () => {
    await withNumbers('#/numbers', async (page, asked) => {
      await figure(page, 'Tickets').waitFor()
      expect(asked).toEqual([{ from: '2026-10-24T00:00:00.000Z', to: '2026-11-23T00:00:00.000Z' }])
    })
  })

  test('chosen by a button stays in the address and is asked for', async () => {
    await withNumbers('#/numbers', async (page, asked) => {
      await page.getByRole('button', { name: '7 days' }).click()
      await page.getByText('16 Nov – 22 Nov 2026').waitFor()
      expect(page.url()).toContain('#/numbers?days=7')
      await expect
        .poll(() => asked.at(-1))
        .toEqual({
          from: '2026-11-16T00:00:00.000Z',
          to: '2026-11-23T00:00:00.000Z',
        })
      const pressed = page.locator('.period [aria-pressed=true]')
      expect(await pressed.allTextContents()).toEqual(['7 days'])
    })
  })

  test('of own dates survives a reload and is put in order', async () => {
    await withNumbers('#/numbers', async (page, asked) => {
      await page.getByLabel('From', { exact: true }).fill('2026-03-10')
      await page.getByLabel('To', { exact: true }).fill('2026-03-01')
      await page.getByRole('button', { name: 'Show' }).click()
      await page.getByText('1 Mar – 10 Mar 2026').waitFor()
      await page.reload()
      await page.getByText('1 Mar – 10 Mar 2026').waitFor()
      const period = { from: '2026-03-01T00:00:00.000Z', to: '2026-03-11T00:00:00.000Z' }
      // The period is shown before its figures have been asked for.
      await expect.poll(() => asked.slice(1)).toEqual([period, period])
      expect(await page.getByLabel('From', { exact: true }).inputValue()).toBe('2026-03-01')
    })
  })
})

describe.skipIf(!hasChromium)('the figures', () => {
  test('stand beside the count they come from', async () => {
    await withNumbers('#/numbers', async (page) => {
      expect(await figure(page, 'Tickets').textContent()).toContain('896')
      expect(await figure(page, 'Suggested').textContent()).toContain('71%')
      const acceptance = await figure(page, 'Acceptance rate').textContent()
      expect(acceptance).toContain('81%')
      expect(acceptance).toContain('Of 284 with feedback: 231 accepted, 41 corrected, 12 rejected')
      expect(await figure(page, 'Precision of suggested').textContent()).toMatch(/91%.*226/)
      expect(await figure(page, 'Median time to feedback').textContent()).toContain('21 min')
      expect(await figure(page, 'Calibration error').textContent()).toContain('3.4%')
    })
  })

  test('from fewer than 30 cases say that they are too few', async () => {
    await withNumbers('#/numbers', async (page) => {
      const languages = card(page, 'By language')
      const row = (name: string) => languages.getByRole('row').filter({ hasText: name })
      await languages.waitFor()
      expect(await row('Japanese').locator('.few').allTextContents()).toEqual([
        '33% too few (n = 12)',
        '75% too few (n = 12)',
      ])
      expect(await row('English').locator('.few').count()).toBe(0)
      expect(await row('English').textContent()).toContain('83% of 180')
    })
  })

  test('of every plot are there as a table', async () => {
    await withNumbers('#/numbers', async (page) => {
      const summaries = page.getByText('Show as table')
      await page.locator('.plot canvas').nth(3).waitFor()
      expect(await page.locator('.plot canvas').count()).toBe(4)
      expect(await summaries.count()).toBe(4)
      for (const summary of await summaries.all()) await summary.press('Enter')

      const rowOf = (name: string | RegExp, start: string) =>
        card(page, name).getByRole('row').filter({ hasText: start }).first().allInnerTexts()
      expect(await rowOf('Tickets by decision', '24 Oct 2026')).toEqual([
        '24 Oct 2026\t32\t8\t4\t44',
      ])
      // A day on which nothing came.
      expect(await rowOf('Tickets by decision', '28 Oct 2026')).toEqual(['28 Oct 2026\t0\t0\t0\t0'])
      expect(await rowOf('Tickets by category', '24 Oct 2026')).toEqual([
        '24 Oct 2026\t3\t9\t0\t0\t8\t14\t6\t4\t44',
      ])
      expect(await rowOf(/^Calibration/, '90% – 100%')).toEqual(['90% – 100%\t96%\t97%\t92'])
      expect(await rowOf(/^Calibration/, '30% – 40%')).toEqual([
        '30% – 40%\t36%\t56% too few (n = 9)\t9',
      ])
      expect(await rowOf(/^Coverage/, '0.30')).toEqual(['0.30\t100%\t78%\t284'])
    })
  })

  test('under the pointer are told by the legend', async () => {
    await withNumbers('#/numbers?days=7', async (page) => {
      const decisions = card(page, 'Tickets by decision')
      const box = await decisions.locator('.u-over').boundingBox()
      if (box === null) throw new Error('no plot')
      expect(await decisions.locator('.plot-reading').textContent()).toBe('Whole period')
      await page.mouse.move(box.x + box.width / 14, box.y + box.height / 2)
      await decisions.getByText('16 Nov 2026').first().waitFor()
      expect(await decisions.locator('.plot-legend b').allTextContents()).toEqual(['32', '8', '4'])
      await page.mouse.move(5, 5)
      await decisions.getByText('Whole period').waitFor()
    })
  })

  test('name the threshold in force', async () => {
    await withNumbers('#/numbers', async (page) => {
      const coverage = card(page, /^Coverage/)
      expect(await coverage.locator('.plot-legend').textContent()).toContain('In force: 0.72')
      expect(await coverage.getByRole('img').getAttribute('aria-label')).toContain('0.72')
    })
  })

  test('of a correction lead to the tickets they are about', async () => {
    await withNumbers('#/numbers?days=7', async (page) => {
      const link = page.getByRole('link', { name: /Self reset.*Registration/ })
      expect(await link.getAttribute('href')).toBe(
        '#/tickets?category=self-reset&feedback=corrected&from=2026-11-16&to=2026-11-22',
      )
    })
  })
})

describe.skipIf(!hasChromium)('without figures', () => {
  test('a period without tickets says so', async () => {
    await withNumbers(
      '#/numbers',
      async (page) => {
        await page.getByText('No tickets in this period.').waitFor()
        expect(await page.locator('.plot').count()).toBe(0)
      },
      { answer: emptyStatsAnswer },
    )
  })

  test('tickets without feedback show no quality, and no share of nothing', async () => {
    const answer = (lastDay: string, dayCount?: number) => {
      const { total, decisions, days, byLanguage } = statsAnswer(lastDay, dayCount)
      return { ...emptyStatsAnswer(lastDay), total, decisions, days, byLanguage }
    }
    await withNumbers(
      '#/numbers',
      async (page) => {
        await page.getByText('No ticket of this period has feedback yet.').waitFor()
        expect(await page.locator('.plot').count()).toBe(2)
        expect(await figure(page, 'Acceptance rate').locator('.key-figure').textContent()).toBe('–')
        expect(await page.locator('.numbers').textContent()).not.toMatch(/NaN|Infinity|null/)
      },
      { answer },
    )
  })

  test('an error is told and can be tried again', async () => {
    await withNumbers('#/knowledge', async (page, asked) => {
      const problem = { code: 'unavailable', title: 'Unavailable', detail: 'The database rests.' }
      await page.route('**/v1/stats?**', (route) => route.fulfill({ status: 503, json: problem }), {
        times: 1,
      })
      await page.getByRole('link', { name: 'Numbers' }).click()
      await page.getByRole('alert').getByText('The database rests.').waitFor()
      expect(asked).toEqual([])
      await page.getByRole('button', { name: 'Try again' }).click()
      await figure(page, 'Tickets').waitFor()
    })
  })
})

describe.skipIf(!hasChromium)('the figures of the service itself', () => {
  test('count what came and what agents said, and say where that is too little', async () => {
    const bodies = [
      'I forgot my password and want to reset it.',
      '我忘記密碼了，請問怎麼自行重設？',
      'The printer on the second floor is out of toner.',
    ]
    const sent = []
    for (const body of bodies) sent.push(await opened.send({ body, helpdesk: 'counted' }))
    await opened.ask('POST', `/v1/tickets/${sent[0]?.id}/feedback`, { verdict: 'accepted' })
    await opened.ask('POST', `/v1/tickets/${sent[1]?.id}/feedback`, {
      verdict: 'corrected',
      category: 'registration',
    })
    await opened.withPage('#/numbers?days=7', async (page) => {
      const tickets = figure(page, 'Tickets')
      await tickets.waitFor()
      expect(await tickets.locator('.key-figure').textContent()).toBe('3')
      const acceptance = await figure(page, 'Acceptance rate').textContent()
      expect(acceptance).toContain('50%')
      expect(acceptance).toContain('too few (n = 2)')
      expect(acceptance).toContain('1 accepted, 1 corrected, 0 rejected')
      const row = (name: string, text: string) =>
        card(page, name).getByRole('row').filter({ hasText: text }).first()
      expect(await row('By helpdesk', 'counted').textContent()).toContain('100%')
      expect(await row('By language', 'Traditional Chinese').textContent()).toContain('1')
      expect(await row('Most corrected', 'Registration').textContent()).toMatch(/1$/)
      expect(await page.locator('.plot canvas').count()).toBeGreaterThanOrEqual(2)
      expect(await page.locator('.numbers').textContent()).not.toMatch(/NaN|Infinity|null/)
    })
  })
})

describe.skipIf(!hasChromium)('the numbers page', () => {
  test('loads the plotting code only when it is opened', async () => {
    const scripts: string[] = []
    await opened.withPage(
      '#/tickets',
      async (page) => {
        await page.getByRole('link', { name: 'Numbers' }).waitFor()
        expect(scripts.filter((text) => text.includes('u-over'))).toEqual([])
        await page.getByRole('link', { name: 'Numbers' }).click()
        await page.locator('.plot canvas').first().waitFor()
        expect(scripts.filter((text) => text.includes('u-over'))).toHaveLength(1)
      },
      {
        prepare: async (page) => {
          await answerStats(page)
          await page.route('**/assets/*.js', async (route) => {
            const response = await route.fetch()
            scripts.push(await response.text())
            await route.fulfill({ response })
          })
        },
      },
    )
  })

  test('draws its plots anew in the colours of another scheme', async () => {
    const colourOf = (page: Page) =>
      page.evaluate(`(() => {
        const canvas = document.querySelector('.plot canvas')
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
        const counts = new Map()
        for (let at = 0; at < data.length; at += 4) {
          const colour = [data[at], data[at + 1], data[at + 2], data[at + 3]].join()
          if (data[at + 3] === 255) counts.set(colour, (counts.get(colour) ?? 0) + 1)
        }
        return [...counts].sort((a, b) => b[1] - a[1])[0][0]
      })()`)
    await withNumbers('#/numbers', async (page) => {
      await page.locator('.plot canvas').first().waitFor()
      await expect.poll(() => colourOf(page)).toBe('54,83,201,255')
      await page.emulateMedia({ colorScheme: 'dark' })
      await expect.poll(() => colourOf(page)).toBe('143,165,255,255')
    })
  })

  test('speaks Traditional Chinese and changes with the switch', async () => {
    await withNumbers(
      '#/numbers',
      async (page) => {
        await page.getByRole('heading', { name: '統計' }).waitFor()
        await page.getByText('接受率').waitFor()
        await page.getByText('2026年11月22日').first().waitFor()
        await page.getByRole('button', { name: 'EN' }).click()
        await page.getByText('Acceptance rate').waitFor()
      },
      { context: { locale: 'zh-TW' } },
    )
  })

  test.each(['light', 'dark'])('axe finds nothing serious, %s, tables opened', async (scheme) => {
    await withNumbers(
      '#/numbers',
      async (page) => {
        await page.locator('.plot canvas').nth(3).waitFor()
        for (const summary of await page.getByText('Show as table').all()) await summary.click()
        expect(await seriousFindings(page)).toEqual([])
      },
      { context: { colorScheme: scheme, bypassCSP: true } },
    )
  })

  test('fits a phone', async () => {
    await withNumbers(
      '#/numbers?days=90',
      async (page) => {
        await page.locator('.plot canvas').nth(3).waitFor()
        for (const summary of await page.getByText('Show as table').all()) await summary.click()
        expect(await isWiderThanWindow(page)).toBe(false)
        const widths: number[] = await page.evaluate(
          `[...document.querySelectorAll('.plot')].map((plot) => plot.scrollWidth - plot.clientWidth)`,
        )
        expect(widths).toEqual([0, 0, 0, 0])
      },
      { context: { viewport: { width: 390, height: 844 } } },
    )
  })
})
