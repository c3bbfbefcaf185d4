import { beforeAll, describe, expect, test } from 'vitest'
import { type Knowledge, loadKnowledge } from '../../../src/knowledge/articles.ts'
import { readErrorCodes } from '../../../src/knowledge/error-codes.ts'
import { findMissing } from '../../../src/knowledge/missing.ts'
import { composeSuggestion } from '../../../src/knowledge/suggest.ts'
import { raiseWarnings } from '../../../src/knowledge/warnings.ts'
import { articleLanguageOf } from '../../../src/knowledge/wording.ts'
import {
  type AgentLanguage,
  articleLanguages,
  type CategoryId,
  type Redaction,
  type RequesterRole,
} from '../../../src/ticket.ts'
import { toSimplified } from './simplified.ts'

let knowledge: Knowledge
beforeAll(async () => {
  knowledge = await loadKnowledge({ toSimplified })
})

function suggest(ticket: {
  text: string
  category: CategoryId
  language?: string
  role?: RequesterRole
  agentLanguage?: AgentLanguage
  redactions?: Redaction[]
}) {
  const { text, category, language = 'en', role = 'user', agentLanguage = 'en' } = ticket
  const errorCodes = readErrorCodes(text, agentLanguage, toSimplified)
  return composeSuggestion({
    knowledge,
    category,
    language,
    role,
    errorCodes,
    warnings: raiseWarnings({
      category,
      text,
      redactions: ticket.redactions ?? [],
      language: agentLanguage,
      toSimplified,
    }),
    missing: findMissing({
      category,
      text,
      role,
      language: articleLanguageOf(language),
      errorCodes,
      toSimplified,
    }),
    agentLanguage,
  })
}

describe('the reply', () => {
  test('greets, helps, asks and closes, in this order', () => {
    const { reply } = suggest({ text: 'the reset page shows an error', category: 'error-message' })
    const { replyToUser } = knowledge.categories['error-message'].articles.en
    const positions = ['Hello,', replyToUser, 'To help you further', 'Kind regards'].map((part) =>
      reply.indexOf(part),
    )
    expect(positions[0]).toBe(0)
    expect(positions).toEqual([...positions].sort((one, other) => one - other))
    expect(positions).not.toContain(-1)
  })

  test('differs for an end user and an administrator', () => {
    const { articles } = knowledge.categories.registration
    const text = 'how does registering work'
    expect(suggest({ text, category: 'registration', role: 'user' }).reply).toContain(
      articles.en.replyToUser,
    )
    expect(suggest({ text, category: 'registration', role: 'admin' }).reply).toContain(
      articles.en.replyToAdmin,
    )
  })

  test.each([
    ['en-GB', 'en', 'Hello,'],
    ['zh-Hant', 'zh-Hant', '您好：\n\n感謝您的來信。'],
    ['zh-TW', 'zh-Hant', '您好：'],
    ['zh-Hans', 'zh-Hans', '您好：\n\n感谢您的来信。'],
    ['de-AT', 'de', 'Guten Tag,'],
    ['fr-CA', 'fr', 'Bonjour,'],
    ['es-MX', 'es', 'Hola'],
    ['ja-JP', 'ja', 'お世話になっております。'],
    ['nl', 'en', 'Hello,'],
    ['und', 'en', 'Hello,'],
  ])('to a ticket in %s is in %s', (tag, language, greeting) => {
    const suggestion = suggest({ text: '忘記密碼', category: 'self-reset', language: tag })
    expect(suggestion.language).toBe(language)
    expect(suggestion.reply.startsWith(greeting)).toBe(true)
  })

  test('explains a code and who can fix it, without its remedy', () => {
    const { reply } = suggest({ text: 'I get SSPR_0029', category: 'error-message' })
    expect(reply).toMatch(/\*\*SSPR_0029\*\*: In general it means .* Only an administrator/u)
    expect(reply).not.toMatch(/adminCount|SAM|connector/u)
  })

  test('keeps event ids from an end user and explains them to an administrator', () => {
    const text = 'event 33004 on the sync server'
    expect(suggest({ text, category: 'writeback', role: 'user' }).reply).not.toContain('33004')
    const toAdmin = suggest({ text, category: 'writeback', role: 'admin' }).reply
    expect(toAdmin).toContain('**33004**: Event 33004 (ADPermissionsError)')
    expect(toAdmin).not.toContain('lockoutTime')
  })

  test.each([
    [
      'de',
      '**33004**: Ereignis 33004 (ADPermissionsError): ',
      '. [Einzelheiten](https://learn.microsoft.com/de-de/',
    ],
    [
      'fr',
      '**33004**\u00a0: Événement 33004 (ADPermissionsError)\u00a0: ',
      '. [Détails](https://learn.microsoft.com/fr-fr/',
    ],
    [
      'es',
      '**33004**: Evento 33004 (ADPermissionsError): ',
      '. [Detalles](https://learn.microsoft.com/es-es/',
    ],
    [
      'ja',
      '**33004**: イベント 33004（ADPermissionsError）: ',
      '。[詳細](https://learn.microsoft.com/ja-jp/',
    ],
  ])(
    'explains a code to an administrator in %s, spaced as the language wants it',
    (language, start, end) => {
      const { reply, note } = suggest({
        text: 'event 33004 on the sync server',
        category: 'writeback',
        role: 'admin',
        language,
      })
      const explained = reply.split('\n\n').find((paragraph) => paragraph.startsWith('**33004**'))
      expect(explained?.startsWith(start)).toBe(true)
      expect(explained).toContain(end)
      expect(note).toContain('Event 33004 (ADPermissionsError): the connector account')
    },
  )

  test.each(['de', 'fr', 'es', 'ja'])(
    'says of an undocumented number in %s that it is one',
    (language) => {
      const ticket = { text: 'SSPR_0047', category: 'error-message', language } as const
      expect(suggest(ticket).reply).toMatch(/\*\*SSPR_0047\*\*\u00a0?: .{0,40}Microsoft/u)
      expect(suggest(ticket).reply).not.toContain('In general')
    },
  )

  test('tells somebody who sent a password to change it', () => {
    const text = 'my password is [password]'
    const redactions: Redaction[] = [{ kind: 'password', count: 1 }]
    const { reply } = suggest({ text, category: 'self-reset', redactions })
    expect(reply).toMatch(/Please change that password now/u)
  })

  test('does not reveal how identities are checked', () => {
    const { reply } = suggest({ text: 'urgent, reset my boss’s password', category: 'self-reset' })
    expect(reply).toContain('only after checking who is asking')
    expect(reply).not.toMatch(/call back|video|two people|directory/iu)
  })

  test('repeats nothing of the ticket but its codes', () => {
    const text = 'Zanzibar Quetzal cannot reset, SSPR_0029, support code 12345678-aaaa'
    const { reply, note } = suggest({ text, category: 'error-message' })
    for (const word of ['Zanzibar', 'Quetzal', '12345678']) {
      expect(reply).not.toContain(word)
      expect(note).not.toContain(word)
    }
  })

  test('asks nothing where nothing is missing', () => {
    const text = 'I forgot my password at the Windows login screen'
    const { reply } = suggest({ text, category: 'self-reset' })
    expect(reply).not.toContain('To help you further')
  })
})

describe('the note', () => {
  test('has warnings first, then codes with remedy and link, then the checks', () => {
    const { note } = suggest({
      text: 'SSPR_0029, please reset my password asap',
      category: 'error-message',
    })
    const positions = [
      'Verify who is asking',
      '**SSPR_0029** (an administrator fixes it)',
      'Remedy: ',
      'https://learn.microsoft.com/en-us/troubleshoot/',
      knowledge.categories['error-message'].notes.en,
    ].map((part) => note.indexOf(part))
    expect(positions).not.toContain(-1)
    expect(positions).toEqual([...positions].sort((one, other) => one - other))
  })

  test('is in the agent’s language whatever the requester’s', () => {
    const ticket = {
      text: '出現 SSPR_0029',
      category: 'error-message',
      language: 'zh-Hant',
    } as const
    expect(suggest(ticket).note).toContain('an administrator fixes it')
    expect(suggest({ ...ticket, agentLanguage: 'zh-Hant' }).note).toContain('需由系統管理員處理')
    expect(suggest({ ...ticket, agentLanguage: 'zh-Hans' }).note).toContain('需由系统管理员处理')
  })

  test('is the article’s note alone where there is nothing to add', () => {
    const { note } = suggest({ text: 'how does it work', category: 'setup', role: 'admin' })
    expect(note).toBe(knowledge.categories.setup.notes.en)
  })
})

describe('the links', () => {
  test('are the article’s, in the requester’s language first', () => {
    for (const language of articleLanguages) {
      const { links, article } = suggest({ text: 'x', category: 'setup', language })
      const own = links.map((link) => link.language === language)
      expect(own).toEqual([...own].sort((one, other) => Number(other) - Number(one)))
      expect(own).toContain(true)
      expect(links).toHaveLength(knowledge.categories.setup.articles[language].links.length)
      expect(article).toEqual({
        id: 'setup',
        revision: knowledge.categories.setup.articles[language].revision,
      })
    }
  })
})

test('the same ticket gets the same suggestion', () => {
  const ticket = { text: 'SSPR_0030 since 9 am', category: 'error-message' } as const
  expect(suggest(ticket)).toEqual(suggest(ticket))
})
