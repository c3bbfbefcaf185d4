import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { classify } from '../classifier/classify.ts'
import { loadModel } from '../classifier/model-file.ts'
import { type BayesBaseline, trainBayesBaseline } from './bayes-baseline.ts'
import { prepareExamples, readCorpus } from './corpus.ts'
import { evaluationFiles, readLabelledTickets } from './labelled-tickets.ts'
import { isRight, type Judged, measure, type Report, topLabel } from './metrics.ts'
import { prepare } from './prepare.ts'
import { formatReport, formatSummary, type SummaryRow } from './report.ts'
import { trainModel } from './train-model.ts'

// npm run evaluate [-- --data FILE … --json --model FILE]: trains on the corpus (or takes a model
// file), cross-validates, and reports on labelled tickets, beside natural's Bayes classifier.
const { values } = parseArgs({
  options: {
    data: { type: 'string', multiple: true },
    corpus: { type: 'string', default: 'src/knowledge/categories' },
    model: { type: 'string' },
    mistakes: { type: 'string', default: '10' },
    json: { type: 'boolean', default: false },
  },
})

type Evaluation = Report & {
  name: string
  byLanguage: Record<string, Report>
  naturalBayesAccuracy: number | null
  mistakes: ReturnType<typeof worstMistakes>
}

const examples = prepareExamples(readCorpus(values.corpus), prepare)
const trained = values.model === undefined ? trainModel(examples) : undefined
const model = trained?.model ?? loadModel(values.model ?? '')
const bayes = trainBayesBaseline(examples)

const evaluations: Evaluation[] = []
if (trained !== undefined) {
  const named = trained.crossValidation.map((judged, row) => ({
    ...judged,
    id: examples[row]?.source ?? '',
    text: examples[row] ?? { subject: '', body: '' },
  }))
  evaluations.push(evaluate('cross-validation on the corpus', named, undefined))
}
for (const path of values.data ?? evaluationFiles()) {
  const named = readLabelledTickets(path).map((ticket) => {
    // The language is detected, as it would be live; the annotator's tag only sorts the figures.
    const text = prepare({ subject: ticket.subject, body: ticket.body })
    return { ...ticket, text, prediction: classify(model, text) }
  })
  evaluations.push(evaluate(basename(path), named, bayes))
}

if (values.json) {
  console.log(JSON.stringify({ model: model.version, evaluations }, null, 2))
} else {
  console.log(`Model ${model.version}: ${model.corpus.examples} examples`, model.thresholds)
  for (const evaluation of evaluations) console.log(formatReport(evaluation.name, evaluation))
  console.log(formatSummary(evaluations.flatMap(summaryRows)))
  for (const { name, mistakes } of evaluations) {
    if (mistakes.length > 0) console.log(`\nWorst mistakes, ${name}`)
    for (const mistake of mistakes) {
      console.log(`  ${mistake.id}  ${mistake.label} -> ${mistake.answer} ${mistake.confidence}`)
      console.log(`    ${mistake.evidence.join(' | ')}`)
    }
  }
}

type NamedJudged = Judged & { id: string; text: { subject: string; body: string } }

function evaluate(
  name: string,
  judged: NamedJudged[],
  baseline: BayesBaseline | undefined,
): Evaluation {
  const languages = [...new Set(judged.map(({ language }) => language))].sort()
  const bayesRight = judged.filter(
    ({ text, acceptable }) =>
      baseline !== undefined && acceptable.includes(baseline.topLabel(text)),
  )
  return {
    name,
    ...measure(judged),
    byLanguage: Object.fromEntries(
      languages.map((language) => [
        language,
        measure(judged.filter((one) => one.language === language)),
      ]),
    ),
    naturalBayesAccuracy: baseline === undefined ? null : bayesRight.length / judged.length,
    mistakes: worstMistakes(judged),
  }
}

/** The most confident wrong answers with what spoke for them. */
function worstMistakes(judged: readonly NamedJudged[]) {
  return judged
    .filter((one) => !isRight(one))
    .map((one) => ({
      id: one.id,
      label: one.label,
      answer: topLabel(one.prediction),
      confidence: one.prediction.scores[0]?.confidence ?? 0,
      evidence: one.prediction.evidence.map(({ text, weight }) => `${text} ${weight}`),
    }))
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, Number(values.mistakes))
}

function summaryRows(evaluation: Evaluation): SummaryRow[] {
  return [
    { name: evaluation.name, report: evaluation, bayes: evaluation.naturalBayesAccuracy },
    ...Object.entries(evaluation.byLanguage).map(([language, report]) => ({
      name: `  ${language}`,
      report,
      bayes: null,
    })),
  ]
}
