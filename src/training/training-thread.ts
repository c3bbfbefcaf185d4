import { parentPort, workerData } from 'node:worker_threads'
import type { TrainingOrder } from '../jobs/training-order.ts'
import { prepareExamples, readCorpus } from './corpus.ts'
import { prepare } from './prepare.ts'
import { trainCandidate } from './train-candidate.ts'
import { defaultTrainingOptions, type TrainingOptions } from './train-model.ts'

// The service starts this file as a thread of its own, so that tickets are answered meanwhile; the one message it
// sends is the result.
type ThreadOrder = {
  order: TrainingOrder
  corpusFolder: string
  /** Fewer folds and features make a quick model for tests. */
  options?: Partial<TrainingOptions>
}

const { order, corpusFolder, options } = workerData as ThreadOrder
const corpus = prepareExamples(readCorpus(corpusFolder), prepare)
parentPort?.postMessage(trainCandidate(corpus, order, { ...defaultTrainingOptions, ...options }))
