import { describe, expect, test } from 'vitest'
import { readPeriod, spansOf, timesOf } from '../../../src/console/period.ts'

const today = '2026-11-22'
const read = (query: string) => readPeriod(new URLSearchParams(query), today)
const last30 = { firstDay: '2026-10-24', lastDay: today, lastDays: 30 }

describe('the period in the address', () => {
  test.each([
    ['nothing is the last 30 days with today', '', last30],
    [
      'one of the offered periods',
      'days=7',
      { firstDay: '2026-11-16', lastDay: today, lastDays: 7 },
    ],
    ['a period that is not offered is the default', 'days=31', last30],
    [
      'own dates, both included',
      'from=2026-02-01&to=2026-02-28',
      { firstDay: '2026-02-01', lastDay: '2026-02-28', lastDays: null },
    ],
    [
      'a single day',
      'from=2026-02-01&to=2026-02-01',
      { firstDay: '2026-02-01', lastDay: '2026-02-01', lastDays: null },
    ],
    ['dates the wrong way round are the default', 'from=2026-03-01&to=2026-02-01', last30],
    ['a day that no month has is the default', 'from=2026-02-30&to=2026-03-02', last30],
    ['what is no date is the default', 'from=yesterday&to=today', last30],
    ['a mistyped century is the default', 'from=0206-02-01&to=2026-03-02', last30],
  ])('%s', (_name, query, expected) => {
    expect(read(query)).toEqual(expected)
  })

  test('reaches the service as the first moment and the one after the last', () => {
    expect(timesOf(read('from=2026-02-01&to=2026-02-28'))).toEqual({
      from: '2026-02-01T00:00:00.000Z',
      to: '2026-03-01T00:00:00.000Z',
    })
  })
})

describe('the bars of a period', () => {
  const day = (name: string, setup: number) => ({
    day: name,
    total: setup + 1,
    decisions: { suggested: setup, review: 0, 'out-of-scope': 1 },
    categories: { setup },
  })

  test('a day without tickets has a bar of nothing', () => {
    const spans = spansOf(read('days=7'), [day('2026-11-16', 3), day('2026-11-22', 5)])
    expect(spans.map(({ total }) => total)).toEqual([4, 0, 0, 0, 0, 0, 6])
    expect(spans[6]).toEqual({
      firstDay: today,
      lastDay: today,
      total: 6,
      decisions: { suggested: 5, review: 0, 'out-of-scope': 1 },
      categories: { setup: 5 },
    })
  })

  test('a long period has whole weeks up to its end and loses no ticket', () => {
    const days = [day('2026-08-25', 1), day('2026-11-15', 2), day('2026-11-16', 3), day(today, 4)]
    const spans = spansOf(read('days=90'), days)
    expect(spans).toHaveLength(13)
    expect(spans[0]).toMatchObject({ firstDay: '2026-08-25', lastDay: '2026-08-30', total: 2 })
    expect(spans.at(-2)).toMatchObject({ lastDay: '2026-11-15', categories: { setup: 2 } })
    expect(spans.at(-1)).toMatchObject({
      firstDay: '2026-11-16',
      lastDay: today,
      total: 9,
      categories: { setup: 7 },
    })
  })
})
