import type { Example } from './corpus.ts'
import { createRandom, shuffle } from './seeded-random.ts'
import { readRuns } from './text-runs.ts'

/** What folds are dealt by: the text, and the stretch of neighbours it stands in. */
type Dealt = Pick<Example, 'subject' | 'body' | 'block'>

export type Folds = {
  folds: number
  /** The fold of each example, 0 to `folds - 1`; what was added comes after the corpus. */
  foldOf: Int32Array
  /** Whether an added example must not be trained on when that fold is judged, which is not its own. */
  isKeptFrom: (row: number, fold: number) => boolean
}

/**
 * Deals examples into folds. Neighbours in a file (variations of one topic) and texts with a run of
 * words in common stay together, so that a fold never sees a paraphrase of what it was trained on.
 *
 * Examples added to the corpus do not move it: the folds of the corpus are the same with and without
 * them. One that repeats corpus texts of several folds is judged in one and kept from all.
 */
export function dealFolds(
  corpus: readonly Dealt[],
  folds: number,
  added: readonly Dealt[] = [],
): Folds {
  const corpusFolds = dealCorpus(corpus, folds)
  if (added.length === 0) return { folds, foldOf: corpusFolds, isKeptFrom: () => false }
  const foldsWith = new Map<number, Set<number>>()
  corpus.forEach((example, row) => {
    for (const run of readRuns(example)) {
      const known = foldsWith.get(run)
      if (known === undefined) foldsWith.set(run, new Set([corpusFolds[row] ?? 0]))
      else known.add(corpusFolds[row] ?? 0)
    }
  })
  const touched = added.map(
    (example) => new Set([...readRuns(example)].flatMap((run) => [...(foldsWith.get(run) ?? [])])),
  )
  // Dealt in turn where nothing binds them: whatever the corpus has no run of can stand anywhere.
  const addedFolds = touched.map((touches, at) => [...touches].sort()[0] ?? at % folds)
  return {
    folds,
    foldOf: Int32Array.from([...corpusFolds, ...addedFolds]),
    isKeptFrom: (row, fold) => touched[row - corpus.length]?.has(fold) ?? false,
  }
}

function dealCorpus(examples: readonly Dealt[], folds: number): Int32Array {
  const parents = examples.map((_, index) => index)
  const rootOf = (index: number): number => {
    let root = index
    while (parents[root] !== root) root = parents[root] ?? root
    parents[index] = root
    return root
  }
  const firstWith = new Map<string | number, number>()
  examples.forEach((example, index) => {
    for (const trait of [example.block, ...readRuns(example)]) {
      const first = firstWith.get(trait)
      if (first === undefined) firstWith.set(trait, index)
      else parents[rootOf(index)] = rootOf(first)
    }
  })

  const roots = [...new Set(examples.map((_, index) => rootOf(index)))]
  const order = Int32Array.from(roots)
  shuffle(order, createRandom(folds))
  const foldOf = new Map([...order].map((root, position) => [root, position % folds]))
  return Int32Array.from(examples, (_, index) => foldOf.get(rootOf(index)) ?? 0)
}
