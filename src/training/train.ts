import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { formatModel } from '../classifier/model-file.ts'
import { prepareExamples, readCorpus } from './corpus.ts'
import { prepare } from './prepare.ts'
import { trainModel } from './train-model.ts'

// npm run train [-- --check]: builds the model file from the corpus, or tells whether the one that
// is checked in is what the corpus gives. With --with-feedback it leaves the file alone, learns from the
// confirmed tickets in the database as well and stores the model there.
const { values } = parseArgs({
  options: {
    corpus: { type: 'string', default: 'src/knowledge/categories' },
    model: { type: 'string', default: 'src/classifier/model.json' },
    check: { type: 'boolean', default: false },
    'with-feedback': { type: 'boolean', default: false },
  },
})

const started = performance.now()
const examples = prepareExamples(readCorpus(values.corpus), prepare)
if (values['with-feedback']) {
  // Only here does a training need a database.
  const { trainWithFeedback } = await import('./train-with-feedback.ts')
  console.log(await trainWithFeedback(examples))
} else buildModelFile()

function buildModelFile(): void {
  const { model, keys } = trainModel(examples)
  const text = formatModel(model, keys)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)

  if (!values.check) {
    writeFileSync(values.model, text)
    console.log(`${values.model}: version ${model.version}, ${text.length} bytes, ${seconds} s`)
    console.log(
      `${examples.length} examples, ${keys.length} features`,
      model.thresholds,
      model.quality,
    )
  } else if (readFileSync(values.model, 'utf8') === text) {
    console.log(`${values.model} matches its sources (version ${model.version}, ${seconds} s)`)
  } else {
    console.error(`${values.model} does not match its sources: run npm run train and commit it`)
    process.exitCode = 1
  }
}
