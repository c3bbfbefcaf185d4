import { foldText, isIdeographic } from '../classifier/folded-text.ts'
import { type PreparedText, readMatrix } from './feature-matrix.ts'
import type { JudgedScores } from './fit-calibration.ts'
import { fitClassifier } from './fit-classifier.ts'
import { scoreRows } from './fit-linear.ts'
import type { Folds } from './folds.ts'

/**
 * Scores texts by classifiers that were trained on the other folds.
 *
 * @param targets index into `labels` for each text
 * @param judgedFolds how many of the folds are judged; all unless fewer are enough
 * @returns the scores of the texts in those folds, in the order of the texts
 */
export function scoreOutOfFold(
  texts: readonly PreparedText[],
  targets: Int32Array,
  labels: readonly string[],
  { folds, foldOf, isKeptFrom }: Folds,
  judgedFolds: number = folds,
): JudgedScores[] {
  const judged = new Map<number, JudgedScores>()
  for (let fold = 0; fold < judgedFolds; fold++) {
    const isTrainedOn = (_: unknown, row: number) => foldOf[row] !== fold && !isKeptFrom(row, fold)
    const rest = targets.filter(isTrainedOn)
    const { fitted, weights } = fitClassifier(texts.filter(isTrainedOn), rest, labels)
    const rows = [...texts.keys()].filter((row) => foldOf[row] === fold)
    const held = texts.filter((_, row) => foldOf[row] === fold)
    const scores = scoreRows(readMatrix(held, fitted.space), weights)
    held.forEach(({ subject, body }, at) => {
      const row = rows[at] ?? 0
      judged.set(row, {
        scores: scores.subarray(at * labels.length, (at + 1) * labels.length),
        label: targets[row] ?? 0,
        isIdeographic: isIdeographic(foldText(subject, body)),
      })
    })
  }
  return texts.flatMap((_, row) => judged.get(row) ?? [])
}
