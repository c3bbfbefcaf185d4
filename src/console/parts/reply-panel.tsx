import { useState } from 'preact/hooks'
import { type ArticleLanguage, articleLanguages } from '../../ticket.ts'
import { call } from '../api.ts'
import type { Category, Suggestion } from '../contract.ts'
import { t as term } from '../i18n/terms.ts'
import { t } from '../i18n/ticket.ts'
import { CopyButton } from './copy-button.tsx'
import { Load, useLoaded } from './load.tsx'
import { Markdown } from './markdown.tsx'

const audiences = ['user', 'admin'] as const
type Audience = (typeof audiences)[number]

/** The reply as it was composed, or the article's text in another language. */
export function ReplyPanel({ suggestion }: { suggestion: Suggestion }) {
  const [language, setLanguage] = useState<ArticleLanguage>(suggestion.language)
  const [audience, setAudience] = useState<Audience>('user')
  const [isPlain, setIsPlain] = useState(false)
  const isOwn = language === suggestion.language
  const [loaded, retry] = useLoaded(`${suggestion.category} ${language}`, async (signal) =>
    isOwn
      ? null
      : call<Category>('GET', `/v1/categories/${suggestion.category}?language=${language}`, {
          signal,
        }),
  )
  return (
    <section class="card reply">
      <h2>{t('reply')}</h2>
      <div class="reply-tools">
        <fieldset class="segments">
          <legend class="visually-hidden">{t('replyLanguage')}</legend>
          {[
            suggestion.language,
            ...articleLanguages.filter((each) => each !== suggestion.language),
          ].map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === language}
              onClick={() => setLanguage(each)}
            >
              {term(each)}
            </button>
          ))}
        </fieldset>
        {!isOwn && (
          <fieldset class="segments">
            <legend class="visually-hidden">{t('audience')}</legend>
            {audiences.map((each) => (
              <button
                key={each}
                type="button"
                aria-pressed={each === audience}
                onClick={() => setAudience(each)}
              >
                {term(each)}
              </button>
            ))}
          </fieldset>
        )}
        <button
          type="button"
          class="button small plain-switch"
          aria-pressed={isPlain}
          onClick={() => setIsPlain(!isPlain)}
        >
          {t('plain')}
        </button>
      </div>
      <Load loaded={loaded} retry={retry}>
        {(category) => {
          const text =
            category === null
              ? suggestion.reply
              : audience === 'user'
                ? category.replyToUser
                : category.replyToAdmin
          return (
            <>
              <div class="reply-label">
                <p class="hint">{category === null ? t('replyOwn') : t('replyOther')}</p>
                <CopyButton text={text} label={t('reply')} />
              </div>
              <div class="reply-text">
                {isPlain ? (
                  <pre class="plain" lang={language}>
                    {text}
                  </pre>
                ) : (
                  <Markdown text={text} lang={language} />
                )}
              </div>
            </>
          )
        }}
      </Load>
    </section>
  )
}
