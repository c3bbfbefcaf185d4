import { readFileSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadModel, ModelFileError, parseModel } from '../../../src/classifier/model-file.ts'

const path = 'src/classifier/model.json'
const text = readFileSync(path, 'utf8')

function changed(change: (file: Record<string, unknown>) => void): string {
  const file = JSON.parse(text) as Record<string, unknown>
  change(file)
  return JSON.stringify(file)
}

describe('the model file', () => {
  test('loads, and is at most 1.5 MB', () => {
    expect(loadModel(path).labels).toHaveLength(8)
    expect(statSync(path).size).toBeLessThanOrEqual(1_500_000)
  })

  test.each([
    ['no JSON', 'PK', /damaged/],
    ['another JSON', '{"a":1}', /not a model file/],
    ['null', 'null', /not a model file/],
    ['a later format', changed((file) => (file.format = 99)), /format 99/],
    ['other features', changed((file) => (file.features = 1)), /train it again/],
    ['one changed weight', text.replace('"weights": "', '"weights": "A'), /checksum/],
    ['a changed threshold', changed((file) => (file.thresholds = {})), /checksum/],
    ['a missing part', changed((file) => delete file.keys), /checksum/],
    ['half of it', text.slice(0, text.length / 2), /damaged/],
  ])('is refused with a clear sentence when it is %s', (_name, content, message) => {
    expect(() => parseModel(content, 'model.json')).toThrow(ModelFileError)
    expect(() => parseModel(content, 'model.json')).toThrow(message)
  })

  test('is refused when it is not there', () => {
    expect(() => loadModel('src/classifier/none.json')).toThrow(/cannot be read/)
  })

  // Measured by cross-validation while training; `npm run train -- --check` proves in CI that the
  // figures belong to these sources. A change that lowers them has to be argued for.
  test('was measured no worse than the floors', () => {
    const { quality } = loadModel(path)
    expect(quality.accuracyEnglish).toBeGreaterThan(0.82)
    expect(quality.accuracyChinese).toBeGreaterThan(0.81)
    expect(quality.macroF1).toBeGreaterThan(0.78)
    expect(quality.outOfScopeAuroc).toBeGreaterThan(0.955)
    expect(quality.outOfScopeRecall).toBeGreaterThan(0.86)
    expect(quality.inScopeLost).toBeLessThanOrEqual(0.1)
    expect(quality.suggestedPrecision).toBeGreaterThan(0.92)
    expect(quality.suggestedCoverage).toBeGreaterThan(0.6)
    expect(quality.calibrationError).toBeLessThan(0.03)
  })
})
