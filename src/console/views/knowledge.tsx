import { useEffect, useRef } from 'preact/hooks'
import {
  type ArticleLanguage,
  articleLanguages,
  type CategoryId,
  categoryIds,
} from '../../ticket.ts'
import { call } from '../api.ts'
import type { Category } from '../contract.ts'
import { t } from '../i18n/knowledge.ts'
import { t as layout } from '../i18n/layout.ts'
import { t as term } from '../i18n/terms.ts'
import { currentLanguage } from '../language.ts'
import { countText } from '../number-text.ts'
import { ArticleSheet } from '../parts/article-sheet.tsx'
import { ErrorCodeList, findCodes } from '../parts/error-code-list.tsx'
import { Load, useLoaded } from '../parts/load.tsx'
import { VerifiedMark } from '../parts/verified-mark.tsx'
import { go, hrefOf, type Route } from '../route.ts'
import type { ViewProps } from './view.ts'

export function KnowledgeView({ route }: ViewProps) {
  const name = route.path[1]
  const id = categoryIds.find((known) => known === name)
  return (
    <section class="page knowledge">
      {name === undefined && <Overview query={route.query} />}
      {id !== undefined && <Article key={id} id={id} route={route} />}
      {name !== undefined && id === undefined && <NoSuchCategory />}
    </section>
  )
}

function readCategory(id: CategoryId, language: ArticleLanguage, signal: AbortSignal) {
  return call<Category>('GET', `/v1/categories/${id}?language=${language}`, { signal })
}

/** All categories and all their codes, in the language of the interface. */
function Overview({ query }: { query: URLSearchParams }) {
  const language = currentLanguage()
  const [loaded, retry] = useLoaded(language, (signal) =>
    Promise.all(categoryIds.map((id) => readCategory(id, language, signal))),
  )
  return (
    <>
      <div>
        <h1>{t('title')}</h1>
        <p class="hint">{t('hint')}</p>
      </div>
      <Load loaded={loaded} retry={retry}>
        {(categories) => (
          <>
            <ul class="category-cards" aria-label={t('categories')}>
              {categories.map(({ id, title, lastVerified, errorCodes }) => (
                <li key={id}>
                  <a class="card category-card" href={hrefOf(['knowledge', id])}>
                    <b>{term(id)}</b>
                    <span class="category-title">{title}</span>
                    <span class="category-facts">
                      {codeCountText(errorCodes.length)}
                      <VerifiedMark day={lastVerified} />
                    </span>
                  </a>
                </li>
              ))}
            </ul>
            <AllCodes categories={categories} filter={query.get('q') ?? ''} />
          </>
        )}
      </Load>
    </>
  )
}

function codeCountText(count: number): string {
  return count === 1 ? t('oneCode') : t('codeCount', { count: countText(count) })
}

const codesOf = ({ id, errorCodes }: Category) =>
  errorCodes.map((errorCode) => ({ ...errorCode, category: id }))

type AllCodesProps = { categories: readonly Category[]; filter: string }

function AllCodes({ categories, filter }: AllCodesProps) {
  const codes = categories.flatMap(codesOf)
  const found = findCodes(codes, filter)
  const setFilter = (q: string) =>
    go(hrefOf(['knowledge'], new URLSearchParams(q === '' ? {} : { q })), true)
  return (
    <section class="code-section" aria-labelledby="codes-head">
      <div class="codes-tools">
        <h2 id="codes-head">{t('codes')}</h2>
        <label class="codes-filter">
          <span>{t('filter')}</span>
          <input
            type="search"
            value={filter}
            maxLength={100}
            autocomplete="off"
            spellcheck={false}
            aria-describedby="codes-hint"
            onInput={(event) => setFilter(event.currentTarget.value)}
          />
        </label>
        <p id="codes-hint" class="hint">
          {t('filterHint')}
        </p>
        <p class="hint codes-found" role="status">
          {t('found', { count: countText(found.length), total: countText(codes.length) })}
        </p>
      </div>
      {found.length === 0 ? (
        <div class="state card">
          <p>{t('foundNone')}</p>
          <button type="button" class="button" onClick={() => setFilter('')}>
            {t('clear')}
          </button>
        </div>
      ) : (
        <ErrorCodeList codes={found} hasCategories />
      )}
    </section>
  )
}

/** Those the texts are first written in; the others are chosen by who reads them. */
const firstLanguages: readonly ArticleLanguage[] = ['en', 'zh-Hant']

function shownLanguages(query: URLSearchParams): ArticleLanguage[] {
  const wanted = query.get('languages')?.split(',') ?? firstLanguages
  const shown = articleLanguages.filter((language) => wanted.some((name) => name === language))
  return shown.length === 0 ? [...firstLanguages] : shown
}

type ArticleProps = { id: CategoryId; route: Route }

function Article({ id, route }: ArticleProps) {
  const shown = shownLanguages(route.query)
  const [loaded, retry] = useLoaded(id, (signal) =>
    Promise.all(articleLanguages.map((language) => readCategory(id, language, signal))),
  )
  return (
    <>
      <CategoryTabs id={id} query={route.query} />
      <div class="page-head">
        <h1>{term(id)}</h1>
        <LanguageChoice id={id} shown={shown} />
      </div>
      <Load loaded={loaded} retry={retry}>
        {(articles) => (
          <>
            <ArticleSheet articles={articles.filter(({ language }) => shown.includes(language))} />
            {articles
              .filter(({ language }) => language === currentLanguage())
              .map((article) => (
                <CodesOfOne key={article.language} article={article} />
              ))}
          </>
        )}
      </Load>
    </>
  )
}

function CategoryTabs({ id, query }: { id: CategoryId; query: URLSearchParams }) {
  const current = useRef<HTMLAnchorElement>(null)
  // On a phone the row is wider than the page.
  useEffect(() => current.current?.scrollIntoView({ block: 'nearest', inline: 'center' }), [id])
  return (
    <nav class="category-tabs" aria-label={t('categories')}>
      <a href={hrefOf(['knowledge'])}>{t('allCategories')}</a>
      {categoryIds.map((other) => (
        <a
          key={other}
          ref={other === id ? current : undefined}
          href={hrefOf(['knowledge', other], query)}
          aria-current={other === id ? 'page' : undefined}
        >
          {term(other)}
        </a>
      ))}
    </nav>
  )
}

function CodesOfOne({ article }: { article: Category }) {
  return (
    <section class="code-section" aria-labelledby="codes-head">
      <h2 id="codes-head">{t('codesOf')}</h2>
      {article.errorCodes.length === 0 ? (
        <p class="hint">{t('noCodes')}</p>
      ) : (
        <ErrorCodeList codes={codesOf(article)} />
      )}
    </section>
  )
}

type LanguageChoiceProps = { id: CategoryId; shown: readonly ArticleLanguage[] }

/** Which columns there are; the last one stays. */
function LanguageChoice({ id, shown }: LanguageChoiceProps) {
  const toggle = (language: ArticleLanguage) => {
    const wanted = shown.includes(language)
      ? shown.filter((other) => other !== language)
      : [...shown, language]
    go(hrefOf(['knowledge', id], new URLSearchParams({ languages: wanted.join(',') })), true)
  }
  return (
    <fieldset class="segments" aria-label={t('languages')}>
      {articleLanguages.map((language) => (
        <button
          key={language}
          type="button"
          aria-pressed={shown.includes(language)}
          disabled={shown.length === 1 && shown.includes(language)}
          onClick={() => toggle(language)}
        >
          {term(language)}
        </button>
      ))}
    </fieldset>
  )
}

function NoSuchCategory() {
  return (
    <div class="state">
      <p>{layout('notFound')}</p>
      <a class="button" href={hrefOf(['knowledge'])}>
        {t('allCategories')}
      </a>
    </div>
  )
}
