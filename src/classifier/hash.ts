const seed = 0x811c9dc5
const prime = 0x01000193

/** Start of a hash; families of features start differently, so that equal texts do not meet. */
export function startHash(family: number): number {
  return Math.imul(seed ^ family, prime)
}

/** One FNV-1a step over a 16-bit unit, or over another hash. */
export function addToHash(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, prime)
}

/**
 * Final mixing of MurmurHash3, to an unsigned 32-bit key: FNV's low bits alone are too regular for a
 * table whose size is a power of two.
 */
export function finishHash(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Key of an ordered pair of hashes. */
export function pairHash(family: number, left: number, right: number): number {
  return finishHash(Math.imul(addToHash(addToHash(startHash(family), left), right), 0x85ebca6b))
}
