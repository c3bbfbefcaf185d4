import { describe, expect, test } from 'vitest'
import { type Example, parseExamples, readCorpus } from '../../../src/training/corpus.ts'
import { dealFolds } from '../../../src/training/folds.ts'
import { readRuns } from '../../../src/training/text-runs.ts'

describe('a corpus file', () => {
  test('gives an example for each stretch after a percent sign', () => {
    const text = '# setup.\n# More.\n%\nfirst one\n%\nSubject: Pilot\nsecond\n\none\n%\n'
    expect(parseExamples(text, 'setup', 'setup/a.en.txt')).toMatchObject([
      {
        label: 'setup',
        language: 'en',
        subject: '',
        body: 'first one',
        source: 'setup/a.en.txt#1',
      },
      { subject: 'Pilot', body: 'second\n\none' },
    ])
  })

  test('may hold a ticket that is all subject, and a body that mentions "Subject:" later', () => {
    const text = '%\nSubject: locked out\n%\nFW:\nSubject: old mail\n'
    expect(parseExamples(text, 'self-reset', 'a.zh-Hant.txt')).toMatchObject([
      { subject: 'locked out', body: '', language: 'zh-Hant' },
      { subject: '', body: 'FW:\nSubject: old mail' },
    ])
  })

  test('without examples or without a language in its name is an error', () => {
    expect(() => parseExamples('# nothing', 'setup', 'a.en.txt')).toThrow(/no example/)
    expect(() => parseExamples('%\na', 'setup', 'a.txt')).toThrow(/name/)
  })
})

test('the corpus has at least 300 English and 200 Chinese examples per category', () => {
  const counts = new Map<string, number>()
  for (const { label, language } of readCorpus('src/knowledge/categories')) {
    counts.set(`${label} ${language}`, (counts.get(`${label} ${language}`) ?? 0) + 1)
  }
  for (const [key, count] of counts) {
    if (key.endsWith(' en')) expect([key, count >= 300]).toEqual([key, true])
    if (key.endsWith(' zh-Hant')) expect([key, count >= 200]).toEqual([key, true])
  }
})

describe('folds', () => {
  const example = (body: string, block: string): Example => ({
    label: 'setup',
    language: 'en',
    subject: '',
    body,
    source: block,
    block,
  })

  test('keep neighbours and texts with a run of words in common together', () => {
    const run = 'we would like to turn this on for the whole company'
    const examples = Array.from({ length: 200 }, (_, i) => example(`text ${i}`, `b${i >> 2}`))
    examples.push(example(`${run} today`, 'x'), example(`hello, ${run}`, 'y'))
    const { foldOf: folds } = dealFolds(examples, 5)
    for (let i = 0; i < 200; i++) expect(folds[i]).toBe(folds[i - (i % 4)])
    expect(folds[200]).toBe(folds[201])
    expect(new Set(folds).size).toBe(5)
  })
})

describe('runs of words', () => {
  const share = (one: string, other: string) => {
    const runs = readRuns({ subject: '', body: one })
    return [...readRuns({ subject: '', body: other })].some((run) => runs.has(run))
  }

  test('are shared by texts with eight words in a row, not seven', () => {
    expect(
      share(
        'x one two three four five six seven eight',
        'One, two three four five six seven eight!',
      ),
    ).toBe(true)
    expect(
      share('x one two three four five six seven', 'y one two three four five six seven'),
    ).toBe(false)
  })

  test('are shared by texts with twelve ideographs in a row, not eleven', () => {
    expect(share('甲一二三四五六七八九十百千', '乙一二三四五六七八九十百千')).toBe(true)
    expect(share('甲一二三四五六七八九十百', '乙一二三四五六七八九十百')).toBe(false)
  })
})
