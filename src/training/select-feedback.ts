import { foldText } from '../classifier/folded-text.ts'
import { addToHash, finishHash, startHash } from '../classifier/hash.ts'
import type { PreparedText } from './feature-matrix.ts'
import { readRuns } from './text-runs.ts'

/** A text whose label somebody has confirmed. */
export type ConfirmedText = PreparedText & { id: string; label: string; confirmedBy: string }

/** What keeps one careless or hostile hand from wrecking the model. */
export type FeedbackLimits = {
  /** Texts one key may confirm: a whole team behind one key still teaches, a script does not take over. */
  textsPerKeyMax: number
  /** Texts one key may put under one label: no key alone moves a category far. */
  textsPerKeyAndLabelMax: number
  /** Share of a label's training texts that may come from feedback: the reviewed texts keep the say. */
  feedbackShareMax: number
  /** Share of a text's runs of words that makes it the copy of another. */
  sharedRunsMin: number
  /** One of so many texts is never trained on, but judges every candidate. */
  heldOutOneIn: number
}

export const feedbackLimits: FeedbackLimits = {
  textsPerKeyMax: 200,
  textsPerKeyAndLabelMax: 60,
  feedbackShareMax: 0.2,
  sharedRunsMin: 0.5,
  heldOutOneIn: 4,
}

export type LeftOut = {
  /** Copies of another confirmed text, which counts once. */
  copies: number
  /** Texts whose copies were given different labels. */
  disputed: number
  /** Copies of a training text, which was reviewed and therefore stands. */
  known: number
  overKeyLimit: number
  overShare: number
}

export type SelectedFeedback<T> = { training: T[]; heldOut: T[]; leftOut: LeftOut }

/**
 * Chooses what may be learned from.
 *
 * @param confirmed newest first: where a limit cuts, the newest stay
 */
export function selectFeedback<T extends ConfirmedText>(
  corpus: readonly (PreparedText & { label: string })[],
  confirmed: readonly T[],
  limits: FeedbackLimits = feedbackLimits,
): SelectedFeedback<T> {
  const leftOut: LeftOut = { copies: 0, disputed: 0, known: 0, overKeyLimit: 0, overShare: 0 }
  const training: T[] = []
  const heldOut: T[] = []
  const perKey = new Map<string, number>()
  const perLabel = new Map<string, number>()
  const corpusPerLabel = countBy(corpus.map(({ label }) => label))

  for (const group of groupCopies(corpus, confirmed, limits.sharedRunsMin)) {
    const [newest] = group.texts
    if (newest === undefined) continue
    leftOut.copies += group.texts.length - 1
    if (group.isKnown) leftOut.known++
    else if (new Set(group.texts.map(({ label }) => label)).size > 1) leftOut.disputed++
    else if (!takes(perKey, newest, limits)) leftOut.overKeyLimit++
    // The oldest copy decides: a later one must not move a text that was trained on to the judges.
    else if (hash(group.texts.at(-1)?.id ?? '') % limits.heldOutOneIn === 0) heldOut.push(newest)
    else {
      const count = perLabel.get(newest.label) ?? 0
      const { feedbackShareMax: share } = limits
      const countMax = Math.floor((share / (1 - share)) * (corpusPerLabel.get(newest.label) ?? 0))
      if (count >= countMax) leftOut.overShare++
      else {
        perLabel.set(newest.label, count + 1)
        training.push(newest)
      }
    }
  }
  return { training, heldOut, leftOut }
}

/** Counts a text on its key's account, if there is room on it. */
function takes(
  perKey: Map<string, number>,
  { confirmedBy, label }: ConfirmedText,
  { textsPerKeyMax, textsPerKeyAndLabelMax }: FeedbackLimits,
): boolean {
  const both = JSON.stringify([confirmedBy, label])
  const ofKey = perKey.get(confirmedBy) ?? 0
  const ofBoth = perKey.get(both) ?? 0
  if (ofKey >= textsPerKeyMax || ofBoth >= textsPerKeyAndLabelMax) return false
  perKey.set(confirmedBy, ofKey + 1)
  perKey.set(both, ofBoth + 1)
  return true
}

type Copies<T> = { texts: T[]; isKnown: boolean }

/** Confirmed texts with their copies, in order of each group's newest. */
function groupCopies<T extends ConfirmedText>(
  corpus: readonly PreparedText[],
  confirmed: readonly T[],
  sharedRunsMin: number,
): Copies<T>[] {
  const groups: Copies<T>[] = []
  const ofRun = new Map<number, Copies<T>[]>()
  const corpusRuns = new Set<number>()
  for (const text of corpus) for (const run of traitsOf(text)) corpusRuns.add(run)

  for (const text of confirmed) {
    const runs = traitsOf(text)
    const shared = new Map<Copies<T>, number>()
    let sharedWithCorpus = 0
    for (const run of runs) {
      if (corpusRuns.has(run)) sharedWithCorpus++
      for (const group of ofRun.get(run) ?? []) shared.set(group, (shared.get(group) ?? 0) + 1)
    }
    const enough = sharedRunsMin * runs.size
    const original = [...shared].find(([, count]) => count >= enough)?.[0]
    if (original !== undefined) {
      original.texts.push(text)
      continue
    }
    const group: Copies<T> = { texts: [text], isKnown: sharedWithCorpus >= enough }
    groups.push(group)
    for (const run of runs) {
      const others = ofRun.get(run)
      if (others === undefined) ofRun.set(run, [group])
      else others.push(group)
    }
  }
  return groups
}

/** Runs of words; a text too short to have one is compared as a whole. */
function traitsOf(text: PreparedText): Set<number> {
  const runs = readRuns(text)
  if (runs.size > 0) return runs
  const { units, length } = foldText(text.subject, text.body)
  let state = startHash(1)
  for (let at = 0; at < length; at++) state = addToHash(state, units[at] ?? 0)
  return new Set([finishHash(state)])
}

function hash(text: string): number {
  let state = startHash(2)
  for (let at = 0; at < text.length; at++) state = addToHash(state, text.charCodeAt(at))
  return finishHash(state)
}

function countBy(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
