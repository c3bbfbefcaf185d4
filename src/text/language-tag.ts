/** Language tags as callers write them, and as this service names languages. */

/** True for a well-formed BCP 47 tag. */
export function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1
  } catch {
    return false
  }
}

/**
 * The service's name for the language of a well-formed tag: Chinese by its script (`zh-TW` is `zh-Hant`,
 * `zh-CN` is `zh-Hans`), every other language without its region (`en-GB` is `en`).
 */
export function languageOfTag(tag: string): string {
  // Likely subtags would make English of the undetermined language.
  if (/^und\b/i.test(tag)) return 'und'
  const { language, script } = new Intl.Locale(tag).maximize()
  return language === 'zh' ? `zh-${script}` : language
}
