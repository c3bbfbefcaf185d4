/** Kinds of feature; each has its weight in the whole (see `sparse-vector.ts`). */
export const wordFeature = 0
export const characterFeature = 1
export const ideographFeature = 2
export const conceptFeature = 3

/**
 * Features of one text, one entry for each occurrence. `starts` and `ends` are indices into the
 * folded text. `isUnit` is 1 for single words and ideographs, which vocabulary coverage is measured on.
 */
export type FeatureList = {
  count: number
  keys: Uint32Array
  kinds: Uint8Array
  starts: Uint32Array
  ends: Uint32Array
  isUnit: Uint8Array
}

export function createFeatureList(capacity: number): FeatureList {
  return {
    count: 0,
    keys: new Uint32Array(capacity),
    kinds: new Uint8Array(capacity),
    starts: new Uint32Array(capacity),
    ends: new Uint32Array(capacity),
    isUnit: new Uint8Array(capacity),
  }
}

/** Appends one occurrence, making room when there is none. */
export function addFeature(
  list: FeatureList,
  key: number,
  kind: number,
  start: number,
  end: number,
  isUnit: 0 | 1,
): void {
  if (list.count === list.keys.length) makeRoom(list)
  const at = list.count++
  list.keys[at] = key
  list.kinds[at] = kind
  list.starts[at] = start
  list.ends[at] = end
  list.isUnit[at] = isUnit
}

function makeRoom(list: FeatureList): void {
  const larger = createFeatureList(list.keys.length * 2)
  larger.keys.set(list.keys)
  larger.kinds.set(list.kinds)
  larger.starts.set(list.starts)
  larger.ends.set(list.ends)
  larger.isUnit.set(list.isUnit)
  Object.assign(list, larger, { count: list.count })
}
