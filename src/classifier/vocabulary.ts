/**
 * A fixed set of 32-bit keys that are hashes, each with its position: open addressing, linear
 * probing, at most half full. Key and position lie side by side, because the memory access is what
 * a look-up costs. Key 0 cannot be stored and is never found.
 */
export type Vocabulary = { size: number; slots: Uint32Array; mask: number }

/** Builds the table; `keys[i]` gets position i. */
export function buildVocabulary(keys: Uint32Array): Vocabulary {
  let capacity = 16
  while (capacity < keys.length * 2) capacity *= 2
  const slots = new Uint32Array(capacity * 2)
  const mask = capacity - 1
  for (let position = 0; position < keys.length; position++) {
    const key = keys[position] ?? 0
    if (key === 0) continue
    let slot = key & mask
    while (slots[slot * 2] !== 0) slot = (slot + 1) & mask
    slots[slot * 2] = key
    slots[slot * 2 + 1] = position
  }
  return { size: keys.length, slots, mask }
}

/** Position of a key, -1 when the vocabulary does not hold it. */
export function positionOf({ slots, mask }: Vocabulary, key: number): number {
  let slot = key & mask
  for (;;) {
    const found = slots[slot * 2]
    if (found === 0) return -1
    if (found === key) return slots[slot * 2 + 1] ?? -1
    slot = (slot + 1) & mask
  }
}
