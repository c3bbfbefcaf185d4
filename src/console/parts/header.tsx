import { useState } from 'preact/hooks'
import { call } from '../api.ts'
import type { Session } from '../contract.ts'
import { t } from '../i18n/layout.ts'
import { currentLanguage, setLanguage } from '../language.ts'
import type { Route } from '../route.ts'
import { currentTheme, setTheme, themes } from '../theme.ts'

const pages = [
  { name: 'tickets', title: 'inbox' },
  { name: 'try', title: 'tryIt' },
  { name: 'numbers', title: 'numbers' },
  { name: 'knowledge', title: 'knowledge' },
] as const

type HeaderProps = { route: Route; session: Session; onSignOut: () => void }

export function Header({ route, session, onSignOut }: HeaderProps) {
  const current = route.path[0] ?? 'tickets'
  const signOut = () => call('DELETE', '/v1/session').finally(onSignOut)
  return (
    <header class="header">
      <a class="brand" href="#/tickets">
        <BrandMark />
        <span>{t('product')}</span>
      </a>
      <nav aria-label={t('navigation')}>
        {pages.map(({ name, title }) => (
          <a key={name} href={`#/${name}`} aria-current={current === name ? 'page' : undefined}>
            {t(title)}
          </a>
        ))}
      </nav>
      <div class="header-tools">
        <LanguageButton />
        <ThemeButton />
        <button
          type="button"
          class="tool"
          title={t('signedInAs', { role: session.role })}
          onClick={signOut}
        >
          {t('signOut')}
        </button>
      </div>
    </header>
  )
}

export function BrandMark() {
  return (
    <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect class="brand-tile" width="32" height="32" rx="8" />
      <path class="brand-line" d="M9 15.5V13a7 7 0 0 1 13.4-2.8M23.6 5.8l-.6 5.1-5-.9" />
      <rect class="brand-lock" x="7" y="15" width="18" height="11" rx="2.6" />
      <circle class="brand-tile" cx="16" cy="20.5" r="2" />
    </svg>
  )
}

export function LanguageButton() {
  const other = currentLanguage() === 'en' ? 'zh-Hant' : 'en'
  return (
    <button
      type="button"
      class="tool"
      lang={other}
      title={t('switchLanguageTitle')}
      onClick={() => setLanguage(other)}
    >
      {t('switchLanguage')}
    </button>
  )
}

export function ThemeButton() {
  const [theme, remember] = useState(currentTheme)
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system'
  const title = t('theme', { theme: t(`theme-${theme}`) })
  return (
    <button
      type="button"
      class="tool icon-tool"
      aria-label={title}
      title={title}
      onClick={() => {
        setTheme(next)
        remember(next)
      }}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {theme === 'light' && <path d={sun} />}
        {theme === 'dark' && <path d={moon} />}
        {theme === 'system' && <path d={halfDisc} />}
      </svg>
    </button>
  )
}

const sun =
  'M8 4.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4ZM8 1v1.8M8 13.2V15M1 8h1.8M13.2 8H15M3 3l1.3 1.3M11.7 11.7 13 13M3 13l1.3-1.3M11.7 4.3 13 3'
const moon = 'M13.4 9.7A5.9 5.9 0 0 1 6.3 2.6a5.9 5.9 0 1 0 7.1 7.1Z'
const halfDisc = 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 0v12M8 5h4.6M8 8h6M8 11h4.6'
