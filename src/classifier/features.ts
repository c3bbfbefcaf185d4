import { conceptsIn } from './concepts.ts'
import {
  addFeature,
  characterFeature,
  conceptFeature,
  createFeatureList,
  type FeatureList,
  ideographFeature,
  wordFeature,
} from './feature-list.ts'
import { type FoldedText, ideograph, kindOf, wordUnit } from './folded-text.ts'
import { addToHash, finishHash, pairHash, startHash } from './hash.ts'
import { hashStem } from './stem.ts'

/**
 * Raised whenever the same text yields other features, the glossary included: a model must be read
 * with the features it was trained on.
 */
export const featuresVersion = 5

const families = {
  word: 1,
  neighbours: 2,
  characters: 3,
  ideographs: 4,
  edge: 5,
  concept: 6,
  concepts: 7,
}

// Longer and shorter n-grams, and pairs over a word between, measured no better on any corpus.
const charactersMin = 3
const charactersMax = 4
const ideographsMax = 3

/** Concepts that are paired with each other; a ticket that names more is a glossary itself. */
const pairedConceptsMax = 16

const space = 0x20
const edge = startHash(families.edge)

const list = createFeatureList(4096)

/**
 * Reads all features of a folded ticket, in time linear in its length. The list is overwritten by
 * the next call.
 */
export function readFeatures(folded: FoldedText): FeatureList {
  list.count = 0
  readWords(folded, 0, folded.bodyFrom)
  readWords(folded, folded.bodyFrom, folded.length)
  readIdeographs(folded)
  readConcepts(folded)
  return list
}

/** The words of one field by stem, word pairs, the field's first and last word, and characters. */
function readWords({ units }: FoldedText, from: number, to: number): void {
  let last = edge
  let lastStart = from
  let lastEnd = from
  let at = from
  while (at < to) {
    if (kindOf(units[at] ?? space) !== wordUnit) {
      at++
      continue
    }
    const start = at
    while (at < to && kindOf(units[at] ?? space) === wordUnit) at++
    const word = hashStem(units, start, at)
    const pairStart = last === edge ? start : lastStart
    addFeature(list, pairHash(families.word, word, 0), wordFeature, start, at, 1)
    addFeature(list, pairHash(families.neighbours, last, word), wordFeature, pairStart, at, 0)
    readCharacters(units, start, at)
    last = word
    lastStart = start
    lastEnd = at
  }
  if (last === edge) return
  addFeature(list, pairHash(families.neighbours, last, edge), wordFeature, lastStart, lastEnd, 0)
}

/** Character n-grams of a word with a space on either side, which is what typos leave intact. */
function readCharacters(units: Uint16Array, wordStart: number, wordEnd: number): void {
  for (let start = wordStart - 1; start + charactersMin <= wordEnd + 1; start++) {
    let hash = startHash(families.characters)
    const end = Math.min(start + charactersMax, wordEnd + 1)
    for (let at = start; at < end; at++) {
      // Next to an ideograph there is no space in the text, but the word ends all the same.
      hash = addToHash(hash, at < wordStart || at >= wordEnd ? space : (units[at] ?? space))
      const length = at - start + 1
      if (length < charactersMin) continue
      const key = finishHash(addToHash(hash, length))
      addFeature(list, key, characterFeature, Math.max(start, 0), at + 1, 0)
    }
  }
}

/** One to three neighbouring units of which at least one is an ideograph. */
function readIdeographs({ units, length }: FoldedText): void {
  let previous = -1
  for (let at = 0; at < length; at++) {
    if (kindOf(units[at] ?? space) !== ideograph) continue
    // What starts at or before the previous ideograph and reaches it has been read already.
    const first = Math.max(0, previous + 1, at - ideographsMax + 1)
    for (let start = first; start <= at; start++) {
      let hash = startHash(families.ideographs)
      const end = Math.min(start + ideographsMax, length)
      for (let last = start; last < end; last++) {
        hash = addToHash(hash, units[last] ?? space)
        if (last < at) continue
        const key = finishHash(addToHash(hash, last - start + 1))
        addFeature(list, key, ideographFeature, start, last + 1, last === start ? 1 : 0)
      }
    }
    previous = at
  }
}

/** Concepts of the glossary and codes, each alone and together with every other one named. */
function readConcepts(folded: FoldedText): void {
  const from = list.count
  conceptsIn(folded, addConcept)
  const to = Math.min(list.count, from + pairedConceptsMax)
  for (let i = from; i < to; i++) {
    for (let j = i + 1; j < to; j++) {
      const one = list.keys[i] ?? 0
      const other = list.keys[j] ?? 0
      // Two names for the same words, such as a code and its family, are one statement.
      if (one === other || list.starts[i] === list.starts[j]) continue
      const key = pairHash(families.concepts, Math.min(one, other), Math.max(one, other))
      addFeature(list, key, conceptFeature, list.starts[i] ?? 0, list.ends[i] ?? 0, 0)
    }
  }
}

function addConcept(concept: number, start: number, end: number): void {
  addFeature(list, pairHash(families.concept, concept, 0), conceptFeature, start, end, 0)
}
