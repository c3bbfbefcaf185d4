import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ClassifierInput, classify } from '../../../src/classifier/classify.ts'
import { loadModel } from '../../../src/classifier/model-file.ts'
import { labels } from '../../../src/ticket.ts'
import { readCorpus } from '../../../src/training/corpus.ts'

const model = loadModel('src/classifier/model.json')

function classifyText(body: string, language = 'en', subject = '') {
  return classify(model, { subject, body, language })
}

function expectSound(input: ClassifierInput) {
  const { scores, evidence, decision, reason } = classify(model, input)
  const sum = scores.reduce((total, { confidence }) => total + confidence, 0)
  expect(scores.map(({ category }) => category).sort()).toEqual([...labels].sort())
  expect(sum).toBeLessThanOrEqual(1)
  expect(sum).toBeGreaterThan(0.9999)
  for (const [i, { confidence }] of scores.entries()) {
    expect(confidence).toBeGreaterThanOrEqual(0)
    expect(confidence).toBeLessThanOrEqual(scores[i - 1]?.confidence ?? 1)
  }
  expect(evidence.length).toBeLessThanOrEqual(8)
  for (const { field, start, end, text, weight } of evidence) {
    expect(input[field].slice(start, end)).toBe(text)
    expect(text.trim()).not.toBe('')
    expect(Number.isFinite(weight)).toBe(true)
  }
  expect(reason === null).toBe(decision !== 'review')
}

describe('a decision', () => {
  test.each([
    [
      'suggested',
      'self-reset',
      'en',
      'I forgot my Windows password and need to reset it myself. Where do I do that?',
    ],
    ['suggested', 'self-reset', 'zh-Hant', '我忘記密碼了，請問要去哪裡重設？'],
    [
      'suggested',
      'writeback',
      'en',
      'Password writeback fails, event 33004 on the Azure AD Connect server, the connector account lacks permissions',
    ],
    [
      'suggested',
      'writeback',
      'zh-Hant',
      '密碼回寫失敗，AD Connect 伺服器上出現事件 33004，新密碼沒有寫回地端 AD',
    ],
    [
      'suggested',
      'registration',
      'en',
      'I have a new phone and want to register it for my security info, the old one is gone',
    ],
    [
      'suggested',
      'prepopulate',
      'en',
      'Can we load the mobile numbers of all staff by PowerShell so that nobody has to register?',
    ],
    [
      'out-of-scope',
      'out-of-scope',
      'en',
      'Please reset my SAP password for the production client',
    ],
    ['out-of-scope', 'out-of-scope', 'zh-Hant', '會議室的印表機卡紙，請派人處理'],
  ])('%s %s (%s): %s', (decision, label, language, body) => {
    const prediction = classifyText(body, language)
    expect(prediction.decision).toBe(decision)
    expect(prediction.scores[0]?.category).toBe(label)
  })

  test.each(['', ' \n\t ', '?!', '…', '👍👍', 'hi', 'the of', '嗯', '密碼'])(
    'is left to a person when the text says as little as "%s"',
    (body) => {
      expect(classifyText(body, 'und')).toMatchObject({ decision: 'review', reason: 'too-short' })
    },
  )

  test.each([
    ["it doesn't work", 'en'],
    ['please help asap', 'en'],
    ['I have a problem', 'en'],
    ['不能用了，請幫忙', 'zh-Hant'],
  ])('makes no suggestion for the vague "%s"', (body, language) => {
    expect(classifyText(body, language).decision).not.toBe('suggested')
  })

  test('is never out-of-scope because of a language without training texts', () => {
    for (const language of ['pt', 'ko', 'th', 'nl']) {
      expect(classifyText('Preciso de uma impressora nova na sala', language)).toMatchObject({
        decision: 'review',
        reason: 'unsupported-language',
      })
    }
  })

  test('keeps the best guess that product names and codes allow in an unsupported language', () => {
    const prediction = classifyText('Kennwortrückschreiben: Ereignis 33004, Azure AD Connect', 'nl')
    expect(prediction.scores[0]?.category).toBe('writeback')
  })
})

describe('a prediction', () => {
  test('is sound for every text of the corpus', () => {
    for (const example of readCorpus('src/knowledge/categories').filter((_, i) => i % 40 === 0)) {
      expectSound(example)
    }
  })

  test('is sound for any text at all', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))
    fc.assert(
      fc.property(
        text,
        text,
        fc.constantFrom('en', 'zh-Hant', 'de', 'und'),
        (subject, body, language) => expectSound({ subject, body, language }),
      ),
    )
  })

  test.each([
    ['one letter', 'a'],
    ['one ideograph', '密'],
    ['emoji', '😀'],
    ['control characters', '\u0001'],
    ['lone surrogates', '\ud800'],
    ['expanding compatibility characters', '\ufdfa'],
    ['glossary phrases', 'password reset writeback '],
    ['short words', 'a b '],
  ])('is sound for 64 KiB of %s', (_name, unit) => {
    expectSound({ subject: '', body: unit.repeat(65_536 / unit.length), language: 'und' })
  })

  test('does not depend on what was classified before', () => {
    const before = classifyText('Account locked after the password expired')
    classifyText('完全不同的內容，請協助設定印表機', 'zh-Hant')
    expect(classifyText('Account locked after the password expired')).toEqual(before)
  })
})

describe('evidence', () => {
  test('names words and phrases a person recognises', () => {
    const { evidence } = classifyText('密碼回寫失敗，請協助', 'zh-Hant')
    expect(evidence.filter(({ weight }) => weight > 0).map(({ text }) => text)).toContainEqual(
      expect.stringContaining('回寫'),
    )
  })

  test('carries the decision: without its strongest spans the confidence falls', () => {
    const examples = readCorpus('src/knowledge/categories').filter((_, i) => i % 25 === 0)
    let fallen = 0
    let tried = 0
    for (const example of examples) {
      const { scores, evidence } = classify(model, example)
      const [best] = scores
      const spans = evidence.filter(({ weight }) => weight > 0).slice(0, 3)
      if (best === undefined || spans.length === 0) continue
      tried++
      const without = { ...example }
      for (const { field, start, end } of spans) {
        const text = without[field]
        without[field] = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end)
      }
      const after = classify(model, without).scores.find(
        ({ category }) => category === best.category,
      )
      if ((after?.confidence ?? 0) <= best.confidence) fallen++
    }
    expect(tried).toBeGreaterThan(200)
    expect(fallen / tried).toBeGreaterThan(0.97)
  })
})
