import type { Example } from './corpus.ts'
import { createRandom, shuffle } from './seeded-random.ts'
import { readRuns } from './text-runs.ts'

/**
 * Deals examples into folds. Neighbours in a file (variations of one topic) and texts with a run of
 * words in common stay together, so that a fold never sees a paraphrase of what it was trained on.
 *
 * @returns the fold of each example, 0 to `folds - 1`
 */
export function dealFolds(examples: readonly Example[], folds: number): Int32Array {
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
