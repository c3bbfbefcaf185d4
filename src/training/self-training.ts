import { type PreparedText, readMatrix } from './feature-matrix.ts'
import { type FittedClassifier, fitClassifier } from './fit-classifier.ts'
import { scoreRows } from './fit-linear.ts'

/** Share of the unlabelled texts that is guessed and learnt from in each round. */
const rounds = [0.2, 0.5, 1]

/**
 * Trains on few labelled texts and many without labels: the classifier labels the ones it is surest
 * of, equally many for each label at most, and is trained again with them, with more each round.
 *
 * @param targets index into `labels` for each of `texts`
 */
export function fitWithUnlabelled(
  texts: readonly PreparedText[],
  targets: Int32Array,
  labels: readonly string[],
  unlabelled: readonly PreparedText[],
): FittedClassifier {
  let trained = fitClassifier(texts, targets, labels)
  for (const share of rounds) {
    const scores = scoreRows(readMatrix(unlabelled, trained.fitted.space), trained.weights)
    const guesses = surestGuesses(
      scores,
      labels.length,
      Math.ceil((share * unlabelled.length) / labels.length),
    )
    trained = fitClassifier(
      [...texts, ...guesses.flatMap(({ row }) => unlabelled[row] ?? [])],
      Int32Array.from([...targets, ...guesses.map(({ label }) => label)]),
      labels,
    )
  }
  return trained
}

/** For each label the rows that lead by most with it, `perLabel` at most, in order of row. */
export function surestGuesses(
  scores: Float64Array,
  classes: number,
  perLabel: number,
): { row: number; label: number; lead: number }[] {
  const guesses = Array.from({ length: scores.length / classes }, (_, row) =>
    guess(scores.subarray(row * classes, (row + 1) * classes), row),
  )
  return Array.from({ length: classes }, (_, label) =>
    guesses
      .filter((one) => one.label === label)
      .sort((a, b) => b.lead - a.lead || a.row - b.row)
      .slice(0, perLabel),
  )
    .flat()
    .sort((a, b) => a.row - b.row)
}

function guess(scores: Float64Array, row: number) {
  const [best = 0, second = best] = [...scores].sort((a, b) => b - a)
  return { row, label: scores.indexOf(best), lead: best - second }
}
