import type { CategoryId, ReadErrorCode } from '../../ticket.ts'
import { t } from '../i18n/knowledge.ts'
import { t as term } from '../i18n/terms.ts'
import { hrefOf } from '../route.ts'

export type KnownCode = ReadErrorCode & { category: CategoryId }

type ErrorCodeListProps = {
  codes: readonly KnownCode[]
  /** Left out where all are of one. */
  hasCategories?: boolean
}

const fixerKinds = { user: 'good', admin: 'accent', nobody: '' }

export function ErrorCodeList({ codes, hasCategories = false }: ErrorCodeListProps) {
  return (
    <ul class="code-list">
      {codes.map(({ code, category, meaning, fixedBy, remedy, link }) => (
        <li key={`${category} ${code}`}>
          <div class="code-name">
            <code>{code}</code>
            <span class={`badge ${fixerKinds[fixedBy]}`}>
              <span class="visually-hidden">{t('fixedBy')}: </span>
              {term(fixedBy)}
            </span>
            {hasCategories && (
              <a class="code-category" href={hrefOf(['knowledge', category])}>
                {term(category)}
              </a>
            )}
          </div>
          <div class="code-text">
            <p>{meaning}</p>
            <p class="code-remedy">
              <b>{t('remedy')}</b> {remedy}
            </p>
          </div>
          <a
            class="code-source"
            href={link}
            target="_blank"
            rel="noopener noreferrer"
            aria-label={t('sourceOf', { code })}
          >
            {t('source')}
          </a>
        </li>
      ))}
    </ul>
  )
}

/**
 * Those that hold every word of the filter, in the code, its meaning, its remedy or its category; codes come
 * before texts that only mention one.
 */
export function findCodes(codes: readonly KnownCode[], filter: string): KnownCode[] {
  const words = filter.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
  const holdsAll = (text: string) => {
    const searched = text.normalize('NFKC').toLowerCase()
    return words.every((word) => searched.includes(word))
  }
  return codes
    .filter(({ code, category, meaning, remedy }) =>
      holdsAll([code, term(category), meaning, remedy].join('\n')),
    )
    .sort((a, b) => Number(holdsAll(b.code)) - Number(holdsAll(a.code)))
}
