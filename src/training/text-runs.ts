import { foldText, ideograph, kindOf, separator } from '../classifier/folded-text.ts'
import { addToHash, finishHash, startHash } from '../classifier/hash.ts'
import type { PreparedText } from './feature-matrix.ts'

/** Texts that share this many words in a row, or this many ideographs, have one origin. */
const sharedWords = 8
const sharedIdeographs = 12

/**
 * Hashes of all runs of 8 words or 12 ideographs in a text; in a mixed run a word counts for one and
 * a half ideographs. Two texts with a hash in common copy each other.
 */
export function readRuns({ subject, body }: PreparedText): Set<number> {
  const tokens = readTokens(`${subject}\n${body}`)
  const runs = new Set<number>()
  const enough = sharedWords * sharedIdeographs
  for (let start = 0; start < tokens.length; start++) {
    let hash = startHash(0)
    let length = 0
    for (let at = start; at < tokens.length && length < enough; at++) {
      const token = tokens[at]
      if (token === undefined) break
      hash = addToHash(hash, token.hash)
      length += token.isIdeograph ? sharedWords : sharedIdeographs
      if (length >= enough) runs.add(finishHash(hash))
    }
  }
  return runs
}

function readTokens(text: string): { hash: number; isIdeograph: boolean }[] {
  const { units, length } = foldText('', text)
  const tokens: { hash: number; isIdeograph: boolean }[] = []
  let at = 0
  while (at < length) {
    const kind = kindOf(units[at] ?? 0)
    let hash = startHash(0)
    const start = at
    do hash = addToHash(hash, units[at++] ?? 0)
    while (kind !== ideograph && at < length && kindOf(units[at] ?? 0) === kind)
    if (kind !== separator && at > start) tokens.push({ hash, isIdeograph: kind === ideograph })
  }
  return tokens
}
