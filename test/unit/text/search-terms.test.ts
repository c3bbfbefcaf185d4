import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSearch, searchTerms, standsIn } from '../../../src/text/search-terms.ts'

/** As the index would narrow, before the text is looked at. */
function isNarrowedTo(search: string, text: string): boolean {
  const terms = searchTerms(text)
  return readSearch(search).every(({ forms }) =>
    forms.some((form) =>
      form.terms.every(({ text: wanted, isPrefix }) =>
        terms.some((term) => (isPrefix ? term.startsWith(wanted) : term === wanted)),
      ),
    ),
  )
}
const finds = (search: string, text: string) =>
  isNarrowedTo(search, text) && standsIn(readSearch(search), text)

describe('the terms of a text', () => {
  test('are words, parts of codes, and neighbouring Chinese characters', () => {
    expect(searchTerms('Reset fails: SSPR_0029', '密碼回寫')).toEqual([
      'reset',
      'fails',
      'sspr',
      '0029',
      '密码',
      '码回',
      '回写',
      '写',
    ])
  })

  test('of a long run are cut, so that any text can be indexed', () => {
    expect(searchTerms('x'.repeat(65_536))).toEqual(['x'.repeat(64)])
    expect(searchTerms(null)).toEqual([])
  })
})

describe('a search', () => {
  test.each([
    ['RESET', 'password reset fails'],
    ['res', 'password reset fails'],
    ['0029', 'the page says SSPR_0029'],
    ['sspr_00', 'the page says SSPR_0029'],
    ['sspr_0029', 'the page says ＳＳＰＲ_００２９'],
    ['100%', 'about 100% of users'],
    ['c:\\temp', 'in C:\\temp_dir'],
    ['temp_dir', 'in C:\\temp_dir'],
    ["can't", 'I can’t sign in'],
    ['fails reset', 'reset fails'],
    ['- reset', 'reset fails'],
    ['密碼', '我忘記密碼了'],
    ['密', '我忘記密碼'],
    ['碼', '我忘記密碼'],
    ['密码', '我忘記密碼了'],
    ['密碼', '我忘记密码了'],
    ['頭髮', '我的头发'],
    ['发', '我的頭髮'],
    ['登入', '无法登录公司账号'],
    ['登录', '無法登入公司帳號'],
    ['录', '无法登录公司账号'],
    ['重設password', '如何重設Password？'],
    ['パスワード', '新しいパスワードを設定'],
    ['x'.repeat(200), `key ${'x'.repeat(300)}`],
  ])('for "%s" finds "%s"', (search, text) => {
    expect(finds(search, text)).toBe(true)
  })

  test.each([
    ['eset', 'password reset fails'],
    ['100%', 'about 100 users'],
    ['tempxdir', 'in C:\\temp_dir'],
    ['reset', '重設'],
    ['密碼回', '密碼，碼回'],
    ['回密', '密碼回寫'],
    ['reset printer', 'reset fails'],
    ['0029', '10029'],
  ])('for "%s" does not find "%s"', (search, text) => {
    expect(finds(search, text)).toBe(false)
  })

  test('of signs only has no words', () => {
    expect(readSearch(' %% — … ')).toEqual([])
  })

  test('for any piece of a Chinese text finds it, whatever stands around', () => {
    const chinese = fc.array(fc.constantFrom(...'我忘記密碼发登录入重設置账号台里后'), {
      minLength: 1,
      maxLength: 6,
    })
    fc.assert(
      fc.property(chinese, chinese, chinese, (before, piece, after) =>
        finds(piece.join(''), [...before, ...piece, ...after].join('')),
      ),
    )
  })

  test('is narrowed by the index to no less than what stands there', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 30 })
    fc.assert(
      fc.property(text, text, (search, around) => {
        const whole = `${search} ${around}`
        return !standsIn(readSearch(search), whole) || isNarrowedTo(search, whole)
      }),
    )
  })
})
