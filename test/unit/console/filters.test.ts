import { describe, expect, test } from 'vitest'
import { readFilters, toApiQuery, withFilter } from '../../../src/console/filters.ts'

const read = (text: string) => readFilters(new URLSearchParams(text))

describe('the filters of the address', () => {
  test('are the same text in whatever order they stand', () => {
    expect(toApiQuery(read('q=reset&decision=review'))).toBe(
      toApiQuery(read('decision=review&q=reset')),
    )
  })

  test('leave out what is blank or not a filter', () => {
    expect(toApiQuery(read('q=+&limit=9&cursor=x&helpdesk=jira'))).toBe('helpdesk=jira')
  })

  test('reach from the start of the first day to the end of the last', () => {
    const query = new URLSearchParams(toApiQuery(read('from=2026-11-22&to=2026-11-22')))
    const [from, to] = [query.get('from'), query.get('to')].map((at) => Date.parse(at ?? ''))
    expect(from).toBe(new Date(2026, 10, 22).getTime())
    expect(to).toBe(new Date(2026, 10, 23).getTime())
  })

  test.each(['yesterday', '2026-13-45', '2026-11-22T00:00:00Z'])('ignore the day "%s"', (day) => {
    expect(toApiQuery(read(`from=${day}`))).toBe('')
  })

  test('are set and removed without changing the address they came from', () => {
    const query = new URLSearchParams('decision=review')
    expect(withFilter(query, 'q', 'x').toString()).toBe('decision=review&q=x')
    expect(withFilter(query, 'decision', '').toString()).toBe('')
    expect(query.toString()).toBe('decision=review')
  })
})
