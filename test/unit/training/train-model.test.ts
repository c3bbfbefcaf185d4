import { describe, expect, test } from 'vitest'
import { classify } from '../../../src/classifier/classify.ts'
import { formatModel, parseModel } from '../../../src/classifier/model-file.ts'
import { readCorpus } from '../../../src/training/corpus.ts'
import { defaultTrainingOptions, trainModel } from '../../../src/training/train-model.ts'

// A thirtieth of the corpus trains in two seconds and shows everything but quality. A machine that is
// busy with something else may take many times that.
const timeoutMs = 120_000
const examples = readCorpus('src/knowledge/categories')
  .filter((_, i) => i % 30 === 0)
  // Every language of the corpus is decided; one passes for a language that is not.
  .map((example) => (example.language === 'de' ? { ...example, language: 'pt' } : example))
const options = { ...defaultTrainingOptions, folds: 2, featuresMax: 5_000 }

describe('training', () => {
  const { model, keys, crossValidation } = trainModel(examples, options)
  const text = formatModel(model, keys)

  test(
    'gives the same bytes for the same examples',
    () => {
      const again = trainModel(examples, options)
      expect(formatModel(again.model, again.keys)).toBe(text)
    },
    timeoutMs,
  )

  test(
    'gives another version for other examples',
    () => {
      expect(trainModel(examples.slice(1), options).model.version).not.toBe(model.version)
    },
    timeoutMs,
  )

  test('writes a file that classifies like the model in memory', () => {
    const loaded = parseModel(text, 'model.json')
    for (const example of examples.slice(0, 30)) {
      expect(classify(loaded, example)).toEqual(classify(model, example))
    }
  })

  test('keeps as many features as asked for, and no words', () => {
    expect(keys).toHaveLength(5_000)
    expect(text).not.toMatch(/writeback password|密碼/)
  })

  test('predicts every example once by a model that did not see it', () => {
    expect(crossValidation).toHaveLength(examples.length)
    expect(model.quality.accuracy).toBeGreaterThan(0.4)
  })

  test('leaves tickets in a language with too few texts to a person, as the service does', () => {
    const undecided = crossValidation.filter(({ language }) => language === 'pt')
    expect(undecided.length).toBeGreaterThan(0)
    expect(undecided.map(({ prediction }) => prediction.decision)).not.toContain('suggested')
    expect(undecided.map(({ prediction }) => prediction.decision)).not.toContain('out-of-scope')
  })

  test('chooses thresholds that keep their promise on the cross-validation', () => {
    expect(model.quality.inScopeLost).toBeLessThanOrEqual(options.inScopeLostMax)
    const at = model.curve.find(({ confidence }) => confidence === model.thresholds.suggested)
    expect(at?.precision ?? 1).toBeGreaterThanOrEqual(options.suggestedPrecisionMin)
  })
})
