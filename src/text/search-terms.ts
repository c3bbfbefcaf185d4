/**
 * What a ticket can be found by. The terms of a text go into an index; a search is read into terms that the index
 * narrows by, and into words that the text itself is checked for, so that nothing is found that does not stand there.
 */

import { toSimplifiedCharacter, toTraditional } from './chinese-scripts.ts'

export type SearchTerm = {
  text: string
  /** The index term has to begin with the text; else it has to be the text. */
  isPrefix: boolean
}

/** A word of a search: found where one of its forms stands. */
export type SearchWord = { forms: { text: string; terms: SearchTerm[] }[] }

/** Longer runs are pasted keys and the like: their beginning finds them as well. */
const termUnitsMax = 64

/** Letters of scripts that write without blanks, where a word may begin anywhere. */
const unspaced =
  '(?=[\\p{L}\\p{M}\\p{N}])[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}]'
const run = new RegExp(
  `(?<unspaced>(?:${unspaced})+)|(?:(?!${unspaced})[\\p{L}\\p{M}\\p{N}])+`,
  'gu',
)
const beginsUnspaced = new RegExp(`^${unspaced}`, 'u')
const endsInsideWord = new RegExp(`(?!${unspaced})[\\p{L}\\p{M}\\p{N}]$`, 'u')
const beginsInWord = /^[\p{L}\p{M}\p{N}]/u

/**
 * The terms of a ticket's fields, each once: words and numbers in lower case (`SSPR_0029` as `sspr` and `0029`), and of
 * scripts without blanks each two neighbouring characters and the last one of a run.
 */
export function searchTerms(...fields: (string | null)[]): string[] {
  const terms = new Set<string>()
  for (const form of fields.flatMap((field) => formsOf(field ?? ''))) {
    for (const match of form.matchAll(run)) {
      if (match.groups?.unspaced === undefined) {
        terms.add(cut(match[0]))
        continue
      }
      const characters = Array.from(match[0])
      for (const [i, character] of characters.entries()) {
        terms.add(character + (characters[i + 1] ?? ''))
      }
    }
  }
  return [...terms]
}

/** Reads a search; words of signs only are left out, so there may be none left. */
export function readSearch(search: string): SearchWord[] {
  return search
    .normalize('NFKC')
    .split(/\s+/u)
    .map((word) => ({
      forms: formsOf(word)
        .map((text) => ({ text, terms: termsOfWord(text) }))
        .filter(({ terms }) => terms.length > 0),
    }))
    .filter(({ forms }) => forms.length > 0)
}

function termsOfWord(word: string): SearchTerm[] {
  return Array.from(word.matchAll(run)).flatMap(({ 0: text, groups }): SearchTerm[] => {
    if (groups?.unspaced === undefined) return [{ text: cut(text), isPrefix: true }]
    const characters = Array.from(text)
    // Every character but the last of a run begins a term of two, and the last is a term itself.
    if (characters.length === 1) return [{ text, isPrefix: true }]
    return characters
      .slice(1)
      .map((character, i) => ({ text: `${characters[i]}${character}`, isPrefix: false }))
  })
}

/**
 * True where every word stands in one of the fields: Latin words from the beginning of a word on, Chinese anywhere, in
 * either script.
 */
export function standsIn(words: readonly SearchWord[], ...fields: (string | null)[]): boolean {
  const texts = fields.flatMap((field) => formsOf(field ?? ''))
  return words.every(({ forms }) =>
    forms.some((form) => texts.some((text) => holdsWord(text, form.text))),
  )
}

function holdsWord(text: string, word: string): boolean {
  const mayBeginAnywhere = beginsUnspaced.test(word) || !beginsInWord.test(word)
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    // Two units are enough to see the whole character before.
    if (mayBeginAnywhere || !endsInsideWord.test(text.slice(Math.max(0, at - 2), at))) return true
  }
  return false
}

/**
 * A text as it is compared: compatibility forms, case, invisible characters and the Chinese script folded. Simplified
 * text has a second form with Taiwan's wordings, so that 登入 finds 登录.
 */
function formsOf(text: string): string[] {
  const folded = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[‘’]/g, "'")
  if (!/\p{Script=Han}/u.test(folded)) return [folded]
  // Traditional to Simplified needs no context, the other way does: 发 is 發 and 髮.
  const inOneScript = (given: string) => given.replace(/\p{Script=Han}/gu, toSimplifiedCharacter)
  return [...new Set([inOneScript(folded), inOneScript(toTraditional(folded))])]
}

function cut(term: string): string {
  return term.slice(0, termUnitsMax).toWellFormed()
}
