/** Runs a training in a thread of its own. It is spawned by address: the service contains no training code. */

import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { TrainingOrder, TrainingResult } from './training-order.ts'

/** In the build both lie beside each other as they do in the sources. */
const threadUrl = new URL('../training/training-thread.js', import.meta.url)
const corpusFolder = fileURLToPath(new URL('../knowledge/categories', import.meta.url))

/**
 * Trains in a thread.
 *
 * @param more where thread and corpus lie, and options of the training, for tests
 * @throws the thread's error, or the signal's reason when it is aborted
 */
export async function trainInThread(
  order: TrainingOrder,
  signal: AbortSignal,
  more: { threadUrl?: URL; corpusFolder?: string; options?: object } = {},
): Promise<TrainingResult> {
  signal.throwIfAborted()
  const thread = new Worker(more.threadUrl ?? threadUrl, {
    workerData: {
      order,
      corpusFolder: more.corpusFolder ?? corpusFolder,
      options: more.options,
    },
    // A training needs about 300 MB; a faulty one must not take the service's memory.
    resourceLimits: { maxOldGenerationSizeMb: 1_024 },
  })
  const end = () => {
    thread.terminate()
  }
  signal.addEventListener('abort', end, { once: true })
  try {
    return await new Promise<TrainingResult>((resolve, reject) => {
      thread.once('message', resolve)
      thread.once('error', reject)
      thread.once('exit', () => {
        reject(signal.aborted ? signal.reason : new Error('the training thread ended early'))
      })
    })
  } finally {
    signal.removeEventListener('abort', end)
    await thread.terminate()
  }
}
