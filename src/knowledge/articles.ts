import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse as parseYaml } from 'yaml'
import {
  type AgentLanguage,
  type ArticleLanguage,
  type ArticleLink,
  type CategoryId,
  categoryIds,
} from '../ticket.ts'
import { isAgentLanguage, type ToSimplified, withSimplifiedAddresses } from './wording.ts'

/** A link of an article, and the addresses of the source document it takes the place of. */
export type ArticleSource = ArticleLink & { replaces: readonly string[] }

/** What the service knows about one category, in one language. */
export type Article = {
  id: CategoryId
  language: ArticleLanguage
  title: string
  /** Day on which somebody last checked the article against its sources, `YYYY-MM-DD`. */
  lastVerified: string
  /** Markdown without greeting or closing, fit to be sent to somebody whose identity is unknown. */
  replyToUser: string
  replyToAdmin: string
  links: readonly ArticleSource[]
  /** Headings of the source document that the article covers. */
  seedSections: readonly string[]
  /** `sha256:` and the hash of the file the text comes from; one file serves both Chinese scripts. */
  revision: string
}

export type KnowledgeCategory = {
  id: CategoryId
  articles: Readonly<Record<ArticleLanguage, Article>>
  /** Markdown for the agent only. */
  notes: Readonly<Record<AgentLanguage, string>>
}

/** Everything that answers are made of; read once at start, never changed afterwards. */
export type Knowledge = {
  categories: Readonly<Record<CategoryId, KnowledgeCategory>>
  toSimplified: ToSimplified
}

/** The articles that belong to this build: beside this module, in `src` as in `dist`. */
export const builtInArticles: string = fileURLToPath(new URL('./categories', import.meta.url))

/** The languages that articles are written in; Simplified Chinese is derived. */
const writtenLanguages = ['en', 'zh-Hant', 'de', 'fr', 'es', 'ja'] as const
type WrittenLanguage = (typeof writtenLanguages)[number]

/**
 * Reads and checks all articles: `<directory>/<category>/article.<language>.md` for every written
 * language. Simplified Chinese articles are converted from the Traditional ones, their Microsoft
 * addresses pointed at the Simplified pages.
 *
 * @throws Error naming every file that is missing or malformed, with all of its problems.
 */
export async function loadKnowledge(options: {
  directory?: string
  toSimplified: ToSimplified
}): Promise<Knowledge> {
  const directory = options.directory ?? builtInArticles
  const problems: string[] = []
  const loaded = await Promise.all(
    categoryIds.map((id) => loadCategory(directory, id, options.toSimplified, problems)),
  )
  if (problems.length > 0) {
    throw new Error(`The knowledge cannot be loaded.\n${problems.sort().join('\n')}`)
  }
  return {
    categories: byId(loaded.filter((category) => category !== null)),
    toSimplified: options.toSimplified,
  }
}

async function loadCategory(
  directory: string,
  id: CategoryId,
  toSimplified: ToSimplified,
  problems: string[],
): Promise<KnowledgeCategory | null> {
  const load = (language: WrittenLanguage) => loadArticle(directory, id, language, problems)
  const [en, traditional, de, fr, es, ja] = await Promise.all([
    load('en'),
    load('zh-Hant'),
    load('de'),
    load('fr'),
    load('es'),
    load('ja'),
  ])
  if (!en || !traditional || !de || !fr || !es || !ja) return null
  return {
    id,
    articles: {
      en: en.article,
      'zh-Hant': traditional.article,
      'zh-Hans': simplifiedArticle(traditional.article, toSimplified),
      de: de.article,
      fr: fr.article,
      es: es.article,
      ja: ja.article,
    },
    notes: {
      en: en.note,
      'zh-Hant': traditional.note,
      'zh-Hans': simplifiedText(traditional.note, toSimplified),
    },
  }
}

function byId(categories: readonly KnowledgeCategory[]): Record<CategoryId, KnowledgeCategory> {
  const found = new Map(categories.map((category) => [category.id, category]))
  const get = (id: CategoryId): KnowledgeCategory => {
    const category = found.get(id)
    if (!category) throw new Error(`There is no article for ${id}`)
    return category
  }
  return {
    setup: get('setup'),
    'error-message': get('error-message'),
    'reset-policy': get('reset-policy'),
    prepopulate: get('prepopulate'),
    registration: get('registration'),
    'self-reset': get('self-reset'),
    writeback: get('writeback'),
  }
}

async function loadArticle(
  directory: string,
  id: CategoryId,
  language: WrittenLanguage,
  problems: string[],
): Promise<ArticleFile | null> {
  const file = `${id}/article.${language}.md`
  let text: string
  try {
    text = await readFile(join(directory, id, `article.${language}.md`), 'utf8')
  } catch {
    problems.push(`${file}: the file is missing or cannot be read`)
    return null
  }
  const parsed = parseArticle(text, id, language)
  if (parsed.kind === 'article') return parsed
  for (const problem of parsed.problems) problems.push(`${file}: ${problem}`)
  return null
}

/** What one file holds; the note is empty in a language that agents do not read. */
type ArticleFile = { article: Article; note: string }

export type ParsedArticle =
  | ({ kind: 'article' } & ArticleFile)
  | { kind: 'malformed'; problems: string[] }

type SectionName = 'Reply to user' | 'Reply to admin' | 'Note'

function sectionsOf(language: WrittenLanguage): readonly SectionName[] {
  const replies = ['Reply to user', 'Reply to admin'] as const
  return isAgentLanguage(language) ? [...replies, 'Note'] : replies
}

/**
 * Reads one article file: YAML front matter (`title`, `lastVerified`, `links`, `seedSections`)
 * between `---` lines, then the sections `# Reply to user`, `# Reply to admin` and, in a language
 * that agents read, `# Note`, each once and not empty. All problems are reported, not only the first.
 */
export function parseArticle(
  fileText: string,
  id: CategoryId,
  language: WrittenLanguage,
): ParsedArticle {
  const text = fileText.replace(/^\uFEFF/u, '').replace(/\r\n?/gu, '\n')
  const problems: string[] = []
  const split = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/u.exec(text)
  if (!split) {
    return {
      kind: 'malformed',
      problems: ['it does not start with front matter between --- lines'],
    }
  }
  const front = readFrontMatter(split[1] ?? '', problems)
  const sections = readSections(split[2] ?? '', sectionsOf(language), problems)
  if (problems.length > 0) return { kind: 'malformed', problems }
  return {
    kind: 'article',
    article: {
      id,
      language,
      title: front.title,
      lastVerified: front.lastVerified,
      replyToUser: sections.get('Reply to user') ?? '',
      replyToAdmin: sections.get('Reply to admin') ?? '',
      links: front.links,
      seedSections: front.seedSections,
      revision: `sha256:${createHash('sha256').update(text).digest('hex')}`,
    },
    note: sections.get('Note') ?? '',
  }
}

type FrontMatter = Pick<Article, 'title' | 'lastVerified' | 'links' | 'seedSections'>

function readFrontMatter(yaml: string, problems: string[]): FrontMatter {
  const empty: FrontMatter = { title: '', lastVerified: '', links: [], seedSections: [] }
  let front: unknown
  try {
    front = parseYaml(yaml)
  } catch (error) {
    problems.push(`the front matter is not YAML: ${error instanceof Error ? error.message : error}`)
    return empty
  }
  if (!isRecord(front)) {
    problems.push('the front matter is empty')
    return empty
  }
  refuseUnknownKeys(front, ['title', 'lastVerified', 'links', 'seedSections'], '', problems)
  const links = Array.isArray(front.links) ? front.links : []
  if (links.length === 0) problems.push('links must be a list with at least one link')
  return {
    title: readText(front.title, 'title', problems),
    lastVerified: readDay(front.lastVerified, problems),
    links: links.map((link, at) => readLink(link, `links[${at}]`, problems)),
    seedSections: readTexts(front.seedSections ?? [], 'seedSections', problems),
  }
}

function readLink(link: unknown, where: string, problems: string[]): ArticleSource {
  if (!isRecord(link)) {
    problems.push(`${where} must have title, url and language`)
    return { title: '', url: '', language: 'en', replaces: [] }
  }
  refuseUnknownKeys(link, ['title', 'url', 'language', 'replaces'], `${where}.`, problems)
  const url = readText(link.url, `${where}.url`, problems)
  if (url !== '' && !isHttpsUrl(url)) problems.push(`${where}.url must be an https address`)
  const language = writtenLanguages.find((known) => known === link.language)
  if (!language) problems.push(`${where}.language must be one of ${writtenLanguages.join(', ')}`)
  const replaces = typeof link.replaces === 'string' ? [link.replaces] : (link.replaces ?? [])
  return {
    title: readText(link.title, `${where}.title`, problems),
    url,
    language: language ?? 'en',
    replaces: readTexts(replaces, `${where}.replaces`, problems),
  }
}

function readSections(
  body: string,
  sectionNames: readonly SectionName[],
  problems: string[],
): Map<SectionName, string> {
  const sections = new Map<SectionName, string>()
  let name: SectionName | null = null
  let lines: string[] = []
  let isInFence = false
  const close = () => {
    if (name !== null) sections.set(name, lines.join('\n').trim())
    else if (lines.join('').trim() !== '') problems.push('there is text before the first section')
  }
  for (const line of body.split('\n')) {
    // A comment in a PowerShell block looks like a heading.
    if (/^\s*(?:```|~~~)/u.test(line)) isInFence = !isInFence
    const heading = isInFence ? null : /^# +(.+?) *$/u.exec(line)
    if (!heading) {
      lines.push(line)
      continue
    }
    close()
    lines = []
    name = sectionNames.find((known) => known === heading[1]) ?? null
    if (name === null) problems.push(`# ${heading[1]} is not one of # ${sectionNames.join(', # ')}`)
    else if (sections.has(name)) problems.push(`# ${name} is there twice`)
  }
  close()
  if (isInFence) problems.push('a code block is not closed')
  for (const known of sectionNames) {
    if (!sections.get(known)) problems.push(`# ${known} is missing or empty`)
  }
  return sections
}

function simplifiedArticle(article: Article, toSimplified: ToSimplified): Article {
  const convert = (text: string) => simplifiedText(text, toSimplified)
  return {
    ...article,
    language: 'zh-Hans',
    title: convert(article.title),
    replyToUser: convert(article.replyToUser),
    replyToAdmin: convert(article.replyToAdmin),
    links: article.links.map((link) =>
      link.language === 'zh-Hant'
        ? {
            ...link,
            title: toSimplified(link.title),
            url: withSimplifiedAddresses(link.url),
            language: 'zh-Hans',
          }
        : { ...link, title: toSimplified(link.title) },
    ),
  }
}

function simplifiedText(text: string, toSimplified: ToSimplified): string {
  return withSimplifiedAddresses(toSimplified(text))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isHttpsUrl(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:'
}

function readText(value: unknown, where: string, problems: string[]): string {
  if (typeof value === 'string' && value.trim() !== '') return value.trim()
  problems.push(`${where} must be a text`)
  return ''
}

function readTexts(value: unknown, where: string, problems: string[]): string[] {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '')) {
    return value
  }
  problems.push(`${where} must be a list of texts`)
  return []
}

function readDay(value: unknown, problems: string[]): string {
  const day = typeof value === 'string' ? value : ''
  if (/^\d{4}-\d{2}-\d{2}$/u.test(day) && new Date(day).toJSON()?.startsWith(day)) return day
  problems.push('lastVerified must be a day such as 2026-11-22')
  return ''
}

function refuseUnknownKeys(
  record: Record<string, unknown>,
  known: readonly string[],
  where: string,
  problems: string[],
): void {
  for (const key of Object.keys(record)) {
    if (!known.includes(key)) problems.push(`${where}${key} is not known here`)
  }
}
