import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  builtInArticles,
  type Knowledge,
  loadKnowledge,
  parseArticle,
} from '../../../src/knowledge/articles.ts'
import {
  type ArticleLanguage,
  agentLanguages,
  articleLanguages,
  categoryIds,
} from '../../../src/ticket.ts'
import { seedLinks, seedSections } from './seed-links.ts'
import { toSimplified } from './simplified.ts'

const article = `---
title: "Reset: how"
lastVerified: 2026-11-22
links:
  - title: Tutorial
    url: https://learn.microsoft.com/zh-tw/entra/x
    language: zh-Hant
    replaces: https://docs.microsoft.com/x
  - title: FAQ
    url: https://learn.microsoft.com/en-us/entra/y
    language: en
seedSections: ["我收到錯誤訊息"]
---
# Reply to user
請到 [網頁](https://learn.microsoft.com/zh-tw/entra/x)，使用者要登入。

# Reply to admin
1. One

# Note
### Checks
\`\`\`powershell
# Not a heading
Get-MgUser
\`\`\`
`

describe('one article file', () => {
  test('gives title, sections, links and the hash of its text', () => {
    const parsed = parseArticle(article, 'self-reset', 'zh-Hant')
    expect(parsed).toMatchObject({
      kind: 'article',
      article: {
        id: 'self-reset',
        language: 'zh-Hant',
        title: 'Reset: how',
        lastVerified: '2026-11-22',
        replyToAdmin: '1. One',
        links: [{ replaces: ['https://docs.microsoft.com/x'] }, { replaces: [] }],
        seedSections: ['我收到錯誤訊息'],
        revision: expect.stringMatching(/^sha256:[0-9a-f]{64}$/u),
      },
    })
  })

  test('has no note in a language that agents do not read', () => {
    const [withoutNote = ''] = article.split('# Note')
    const parsed = parseArticle(withoutNote, 'self-reset', 'fr')
    expect(parsed).toMatchObject({ kind: 'article', article: { language: 'fr' }, note: '' })
    const refused = parseArticle(article, 'self-reset', 'fr')
    expect(refused).toEqual({
      kind: 'malformed',
      problems: expect.arrayContaining([
        expect.stringContaining('# Note is not one of # Reply to user, # Reply to admin'),
      ]),
    })
  })

  test('may hold lines in code blocks that look like headings', () => {
    const parsed = parseArticle(article, 'self-reset', 'zh-Hant')
    expect(parsed.kind === 'article' && parsed.note).toContain('# Not a heading\nGet-MgUser')
  })

  test('has the same revision whatever the line endings of a checkout', () => {
    const revisionOf = (text: string) => {
      const parsed = parseArticle(text, 'self-reset', 'zh-Hant')
      return parsed.kind === 'article' ? parsed.article.revision : null
    }
    expect(revisionOf(article.replaceAll('\n', '\r\n'))).toBe(revisionOf(article))
    expect(revisionOf(article.replace('1. One', '1. Two'))).not.toBe(revisionOf(article))
  })

  test.each([
    ['no front matter', '# Note\nx', 'front matter'],
    ['broken YAML', article.replace('title: "Reset', 'title: [Reset'), 'not YAML'],
    ['an empty title', article.replace('"Reset: how"', '""'), 'title must be a text'],
    ['a day that does not exist', article.replace('2026-11-22', '2026-02-31'), 'lastVerified'],
    [
      'no links',
      article.replace(/links:[\s\S]*?seedSections/u, 'seedSections'),
      'at least one link',
    ],
    ['a link over http', article.replace('https://learn.microsoft.com/en-us', 'http://x'), 'https'],
    ['an unknown language', article.replace('language: en', 'language: nl'), 'links[1].language'],
    ['a mistyped key', article.replace('replaces:', 'replace:'), 'links[0].replace is not known'],
    ['an unknown section', article.replace('# Note', '# Notes'), '# Notes is not one of'],
    ['an empty section', article.replace('1. One', ''), '# Reply to admin is missing or empty'],
    ['a section twice', `${article}\n# Note\nx`, '# Note is there twice'],
    [
      'text before the sections',
      article.replace('# Reply to user', 'x\n# Reply to user'),
      'before',
    ],
    ['an open code block', article.replace('Get-MgUser\n```', 'Get-MgUser'), 'not closed'],
  ])('with %s is refused by name', (_, text, problem) => {
    const parsed = parseArticle(text, 'self-reset', 'zh-Hant')
    expect(parsed.kind === 'malformed' ? parsed.problems.join('\n') : '').toContain(problem)
  })
})

describe('a folder of articles', () => {
  let directory: string

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'articles-'))
    for (const id of categoryIds) {
      await mkdir(join(directory, id))
      await writeFile(join(directory, id, 'article.en.md'), article)
      await writeFile(join(directory, id, 'article.zh-Hant.md'), article)
      for (const language of ['de', 'fr', 'es', 'ja']) {
        const [withoutNote = ''] = article.split('# Note')
        await writeFile(join(directory, id, `article.${language}.md`), withoutNote)
      }
    }
  })

  afterAll(() => rm(directory, { recursive: true, force: true }))

  test('gives a Simplified article for each Traditional one, addresses included', async () => {
    const { categories } = await loadKnowledge({ directory, toSimplified })
    const { articles } = categories['self-reset']
    expect(articles['zh-Hans'].replyToUser).toBe(
      '请到 [网页](https://learn.microsoft.com/zh-cn/entra/x)，用户要登录。',
    )
    expect(articles['zh-Hans'].links.map(({ url, language }) => [url, language])).toEqual([
      ['https://learn.microsoft.com/zh-cn/entra/x', 'zh-Hans'],
      ['https://learn.microsoft.com/en-us/entra/y', 'en'],
    ])
    expect(articles['zh-Hans'].revision).toBe(articles['zh-Hant'].revision)
  })

  test('is refused with every problem of every file in one error', async () => {
    const broken = await mkdtemp(join(tmpdir(), 'articles-'))
    await mkdir(join(broken, 'setup'))
    await writeFile(join(broken, 'setup', 'article.en.md'), article.replace('# Note', '# Notes'))
    const failure = loadKnowledge({ directory: broken, toSimplified })
    await expect(failure).rejects.toThrow(/setup\/article\.en\.md: # Note is missing/u)
    await expect(failure).rejects.toThrow(/setup\/article\.en\.md: # Notes is not one of/u)
    await expect(failure).rejects.toThrow(/writeback\/article\.zh-Hant\.md: the file is missing/u)
    await expect(failure).rejects.toThrow(/writeback\/article\.ja\.md: the file is missing/u)
    await rm(broken, { recursive: true, force: true })
  })
})

/** How an article asks to keep secrets out of the ticket. */
const cautions: Record<ArticleLanguage, RegExp> = {
  en: /password[^.]*(?:code|ticket)/u,
  'zh-Hant': /(?:不要|請勿)[^。]*密碼/u,
  'zh-Hans': /(?:不要|请勿)[^。]*密码/u,
  de: /(?:kein|nie)[^.]*Kenn(?:wort|wörter)[^.]*(?:code|Ticket)/u,
  fr: /(?:ni|aucun|pas|jamais)[^.]*mot de passe[^.]*(?:code|ticket)/u,
  es: /no (?:escriba|incluya|envíe)[^.]*contraseña/u,
  ja: /パスワード[^。]*(?:書か|記載し|送ら|入力し)ない/u,
}

describe('the articles of this build', () => {
  let knowledge: Knowledge
  const all = () =>
    categoryIds.flatMap((id) =>
      articleLanguages.map((language) => knowledge.categories[id].articles[language]),
    )

  beforeAll(async () => {
    knowledge = await loadKnowledge({ toSimplified })
  })

  test('exist for every category in every language, all sections filled', () => {
    expect(all()).toHaveLength(categoryIds.length * articleLanguages.length)
    const notes = categoryIds.flatMap((id) =>
      agentLanguages.map((language) => knowledge.categories[id].notes[language]),
    )
    const replies = all().flatMap((article) => [
      article.title,
      article.replyToUser,
      article.replyToAdmin,
    ])
    for (const text of [...replies, ...notes]) expect(text.length).toBeGreaterThan(5)
  })

  test.each(articleLanguages)('lose none of the seed’s ten links in %s', (language) => {
    const replaced = categoryIds.flatMap((id) =>
      knowledge.categories[id].articles[language].links.flatMap(({ replaces }) => replaces),
    )
    expect(seedLinks.filter((address) => !replaced.includes(address))).toEqual([])
  })

  test('cover every heading of the seed, in every language', () => {
    for (const language of articleLanguages) {
      const covered = categoryIds.flatMap((id) => [
        ...knowledge.categories[id].articles[language].seedSections,
      ])
      expect(new Set(covered)).toEqual(new Set(seedSections))
    }
  })

  test('link to Microsoft over https and without tracking', () => {
    const hosts = new Set([
      'learn.microsoft.com',
      'support.microsoft.com',
      'aka.ms',
      'mysignins.microsoft.com',
      'passwordreset.microsoftonline.com',
      'entra.microsoft.com',
    ])
    for (const { links } of all()) {
      for (const { url } of links) {
        expect(new URL(url).protocol).toBe('https:')
        expect(hosts).toContain(new URL(url).hostname)
        expect(url).not.toContain('WT.mc_id')
      }
    }
  })

  test('carry no tracking and no retired address in their texts', () => {
    for (const article of all()) {
      const text = article.replyToUser + article.replyToAdmin
      expect(text).not.toMatch(/WT\.mc_id|docs\.microsoft\.com/u)
    }
    for (const { notes } of Object.values(knowledge.categories)) {
      expect(notes.en + notes['zh-Hant']).not.toMatch(/WT\.mc_id|docs\.microsoft\.com/u)
    }
  })

  test.each([
    ['zh-Hant', 'zh-tw'],
    ['zh-Hans', 'zh-cn'],
    ['de', 'de-de'],
    ['fr', 'fr-fr'],
    ['es', 'es-es'],
    ['ja', 'ja-jp'],
  ] as const)('lead readers of %s to pages in their language', (language, locale) => {
    const addresses = categoryIds.flatMap((id) =>
      knowledge.categories[id].articles[language].links
        .filter((link) => link.language === language)
        .map(({ url }) => url)
        .filter((url) => url.startsWith('https://learn.microsoft.com/')),
    )
    expect(addresses.length).toBeGreaterThan(0)
    for (const url of addresses) expect(url).toContain(`/${locale}/`)
  })

  test('tell an end user nothing that belongs to administrators', () => {
    for (const { replyToUser } of all()) {
      expect(replyToUser).not.toMatch(/powershell|Update-Mg|MSOL_|adminCount|registry|graph\./iu)
    }
  })

  test('ask every end user to keep passwords and codes out of the ticket', () => {
    for (const { language, replyToUser } of all()) {
      expect(replyToUser).toMatch(cautions[language])
    }
  })

  test('show what a file holds, to the byte', async () => {
    const text = await readFile(join(builtInArticles, 'writeback', 'article.en.md'), 'utf8')
    expect(text).toContain(knowledge.categories.writeback.notes.en)
  })
})
