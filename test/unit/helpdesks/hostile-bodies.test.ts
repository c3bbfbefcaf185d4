import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ArrivedTicket } from '../../../src/helpdesks/helpdesk.ts'
import { helpdeskSystems } from '../../../src/helpdesks/registry.ts'

const root = 'test/fixtures/helpdesks'
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every place in a payload, so that each can be given something else. */
function placesIn(value: unknown, path: string[] = []): string[][] {
  if (!isObject(value)) return [path]
  return [path, ...Object.entries(value).flatMap(([key, item]) => placesIn(item, [...path, key]))]
}

function withValueAt(value: unknown, [key, ...rest]: string[], item: unknown): unknown {
  if (key === undefined || !isObject(value)) return item
  return { ...value, [key]: withValueAt(value[key], rest, item) }
}

const cases = Object.values(helpdeskSystems).map((system) => ({
  kind: system.kind,
  system,
  fixtures: readdirSync(`${root}/${system.kind}`).flatMap((name) => {
    const folder = `${root}/${system.kind}/${name}`
    try {
      const payload: unknown = JSON.parse(readFileSync(`${folder}/body.txt`, 'utf8'))
      return [{ payload, headers: JSON.parse(readFileSync(`${folder}/headers.json`, 'utf8')) }]
    } catch {
      return []
    }
  }),
}))

/** A ticket without an id or without any text is of no use to anybody. */
const isWhole = ({ externalId, subject, body }: ArrivedTicket) =>
  externalId.trim() !== '' && `${subject ?? ''}${body}`.trim() !== ''

const kinds = ['ticket', 'ignored', 'malformed']

describe.each(cases)('$kind', ({ system, fixtures }) => {
  test('answers any bytes with one of the three outcomes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom(...fixtures),
        (bytes, { headers }) => {
          expect(kinds).toContain(system.read({ headers, rawBody: Buffer.from(bytes) }).kind)
        },
      ),
    )
  })

  test('answers any value at any place of a payload with one of the three outcomes', () => {
    const values = [
      null,
      0,
      -1,
      1.5,
      true,
      '',
      'x',
      [],
      [null],
      {},
      [[{}]],
      { name: 1 },
      'a'.repeat(3000),
    ]
    const wrong: unknown[] = []
    for (const { payload, headers } of fixtures) {
      for (const place of placesIn(payload)) {
        for (const value of values) {
          const rawBody = Buffer.from(JSON.stringify(withValueAt(payload, place, value)))
          const arrival = system.read({ headers, rawBody })
          const isFine =
            kinds.includes(arrival.kind) && (arrival.kind !== 'ticket' || isWhole(arrival.ticket))
          if (!isFine) wrong.push({ place, value, arrival })
        }
      }
    }
    expect(wrong).toEqual([])
  })

  test('answers nesting of any depth', () => {
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`
    for (const { headers } of fixtures) {
      expect(kinds).toContain(system.read({ headers, rawBody: Buffer.from(deep) }).kind)
    }
  })
})
