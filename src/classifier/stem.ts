import porterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js'
import { addToHash, finishHash, startHash } from './hash.ts'

// Stems are remembered under two independent hashes of the word, 64 bits together: the words of a
// ticket cost a table look-up each and no string. A full table only means that rare words are
// stemmed again.
const slots = 32_768
const filledMax = slots / 2
const firstHashes = new Int32Array(slots)
const secondHashes = new Int32Array(slots)
const stemHashes = new Int32Array(slots)
const isFilled = new Uint8Array(slots)
let filled = 0

/** Longer runs of letters are no English words; the stemmer need not see them. */
const stemmedLengthMax = 24

/**
 * Hash of the stem of the folded word `units[start..end)`: natural's Porter stemmer for English
 * letters, the word itself for all others.
 */
export function hashStem(units: Uint16Array, start: number, end: number): number {
  let first = startHash(0)
  let second = 0
  for (let at = start; at < end; at++) {
    const unit = units[at] ?? 0
    first = addToHash(first, unit)
    second = (Math.imul(second, 31) + unit) | 0
  }
  if (end - start > stemmedLengthMax) return first
  let slot = finishHash(first) & (slots - 1)
  while (isFilled[slot] === 1) {
    if (firstHashes[slot] === first && secondHashes[slot] === second) return stemHashes[slot] ?? 0
    slot = (slot + 1) & (slots - 1)
  }
  const hash = hashWord(stem(String.fromCharCode(...units.subarray(start, end))))
  if (filled < filledMax) {
    filled++
    isFilled[slot] = 1
    firstHashes[slot] = first
    secondHashes[slot] = second
    stemHashes[slot] = hash
  }
  return hash
}

function stem(word: string): string {
  return /^[a-z]+$/.test(word) ? porterStemmer.stem(word) : word
}

function hashWord(word: string): number {
  let hash = startHash(0)
  for (let at = 0; at < word.length; at++) hash = addToHash(hash, word.charCodeAt(at))
  return hash
}
