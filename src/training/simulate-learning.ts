import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readMatrix } from './feature-matrix.ts'
import { fitClassifier } from './fit-classifier.ts'
import { scoreRows } from './fit-linear.ts'
import { judgeCandidate } from './judge-candidate.ts'
import { table } from './report.ts'
import { createRandom, shuffle } from './seeded-random.ts'
import { type ConfirmedText, feedbackLimits, selectFeedback } from './select-feedback.ts'

// npm run learn:simulate [-- --data FOLDER --set NAME …]: a model of few texts works on public tickets, agents
// confirm some of them, and it learns by the rules of the service. How much better does it get, and what happens
// when a fifth of the confirmations are wrong?
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/eval/bench' },
    set: { type: 'string', multiple: true },
  },
})

type Row = { text: string; label: string; split: string }
/** Texts a label of the model that starts: as few as a new category has. */
const textsAtStart = 60
const amounts = [10, 30, 100, 300]
const wrongShare = 0.2
const folds = 3
const keys = 6
const sets = values.set ?? ['it_tickets5', 'endava_tickets_service', 'smp2017_zht']
type Classify = (asked: readonly Row[]) => string[]

if (!existsSync(values.data)) {
  console.log(
    `Skipped: the public corpora are not at ${values.data} (give their folder with --data).`,
  )
} else {
  for (const set of sets) simulate(set)
}

function simulate(set: string): void {
  const rows = readFileSync(join(values.data, `${set}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row)
  const random = createRandom(1)
  const mixed = inOrder(
    rows.filter(({ split }) => split === 'train'),
    random,
  )
  const test = rows.filter(({ split }) => split === 'test')
  const labels = [...new Set(mixed.map(({ label }) => label))].sort()
  const taken = new Map<string, number>()
  const start: Row[] = []
  const stream: Row[] = []
  for (const row of mixed) {
    const count = taken.get(row.label) ?? 0
    taken.set(row.label, count + 1)
    if (count < textsAtStart) start.push(row)
    else stream.push(row)
  }
  const before = train(start, labels)
  const outOfFoldBefore = judgeOutOfFold(start, [], labels)
  const lines = [['0', '-', '-', percent(shareRight(before(test), test)), '-', '-']]
  for (const isPoisoned of [false, true]) {
    for (const amount of amounts) {
      if (amount > stream.length) continue
      const wrong = createRandom(2)
      const confirmed = stream.slice(0, amount).map(({ text, label }, n): ConfirmedText => {
        const others = labels.filter((other) => other !== label)
        const isWrong = isPoisoned && wrong() < wrongShare
        const said = isWrong ? (others[Math.floor(wrong() * others.length)] ?? label) : label
        return { id: `${n}`, label: said, subject: '', body: text, confirmedBy: `key ${n % keys}` }
      })
      lines.push(learnFrom(confirmed, isPoisoned, { start, test, labels, before, outOfFoldBefore }))
    }
  }
  const head = [set, 'wrong', 'learned', 'accuracy', 'decision', 'accuracy then']
  console.log(`\n${start.length} texts at start, ${labels.length} labels, ${test.length} judged`)
  console.log(table(head, lines))
}

function learnFrom(
  confirmed: ConfirmedText[],
  isPoisoned: boolean,
  known: {
    start: Row[]
    test: Row[]
    labels: string[]
    before: Classify
    outOfFoldBefore: string[]
  },
): string[] {
  const { start, test, labels, before, outOfFoldBefore } = known
  const corpus = start.map(({ text, label }) => ({ subject: '', body: text, label }))
  const { training, heldOut } = selectFeedback(corpus, confirmed, feedbackLimits)
  const learned = training.map(({ body, label }): Row => ({ text: body, label, split: 'train' }))
  const held = heldOut.map(({ body, label }): Row => ({ text: body, label, split: 'held' }))
  const after = train([...start, ...learned], labels)
  const outOfFoldAfter = judgeOutOfFold(start, learned, labels)
  const heldBefore = before(held)
  const heldAfter = after(held)
  const { isPromotable } = judgeCandidate({
    corpus: start.map(({ label }, at) => ({
      label,
      group: `${at}`,
      isRightBefore: outOfFoldBefore[at] === label,
      isRightAfter: outOfFoldAfter[at] === label,
    })),
    heldOut: held.map(({ label }, at) => ({
      label,
      group: `${at}`,
      isRightBefore: heldBefore[at] === label,
      isRightAfter: heldAfter[at] === label,
    })),
    coverage: { before: 1, after: 1 },
  })
  return [
    `${confirmed.length}`,
    isPoisoned ? percent(wrongShare) : '-',
    `${training.length}`,
    percent(shareRight(after(test), test)),
    isPromotable ? 'promoted' : 'refused',
    percent(shareRight((isPromotable ? after : before)(test), test)),
  ]
}

function train(known: readonly Row[], labels: string[]): Classify {
  const targets = Int32Array.from(known, ({ label }) => labels.indexOf(label))
  const { fitted, weights } = fitClassifier(known.map(asText), targets, labels)
  return (asked) => {
    const scores = scoreRows(readMatrix(asked.map(asText), fitted.space), weights)
    return asked.map((_, at) => {
      const row = scores.subarray(at * labels.length, (at + 1) * labels.length)
      return labels[row.indexOf(Math.max(...row))] ?? ''
    })
  }
}

/** Answers for the texts at the start by models that have seen the other folds and what was learned. */
function judgeOutOfFold(
  start: readonly Row[],
  learned: readonly Row[],
  labels: string[],
): string[] {
  const judged = new Array<string>(start.length)
  for (let fold = 0; fold < folds; fold++) {
    const rest = start.filter((_, at) => at % folds !== fold)
    const told = train([...rest, ...learned], labels)(start.filter((_, at) => at % folds === fold))
    told.forEach((answer, at) => {
      judged[at * folds + fold] = answer
    })
  }
  return judged
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}

function asText({ text }: Row) {
  return { subject: '', body: text }
}

function shareRight(told: readonly string[], rows: readonly Row[]): number {
  return rows.filter(({ label }, at) => told[at] === label).length / Math.max(1, rows.length)
}

function inOrder(rows: Row[], random: () => number): Row[] {
  const order = Int32Array.from(rows.keys())
  shuffle(order, random)
  return [...order].flatMap((at) => rows[at] ?? [])
}
