import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js'
import { type Label, labels } from '../ticket.ts'
import type { PreparedText } from './feature-matrix.ts'

/** natural's Bayes classifier, trained on the same texts with its own defaults. */
export type BayesBaseline = { topLabel: (text: PreparedText) => Label }

/** Trains the baseline printed beside ours: stems without stop words, additive smoothing of 1. */
export function trainBayesBaseline(
  examples: readonly (PreparedText & { label: Label })[],
): BayesBaseline {
  const classifier = new BayesClassifier()
  for (const { subject, body, label } of examples) {
    classifier.addDocument(`${subject}\n${body}`, label)
  }
  classifier.train()
  return {
    topLabel: ({ subject, body }) => {
      const answer = classifier.classify(`${subject}\n${body}`)
      return labels.find((label) => label === answer) ?? 'out-of-scope'
    },
  }
}
