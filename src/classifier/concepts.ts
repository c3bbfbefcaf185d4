import { type FoldedText, foldText, kindOf, separator, wordUnit } from './folded-text.ts'
import { glossary } from './glossary.ts'
import { addToHash, startHash } from './hash.ts'

/** Called with the id of a concept and where it stands in the folded text. */
type ConceptSink = (concept: number, start: number, end: number) => void

// A trie over folded units: node 0 is the root, `next` maps (node, unit) to a node, `meaning` a node
// to the concept that ends there. A phrase with a trailing `*` may end inside a word.
const next = new Map<number, number>()
const meaning: number[] = [0]
const endsInsideWord: boolean[] = [false]
const firstUnits = new Uint8Array(65_536)

for (const [name, phrases] of Object.entries(glossary)) {
  for (const phrase of phrases) addPhrase(phrase, conceptId(name))
}

function addPhrase(phrase: string, concept: number): void {
  const { units, length, bodyFrom } = foldText('', phrase)
  let node = 0
  for (let at = bodyFrom + 1; at < length - 1; at++) {
    const unit = units[at] ?? 0
    if (node === 0) firstUnits[unit] = 1
    const key = node * 65_536 + unit
    let child = next.get(key)
    if (child === undefined) {
      child = meaning.length
      meaning.push(0)
      endsInsideWord.push(false)
      next.set(key, child)
    }
    node = child
  }
  meaning[node] = concept
  if (phrase.endsWith('*')) endsInsideWord[node] = true
}

/** A number for a concept's name that does not change when the glossary grows. */
function conceptId(name: string): number {
  let hash = startHash(0)
  for (let at = 0; at < name.length; at++) hash = addToHash(hash, name.charCodeAt(at))
  return hash
}

/** Names the codes and the glossary's concepts in a text, each where it stands. */
export function conceptsIn(folded: FoldedText, found: ConceptSink): void {
  readCodes(folded, found)
  readPhrases(folded, found)
}

/** Finds the glossary's phrases, the longest at each place; a phrase's words are read once. */
function readPhrases(folded: FoldedText, found: ConceptSink): void {
  const { units, length } = folded
  for (let at = 0; at < length; at++) {
    const unit = units[at] ?? 0
    if (firstUnits[unit] === 0) continue
    const kind = kindOf(unit)
    if (kind === wordUnit && kindOf(units[at - 1] ?? 0) === wordUnit) continue
    const end = matchFrom(folded, at, length, found)
    if (end > at) at = end - 1
  }
}

function matchFrom({ units }: FoldedText, start: number, length: number, found: ConceptSink) {
  let node = 0
  let concept = 0
  let end = start
  for (let at = start; at < length; at++) {
    const child = next.get(node * 65_536 + (units[at] ?? 0))
    if (child === undefined) break
    node = child
    const ends = meaning[node] ?? 0
    if (ends === 0) continue
    const insideWord =
      kindOf(units[at] ?? 0) === wordUnit && kindOf(units[at + 1] ?? 0) === wordUnit
    if (insideWord && endsInsideWord[node] !== true) continue
    concept = ends
    end = at + 1
  }
  if (concept !== 0) found(concept, start, end)
  return end
}

const unit0 = 0x30
const unit9 = 0x39
const underscore = 0x5f

/**
 * Families of the SSPR codes, from the table of the error code article: 9, 11, 12, 13 are settings,
 * 14 is the person's own registration, 10, 29, 30 are the way to the on-premises directory.
 */
const codeFamilies = new Map([
  [9, 'code-setting'],
  [11, 'code-setting'],
  [12, 'code-setting'],
  [13, 'code-setting'],
  [14, 'code-registration'],
  [10, 'code-on-premises'],
  [29, 'code-on-premises'],
  [30, 'code-on-premises'],
])

/**
 * Reads `SSPR_0029`, `sspr 29`, `sspr-0029`, event ids 31xxx and 33xxx, and `AADSTS50053` as concepts
 * of their own: the exact code and the family it belongs to.
 */
function readCodes({ units, length }: FoldedText, found: ConceptSink): void {
  for (let at = 0; at < length; at++) {
    if (kindOf(units[at] ?? 0) !== wordUnit) continue
    if (kindOf(units[at - 1] ?? 0) === wordUnit) continue
    if (startsWith(units, at, 'sspr')) readSsprCode(units, at, found)
    else if (startsWith(units, at, 'aadsts'))
      found(conceptId('aadsts-code'), at, wordEnd(units, at))
    else if (isDigit(units[at]) && wordEnd(units, at) === at + 5) readEventId(units, at, found)
  }
}

function readSsprCode(units: Uint16Array, start: number, found: ConceptSink): void {
  let at = start + 4
  if (units[at] === underscore || kindOf(units[at] ?? 0) === separator) at++
  const from = at
  let code = 0
  while (isDigit(units[at]) && at - from < 5) {
    code = code * 10 + (units[at] ?? unit0) - unit0
    at++
  }
  if (at === from || at - from > 4 || code > 999) return
  found(conceptId('sspr-code'), start, at)
  // Three digits, SSPR_009, is what administrators see; it means something else than SSPR_0009.
  const isAdminVariant = at - from === 3 && code === 9
  found(conceptId(isAdminVariant ? 'sspr-code-009' : `sspr-code-${code}`), start, at)
  const family = isAdminVariant ? 'code-administrator' : codeFamilies.get(code)
  if (family !== undefined) found(conceptId(family), start, at)
}

function readEventId(units: Uint16Array, start: number, found: ConceptSink): void {
  const text = String.fromCharCode(...units.subarray(start, start + 5))
  if (!/^3[13]0\d\d$/.test(text)) return
  found(conceptId('connect-event'), start, start + 5)
  found(conceptId(`connect-event-${text}`), start, start + 5)
}

function startsWith(units: Uint16Array, start: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (units[start + i] !== word.charCodeAt(i)) return false
  return true
}

function wordEnd(units: Uint16Array, start: number): number {
  let at = start
  while (kindOf(units[at] ?? 0) === wordUnit) at++
  return at
}

function isDigit(unit: number | undefined): boolean {
  return unit !== undefined && unit >= unit0 && unit <= unit9
}
