import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { helpdeskKinds } from '../../../src/helpdesks/helpdesk.ts'
import { helpdeskSystems } from '../../../src/helpdesks/registry.ts'

const root = 'test/fixtures/helpdesks'

const kinds = helpdeskKinds.filter((kind) => helpdeskSystems[kind] !== undefined)
const folders = (await readdir(root)).sort()

/** `body.txt` holds the bytes as they were sent, `expected.json` the whole arrival. */
async function casesOf(kind: string) {
  const names = (await readdir(join(root, kind))).sort()
  return Promise.all(
    names.map(async (name) => {
      const read = (file: string) => readFile(join(root, kind, name, file))
      return {
        name,
        rawBody: await read('body.txt'),
        headers: JSON.parse(String(await read('headers.json'))),
        expected: JSON.parse(String(await read('expected.json'))),
      }
    }),
  )
}

for (const kind of kinds.filter((kind) => folders.includes(kind))) {
  describe(kind, async () => {
    const cases = await casesOf(kind)

    test.each(cases)('$name is read as expected', ({ headers, rawBody, expected }) => {
      const arrival = helpdeskSystems[kind]?.read({ headers, rawBody })
      expect(JSON.parse(JSON.stringify(arrival))).toEqual(expected)
    })

    test('has cases of a ticket, of one left alone and of a malformed one', () => {
      expect(cases.length).toBeGreaterThanOrEqual(5)
      expect(new Set(cases.map(({ expected }) => expected.kind))).toEqual(
        new Set(['ticket', 'ignored', 'malformed']),
      )
    })
  })
}

test('every folder of fixtures belongs to a helpdesk there is', () => {
  expect(folders.filter((folder) => !kinds.some((kind) => kind === folder))).toEqual([])
})
