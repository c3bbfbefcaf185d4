import { describe, expect, test } from 'vitest'
import {
  articleLanguageOf,
  learnUrl,
  withSimplifiedAddresses,
} from '../../../src/knowledge/wording.ts'

describe('the language of an answer', () => {
  test.each([
    ['en', 'en'],
    ['en-GB', 'en'],
    ['zh-Hant', 'zh-Hant'],
    ['zh-TW', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['zh-Hans', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['zh', 'zh-Hans'],
    ['de-CH', 'de'],
    ['fr', 'fr'],
    ['es-419', 'es'],
    ['ja-JP', 'ja'],
    ['nl', 'en'],
    ['zz', 'en'],
    ['und', 'en'],
    ['zh-?', 'en'],
  ])('for a ticket in %s is %s', (tag, language) => {
    expect(articleLanguageOf(tag)).toBe(language)
  })
})

test('a page has one address per language', () => {
  expect(learnUrl('entra/x#y', 'zh-Hans')).toBe('https://learn.microsoft.com/zh-cn/entra/x#y')
})

test('only Microsoft’s addresses are pointed at Simplified pages', () => {
  const text =
    'https://learn.microsoft.com/zh-tw/x https://support.microsoft.com/zh-tw/y https://passwordreset.microsoftonline.com/?mkt=zh-tw https://example.com/zh-tw/'
  expect(withSimplifiedAddresses(text)).toBe(
    'https://learn.microsoft.com/zh-cn/x https://support.microsoft.com/zh-cn/y https://passwordreset.microsoftonline.com/?mkt=zh-cn https://example.com/zh-tw/',
  )
})
