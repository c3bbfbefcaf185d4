import { constants, setPriority } from 'node:os'
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

// On Linux a priority belongs to the thread that sets it: tickets go first where both want the same core. Elsewhere
// it would slow the whole service.
if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_LOW)

const { order, corpusFolder, options } = workerData as ThreadOrder
const corpus = prepareExamples(readCorpus(corpusFolder), prepare)
parentPort?.postMessage(trainCandidate(corpus, order, { ...defaultTrainingOptions, ...options }))
