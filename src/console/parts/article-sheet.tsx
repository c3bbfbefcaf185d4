import type { ArticleLanguage } from '../../ticket.ts'
import type { Category } from '../contract.ts'
import { t } from '../i18n/knowledge.ts'
import { t as term } from '../i18n/terms.ts'
import { CopyButton } from './copy-button.tsx'
import { Markdown } from './markdown.tsx'
import { VerifiedMark } from './verified-mark.tsx'

const parts = ['replyToUser', 'replyToAdmin', 'note'] as const

type Cell = { language: ArticleLanguage; text: string }

/** Notes are there in the languages of agents only; one stands for the others. */
function cellsOf(articles: readonly Category[], part: (typeof parts)[number]): Cell[] {
  if (part !== 'note')
    return articles.map((each) => ({ language: each.language, text: each[part] }))
  const notes = articles.map(({ note, noteLanguage }) => ({ language: noteLanguage, text: note }))
  return notes.filter(
    ({ language }, at) => notes.findIndex((other) => other.language === language) === at,
  )
}

const columnsMax = 3

/** One article in several languages, part by part side by side, so that they can be compared. */
export function ArticleSheet({ articles }: { articles: readonly Category[] }) {
  return (
    <div class={`sheet sheet-${Math.min(articles.length, columnsMax)}`}>
      <div class="sheet-row sheet-titles">
        {articles.map(({ language, title, lastVerified }) => (
          <div key={language} class="sheet-cell">
            <span class="sheet-language">{term(language)}</span>
            <p class="sheet-title" lang={language}>
              {title}
            </p>
            <VerifiedMark day={lastVerified} />
          </div>
        ))}
      </div>
      {parts.map((part) => (
        <section key={part} class="sheet-part" aria-label={t(part)}>
          <h2>
            {t(part)}
            {part === 'note' && <span class="hint">{t('noteHint')}</span>}
          </h2>
          <div class="sheet-row">
            {cellsOf(articles, part).map(({ language, text }) => (
              <div key={language} class="sheet-cell card">
                <CellHead
                  language={language}
                  text={text}
                  label={t('copyOf', { part: t(part), language: term(language) })}
                />
                <Markdown text={text} lang={language} />
              </div>
            ))}
          </div>
        </section>
      ))}
      <section class="sheet-part" aria-label={t('links')}>
        <h2>{t('links')}</h2>
        <div class="sheet-row">
          {articles.map(({ language, links }) => (
            <div key={language} class="sheet-cell card">
              <p class="sheet-language">{term(language)}</p>
              <ul class="sheet-links">
                {links.map((link) => (
                  <li key={link.url}>
                    <a
                      href={link.url}
                      target="_blank"
                      rel="noopener noreferrer"
                      lang={link.language}
                    >
                      {link.title}
                    </a>
                    {link.language !== language && (
                      <span class="hint">
                        {' '}
                        {t('linkLanguage', { language: term(link.language) })}
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      </section>
    </div>
  )
}

type CellHeadProps = { language: ArticleLanguage; text: string; label: string }

function CellHead({ language, text, label }: CellHeadProps) {
  return (
    <div class="cell-head">
      <span class="sheet-language">{term(language)}</span>
      <CopyButton text={text} label={label} />
    </div>
  )
}
