import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { helpdeskSystems } from '../../../src/helpdesks/registry.ts'

/** One folder per system, one per case: the exact bytes and headers in, the whole arrival out. */
const root = 'test/fixtures/helpdesks'

const systems = await Promise.all(
  Object.values(helpdeskSystems).map(async (system) => ({
    kind: system.kind,
    system,
    cases: await Promise.all(
      (await readdir(join(root, system.kind))).sort().map(async (name) => {
        const folder = join(root, system.kind, name)
        return {
          name,
          rawBody: await readFile(join(folder, 'body.txt')),
          headers: JSON.parse(await readFile(join(folder, 'headers.json'), 'utf8')),
          expected: JSON.parse(await readFile(join(folder, 'expected.json'), 'utf8')),
        }
      }),
    ),
  })),
)

describe.each(systems)('$kind', ({ system, cases }) => {
  test.each(cases)('reads $name as expected', ({ headers, rawBody, expected }) => {
    expect(JSON.parse(JSON.stringify(system.read({ headers, rawBody })))).toEqual(expected)
  })

  test('has cases of every outcome', () => {
    const kinds = cases.map(({ expected }) => expected.kind)
    expect(new Set(kinds)).toEqual(new Set(['ticket', 'ignored', 'malformed']))
    expect(kinds.length).toBeGreaterThanOrEqual(5)
  })
})

test('every folder of fixtures belongs to a system', async () => {
  const folders = await readdir(root)
  expect(folders.sort()).toEqual(systems.map(({ kind }) => kind).sort())
})
