/** Colour scheme: the system's, unless one was chosen here. */

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const storageKey = 'sspr-theme'

export function currentTheme(): Theme {
  return themes.find((known) => known === localStorage.getItem(storageKey)) ?? 'system'
}

export function setTheme(theme: Theme): void {
  localStorage.setItem(storageKey, theme)
  showTheme()
}

export function showTheme(): void {
  const theme = currentTheme()
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  // Plots are drawn on a canvas, which does not follow the stylesheet by itself.
  document.dispatchEvent(new Event('themechange'))
}
