/**
 * A fixed set of 32-bit feature keys, each with its position: open addressing, linear probing, at
 * most half full. Key 0 cannot be stored and is never found.
 */
export type Vocabulary = { size: number; slots: Uint32Array; positions: Uint32Array; mask: number }

/** Builds the table; `keys[i]` gets position i. */
export function buildVocabulary(keys: Uint32Array): Vocabulary {
  let capacity = 16
  while (capacity < keys.length * 2) capacity *= 2
  const slots = new Uint32Array(capacity)
  const positions = new Uint32Array(capacity)
  const mask = capacity - 1
  for (let position = 0; position < keys.length; position++) {
    const key = keys[position] ?? 0
    if (key === 0) continue
    let slot = key & mask
    while (slots[slot] !== 0) slot = (slot + 1) & mask
    slots[slot] = key
    positions[slot] = position
  }
  return { size: keys.length, slots, positions, mask }
}

/** Position of a key, -1 when the vocabulary does not hold it. */
export function positionOf({ slots, positions, mask }: Vocabulary, key: number): number {
  let slot = key & mask
  for (;;) {
    const found = slots[slot]
    if (found === key) return key === 0 ? -1 : (positions[slot] ?? -1)
    if (found === 0) return -1
    slot = (slot + 1) & mask
  }
}
