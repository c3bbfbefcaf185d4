import { classify } from '../classifier/classify.ts'
import { formatModel, modelFormat, parseModel } from '../classifier/model-file.ts'
import type { ModelMeasure, TrainingOrder, TrainingResult } from '../jobs/training-order.ts'
import { labels } from '../ticket.ts'
import { type Example, hashCorpus } from './corpus.ts'
import { roundTo } from './fit-calibration.ts'
import { type Compared, type Comparison, judgeCandidate } from './judge-candidate.ts'
import { type Judged, measure, topLabel } from './metrics.ts'
import { prepare } from './prepare.ts'
import { type FeedbackLimits, feedbackLimits, selectFeedback } from './select-feedback.ts'
import {
  crossValidate,
  defaultTrainingOptions,
  type TrainingOptions,
  trainModel,
} from './train-model.ts'

/**
 * Trains on the corpus and on confirmed tickets, and judges the result against the active model: on the corpus by the
 * same folds, and on confirmed tickets that are never trained on.
 *
 * @param corpus prepared examples
 * @throws ModelFileError when the active model's file cannot be used
 */
export function trainCandidate(
  corpus: readonly Example[],
  { confirmed, active, knownVersions }: TrainingOrder,
  options: TrainingOptions = defaultTrainingOptions,
  limits: FeedbackLimits = feedbackLimits,
): TrainingResult {
  const texts = confirmed.map((ticket) => {
    const { ticketId: id, label, language, confirmedBy } = ticket
    const read = prepare({ subject: ticket.subject ?? '', body: ticket.body, language })
    return { ...read, id, label, confirmedBy }
  })
  const { training, heldOut, leftOut } = selectFeedback(corpus, texts, limits)
  // In an order of its own, so that the same texts are the same training whenever they were confirmed.
  const added = training
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(
      ({ id, label, language, subject, body }): Example => ({
        label,
        language,
        subject,
        body,
        source: `ticket ${id}`,
        block: `ticket ${id}`,
      }),
    )
  if (added.length === 0) {
    return { kind: 'nothing-new', reason: 'There is no confirmed ticket to learn from.' }
  }
  const version = `${modelFormat}.${hashCorpus([...corpus, ...added]).slice(0, 12)}`
  if (knownVersions.includes(version)) {
    return { kind: 'nothing-new', reason: `No ticket was confirmed since ${version} was trained.` }
  }

  const activeModel = parseModel(active.file, active.version)
  const corpusSha256 = hashCorpus(corpus)
  const activeMeasure =
    active.measure?.corpusSha256 === corpusSha256
      ? active.measure
      : measureOn(corpusSha256, crossValidate(corpus, options).crossValidation)
  const { model, keys, crossValidation } = trainModel(corpus, options, added)
  const own = measureOn(corpusSha256, crossValidation.slice(0, corpus.length))
  const heldOutTexts = heldOut.map(({ id, label, ...text }): Compared => {
    const isRightBy = (candidate: typeof model) => topLabel(classify(candidate, text)) === label
    return {
      label,
      group: id,
      isRightBefore: isRightBy(activeModel),
      isRightAfter: isRightBy(model),
    }
  })
  const judgement = judgeCandidate({
    corpus: corpus.map(({ label, block }, row): Compared => {
      const right = labels.indexOf(label)
      return {
        label,
        group: block,
        isRightBefore: activeMeasure.answers[row] === right,
        isRightAfter: own.answers[row] === right,
      }
    }),
    heldOut: heldOutTexts,
    coverage: { before: activeMeasure.suggestedCoverage, after: own.suggestedCoverage },
  })
  return {
    kind: 'trained',
    version: model.version,
    file: formatModel(model, keys),
    measure: own,
    activeMeasure,
    corpusTexts: corpus.length,
    feedbackTexts: added.length,
    quality: {
      ...model.quality,
      ...figuresOf('corpus', judgement.corpus),
      ...(heldOut.length > 0 ? figuresOf('heldOut', judgement.heldOut) : {}),
      heldOutTexts: heldOut.length,
      copiesLeftOut: leftOut.copies,
      disputedLeftOut: leftOut.disputed,
      knownLeftOut: leftOut.known,
      overKeyLimitLeftOut: leftOut.overKeyLimit,
      overShareLeftOut: leftOut.overShare,
    },
    isPromotable: judgement.isPromotable,
    reason: judgement.reason,
  }
}

function measureOn(corpusSha256: string, judged: readonly Judged[]): ModelMeasure {
  return {
    corpusSha256,
    answers: judged.map(({ prediction }) => labels.indexOf(topLabel(prediction))),
    suggestedCoverage: measure(judged).suggested.coverage ?? 0,
  }
}

function figuresOf(name: string, { before, after, low, high }: Comparison): Record<string, number> {
  return {
    [`${name}AccuracyOfActive`]: roundTo(before, 4),
    [`${name}Accuracy`]: roundTo(after, 4),
    [`${name}DifferenceLow`]: roundTo(low, 4),
    [`${name}DifferenceHigh`]: roundTo(high, 4),
  }
}
