import { describe, expect, test } from 'vitest'
import { type LearnDeps, learn } from '../../../src/jobs/learn.ts'
import type { TrainingResult } from '../../../src/jobs/training-order.ts'

const measure = { corpusSha256: 'c', answers: [1], suggestedCoverage: 0.6 }
const ticket = {
  ticketId: 't',
  label: 'setup' as const,
  subject: null,
  body: 'x',
  language: 'en',
  confirmedBy: 'k',
}
const result: Extract<TrainingResult, { kind: 'trained' }> = {
  kind: 'trained',
  version: '1.new',
  file: 'file',
  measure,
  activeMeasure: measure,
  corpusTexts: 10,
  feedbackTexts: 1,
  quality: {},
  isPromotable: true,
  reason: 'Not worse.',
}

function depsWith(overrides: Partial<LearnDeps>) {
  const calls: unknown[] = []
  const deps: LearnDeps = {
    listConfirmed: async () => [ticket],
    readActive: async () => ({ id: 'a', version: '1.old', file: 'old', measure: null }),
    trainedVersions: async () => ['1.older'],
    train: async () => result,
    saveMeasure: async (id) => {
      calls.push(['measured', id])
    },
    saveTrained: async ({ state, reason }) => {
      calls.push(['saved', state, reason])
      return { id: 'n', version: '1.new' }
    },
    promote: async (id, _reason, insteadOf) => {
      calls.push(['promoted', id, insteadOf])
      return true
    },
    ...overrides,
  }
  return { deps, calls }
}
const signal = new AbortController().signal

describe('learning', () => {
  test('promotes a candidate that is not worse, in place of the model it was compared with', async () => {
    const { deps, calls } = depsWith({})
    expect(await learn(deps, { promotes: true, signal })).toEqual({
      kind: 'promoted',
      id: 'n',
      version: '1.new',
      reason: 'Not worse.',
    })
    expect(calls).toEqual([
      ['measured', 'a'],
      ['saved', 'candidate', 'Not worse.'],
      ['promoted', 'n', 'a'],
    ])
  })

  test('keeps a worse one with the reason', async () => {
    const { deps, calls } = depsWith({
      train: async () => ({ ...result, isPromotable: false, reason: 'Worse.' }),
    })
    expect(await learn(deps, { promotes: true, signal })).toMatchObject({ kind: 'refused' })
    expect(calls.slice(1)).toEqual([['saved', 'refused', 'Worse.']])
  })

  test('leaves a good one to a person where asked to', async () => {
    const { deps, calls } = depsWith({})
    expect(await learn(deps, { promotes: false, signal })).toMatchObject({ kind: 'candidate' })
    expect(calls.slice(1)).toEqual([['saved', 'candidate', 'Not worse.']])
  })

  test('leaves a good one as candidate when another model became active meanwhile', async () => {
    const { deps } = depsWith({ promote: async () => false })
    expect(await learn(deps, { promotes: true, signal })).toMatchObject({ kind: 'candidate' })
  })

  test.each<[string, Partial<LearnDeps>]>([
    ['nothing is confirmed', { listConfirmed: async () => [] }],
    ['no model is active', { readActive: async () => null }],
    ['there is nothing new', { train: async () => ({ kind: 'nothing-new', reason: 'Same.' }) }],
  ])('changes nothing when %s', async (_name, overrides) => {
    const { deps, calls } = depsWith(overrides)
    expect(await learn(deps, { promotes: true, signal })).toMatchObject({ kind: 'nothing-new' })
    expect(calls).toEqual([])
  })

  test('stores nothing once it is told to stop', async () => {
    const stopping = new AbortController()
    const { deps, calls } = depsWith({
      train: async () => {
        stopping.abort(new Error('stopping'))
        return result
      },
    })
    await expect(learn(deps, { promotes: true, signal: stopping.signal })).rejects.toThrow(
      'stopping',
    )
    expect(calls).toEqual([])
  })

  test('gives the training what is known of the active model', async () => {
    const orders: unknown[] = []
    const { deps, calls } = depsWith({
      readActive: async () => ({ id: 'a', version: '1.old', file: 'old', measure }),
      train: async (order) => {
        orders.push(order)
        return result
      },
    })
    await learn(deps, { promotes: true, signal })
    expect(orders).toMatchObject([
      { confirmed: [ticket], active: { file: 'old', measure }, knownVersions: ['1.older'] },
    ])
    expect(calls).not.toContainEqual(['measured', 'a'])
  })
})
