/** Which tickets were opened in this browser. Ids are in order of arrival, so old ones need no list. */

const storageKey = 'sspr-seen'
const keptMax = 5000

type Seen = { ids: Set<string>; floor: string }

function load(): Seen {
  try {
    const { ids, floor } = JSON.parse(localStorage.getItem(storageKey) ?? '') as {
      ids: string[]
      floor: string
    }
    return { ids: new Set(ids), floor }
  } catch {
    return { ids: new Set(), floor: '' }
  }
}

const seen = load()

/** Every ticket up to the oldest that was forgotten counts as seen. */
export function isSeen(id: string): boolean {
  return id <= seen.floor || seen.ids.has(id)
}

export function markSeen(id: string): void {
  if (isSeen(id)) return
  seen.ids.add(id)
  if (seen.ids.size > keptMax) {
    const sorted = [...seen.ids].sort()
    const forgotten = sorted.slice(0, sorted.length - keptMax)
    seen.floor = forgotten.at(-1) ?? seen.floor
    for (const each of forgotten) seen.ids.delete(each)
  }
  localStorage.setItem(storageKey, JSON.stringify({ ids: [...seen.ids], floor: seen.floor }))
}
