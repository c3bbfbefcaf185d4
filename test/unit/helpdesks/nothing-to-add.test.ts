import { expect, test } from 'vitest'
import { helpdeskSystems } from '../../../src/helpdesks/registry.ts'
import { sampleNote, scriptedRemote } from '../../support/scripted-remote.ts'

const steps = Object.values(helpdeskSystems).flatMap(({ kind, outbound }) =>
  (['addTags', 'setFields'] as const).flatMap((name) => {
    const step = outbound?.[name]
    return step === undefined ? [] : [{ kind, name, step }]
  }),
)

test.each(steps)('$kind is not called by $name when there is nothing to add', async ({ step }) => {
  const { remote, requests } = scriptedRemote([])
  await step(remote, sampleNote({ tags: [], fields: {} }))
  expect(requests).toEqual([])
})
