import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { type Example, prepareExamples, readCorpus } from './corpus.ts'
import { evaluationFiles, readLabelledTickets } from './labelled-tickets.ts'
import { prepare } from './prepare.ts'
import { readRuns } from './text-runs.ts'

// npm run corpus:check [-- --data FILE …]: counts the corpus, lists texts that copy each other and
// texts that share a run of words with evaluation data. Exits 1 when there is any of either.
const { values } = parseArgs({
  options: {
    corpus: { type: 'string', default: 'src/knowledge/categories' },
    data: { type: 'string', multiple: true },
  },
})
const data = values.data ?? evaluationFiles()

/** Share of the shorter text's runs that make two texts near-duplicates. */
const nearDuplicateShare = 0.5

const examples = prepareExamples(readCorpus(values.corpus), prepare)
const counts = new Map<string, number>()
for (const { label, language } of examples) {
  const key = `${label} ${language}`
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
for (const [key, count] of counts) console.log(`${String(count).padStart(5)}  ${key}`)

const runs = examples.map(readRuns)
const problems = [...findDuplicates(), ...findOverlaps()]
for (const problem of problems) console.error(problem)
console.log(
  `${examples.length} examples, ${problems.length} problems; compared with ${data.length} evaluation files`,
)
process.exitCode = problems.length === 0 ? 0 : 1

function findDuplicates(): string[] {
  const found: string[] = []
  const texts = new Map<string, Example>()
  const holders = new Map<number, number[]>()
  examples.forEach((example, index) => {
    const text = `${example.subject}\n${example.body}`.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
    const first = texts.get(text)
    if (first !== undefined) found.push(`${example.source} repeats ${first.source}`)
    else texts.set(text, example)
    for (const run of runs[index] ?? []) {
      const list = holders.get(run)
      if (list === undefined) holders.set(run, [index])
      else list.push(index)
    }
  })
  const shared = new Map<string, number>()
  for (const list of holders.values()) {
    for (const [at, one] of list.entries()) {
      for (const other of list.slice(at + 1)) {
        const pair = `${one} ${other}`
        shared.set(pair, (shared.get(pair) ?? 0) + 1)
      }
    }
  }
  for (const [pair, count] of shared) {
    const [one = 0, other = 0] = pair.split(' ').map(Number)
    const smaller = Math.min(runs[one]?.size ?? 0, runs[other]?.size ?? 0)
    if (count < smaller * nearDuplicateShare) continue
    found.push(`${examples[other]?.source} is nearly ${examples[one]?.source}`)
  }
  return found
}

function findOverlaps(): string[] {
  const holders = new Map<number, string>()
  for (const path of data) {
    for (const ticket of readLabelledTickets(path)) {
      for (const run of readRuns(prepare(ticket))) {
        holders.set(run, `${basename(path)} ${ticket.id}`)
      }
    }
  }
  return examples.flatMap((example, index) => {
    const source = [...(runs[index] ?? [])].map((run) => holders.get(run)).find((name) => name)
    return source === undefined ? [] : [`${example.source} shares a run of words with ${source}`]
  })
}
