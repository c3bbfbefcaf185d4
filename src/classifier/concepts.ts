import { type FoldedText, foldText, kindOf, separator, wordUnit } from './folded-text.ts'
import { glossary } from './glossary.ts'
import { addToHash, finishHash, startHash } from './hash.ts'
import { buildVocabulary, positionOf, type Vocabulary } from './vocabulary.ts'

/** Called with the id of a concept and where it stands in the folded text. */
type ConceptSink = (concept: number, start: number, end: number) => void

/**
 * All phrases of the glossary as a trie over folded units. Node 0 is the root; `edges` maps a node
 * and a unit to the next node, in a table because a `Map` would be most of the time a ticket takes.
 * `meanings` holds the concept that ends at a node, 0 for none.
 */
type PhraseTrie = {
  edges: Vocabulary
  targets: number[]
  meanings: number[]
  /** 1 where a phrase marked with `*` ends: it may end inside a word. */
  endsInWord: number[]
}

// 1 for every unit a phrase starts with: most places of a text are passed over by this alone.
const firstUnits = new Uint8Array(65_536)
const trie = buildTrie()

function buildTrie(): PhraseTrie {
  const next = new Map<number, number>()
  const meanings = [0]
  const endsInWord = [0]
  for (const [name, phrases] of Object.entries(glossary)) {
    for (const phrase of phrases) {
      const { units, length, bodyFrom } = foldText('', phrase)
      let node = 0
      for (let at = bodyFrom + 1; at < length - 1; at++) {
        const unit = units[at] ?? 0
        if (node === 0) firstUnits[unit] = 1
        const edge = edgeKey(node, unit)
        const child = next.get(edge) ?? meanings.length
        if (child === meanings.length) {
          meanings.push(0)
          endsInWord.push(0)
          next.set(edge, child)
        }
        node = child
      }
      meanings[node] = conceptId(name)
      if (phrase.endsWith('*')) endsInWord[node] = 1
    }
  }
  const edges = buildVocabulary(Uint32Array.from(next.keys()))
  return { edges, targets: [...next.values()], meanings, endsInWord }
}

/** The final mixing is one-to-one, so that different edges have different keys. */
function edgeKey(node: number, unit: number): number {
  return finishHash((node << 16) | unit)
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
    if (kindOf(unit) === wordUnit && kindOf(units[at - 1] ?? 0) === wordUnit) continue
    const end = matchFrom(folded, at, found)
    if (end > at) at = end - 1
  }
}

function matchFrom({ units, length }: FoldedText, start: number, found: ConceptSink): number {
  let node = 0
  let concept = 0
  let end = start
  for (let at = start; at < length; at++) {
    const edge = positionOf(trie.edges, edgeKey(node, units[at] ?? 0))
    if (edge < 0) break
    node = trie.targets[edge] ?? 0
    const meaning = trie.meanings[node] ?? 0
    if (meaning === 0) continue
    const isInWord = kindOf(units[at] ?? 0) === wordUnit && kindOf(units[at + 1] ?? 0) === wordUnit
    if (isInWord && trie.endsInWord[node] !== 1) continue
    concept = meaning
    end = at + 1
  }
  if (concept !== 0) found(concept, start, end)
  return end
}

const unitA = 0x61
const unitS = 0x73
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
    const unit = units[at] ?? 0
    if (unit !== unitA && unit !== unitS && !isDigit(unit)) continue
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
