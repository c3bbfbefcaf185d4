import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { helpdeskSystems } from '../../../src/helpdesks/registry.ts'
import { readHelpdesks } from '../../../src/helpdesks/settings.ts'

const root = 'docs/helpdesks'
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const recipes = await Promise.all(
  (await readdir(root)).sort().map(async (file) => {
    const text = await readFile(`${root}/${file}`, 'utf8')
    const blocks = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map((match): unknown =>
      JSON.parse(match[1] ?? ''),
    )
    return { kind: file.replace(/\.md$/, ''), text, blocks: blocks.filter(isObject) }
  }),
)

test('every system has a recipe, which says how to try it', () => {
  for (const { kind } of Object.values(helpdeskSystems)) {
    const recipe = recipes.find((item) => item.kind === kind)
    expect(recipe?.text, kind).toContain('npm run --silent helpdesk -- sign --name')
  }
})

const settings = recipes.flatMap(({ kind, blocks }) =>
  blocks.filter((block) => 'inbound' in block).map((block) => ({ kind, block })),
)

describe('the settings in a recipe', () => {
  test.each(settings)('are accepted: $kind', ({ kind, block }) => {
    const text = JSON.stringify({ helpdesks: [block] })
    const names = [...text.matchAll(/env:([A-Z0-9_]+)/g)].map((match) => match[1] ?? '')
    const environment = Object.fromEntries(names.map((name) => [name, 'c2VjcmV0']))
    const read = readHelpdesks(text, environment, false)
    expect(read).toMatchObject({ kind: 'read', helpdesks: [{ kind }] })
  })
})

const templates = recipes.flatMap(({ kind, blocks }) =>
  Object.values(helpdeskSystems)
    .filter((system) => system.kind === kind)
    .flatMap((system) =>
      blocks.filter((block) => 'ticket_id' in block).map((block) => ({ kind, system, block })),
    ),
)

describe('the template in a recipe', () => {
  test.each(templates)('sent as it is pasted is taken for a test: $kind', ({ system, block }) => {
    const rawBody = Buffer.from(JSON.stringify(block))
    expect(system.read({ headers: {}, rawBody })).toMatchObject({ reason: 'test-ping' })
  })

  test.each(templates)('is read when it is filled in: $kind', ({ system, block }) => {
    const filled = { ...block, ticket_id: '81', updated_stamp: '2026-11-22T10:00:00Z', url: null }
    const arrival = system.read({ headers: {}, rawBody: Buffer.from(JSON.stringify(filled)) })
    expect(arrival).toMatchObject({
      kind: 'ticket',
      ticket: {
        externalId: '81',
        subject: block.subject,
        body: block.description,
        changedAt: new Date('2026-11-22T10:00:00Z'),
      },
    })
  })
})
