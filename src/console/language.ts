/** The interface's language: remembered per browser, at first the browser's own. */

export const languages = ['en', 'zh-Hant'] as const
export type Language = (typeof languages)[number]

const storageKey = 'sspr-language'

function firstLanguage(): Language {
  const remembered = languages.find((known) => known === localStorage.getItem(storageKey))
  return remembered ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh-Hant' : 'en')
}

let current = firstLanguage()
const listeners = new Set<() => void>()

export function currentLanguage(): Language {
  return current
}

export function setLanguage(language: Language): void {
  current = language
  localStorage.setItem(storageKey, language)
  showLanguage()
  for (const listener of listeners) listener()
}

/** Tells screen readers and the choice of glyphs which language the page is in. */
export function showLanguage(): void {
  document.documentElement.lang = current
}

/** @returns the way to stop listening. */
export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * A view's texts. The returned function answers in the current language; `{name}` in a text becomes the value
 * of that name. A key that one language lacks does not compile.
 */
export function dictionary<K extends string>(texts: Record<Language, Record<K, string>>) {
  return (key: K, values: Record<string, string | number> = {}): string =>
    texts[current][key].replace(/\{(\w+)\}/g, (whole, name: string) =>
      String(values[name] ?? whole),
    )
}
