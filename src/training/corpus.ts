import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Label, type LanguageTag, labels } from '../ticket.ts'

/** One training ticket. `source` is its file and number, for messages; block mates share a fold. */
export type Example = {
  label: Label
  language: LanguageTag
  subject: string
  body: string
  source: string
  /** Stretch of neighbours in the file: authors write variations of one topic one after another. */
  block: string
}

/** What happens to every text before it is classified, in service, training and evaluation alike. */
export type Prepare = (ticket: {
  subject: string
  body: string
  language?: string | undefined
}) => {
  subject: string
  body: string
  language: LanguageTag
}

const blockLength = 8

/**
 * Reads `<folder>/<label>/<name>.<language>.txt`, in order of label, then file name. Examples follow
 * a line `%`; the lines before the first one describe the file.
 *
 * @throws Error when a folder is no label or a file has no example
 */
export function readCorpus(folder: string): Example[] {
  const examples: Example[] = []
  for (const label of labels) {
    const files = readdirSync(join(folder, label))
      .filter((name) => name.endsWith('.txt'))
      .sort()
    for (const name of files) {
      const text = readFileSync(join(folder, label, name), 'utf8')
      examples.push(...parseExamples(text, label, `${label}/${name}`))
    }
  }
  return examples
}

/**
 * Reads the examples of one file.
 *
 * @throws Error when the name carries no language tag or the text no example
 */
export function parseExamples(text: string, label: Label, source: string): Example[] {
  const language = /\.([A-Za-z-]+)\.txt$/.exec(source)?.[1]
  if (language === undefined) throw new Error(`${source}: expected a name like examples.en.txt`)
  const [, ...parts] = text.replaceAll('\r\n', '\n').split(/^%[ \t]*$/m)
  const examples = parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part, index) => {
      const subject = /^Subject:[ \t]*(.*)(?:\n|$)/.exec(part)
      return {
        label,
        language,
        subject: subject?.[1]?.trim() ?? '',
        body: subject === null ? part : part.slice(subject[0].length).trim(),
        source: `${source}#${index + 1}`,
        block: `${source}@${Math.floor(index / blockLength)}`,
      }
    })
  if (examples.length === 0) throw new Error(`${source}: no example found`)
  return examples
}

/** Fingerprint of a corpus: labels, languages and texts, in order. */
export function hashCorpus(examples: readonly Example[]): string {
  const hash = createHash('sha256')
  for (const { label, language, subject, body } of examples) {
    hash.update(JSON.stringify([label, language, subject, body]))
  }
  return hash.digest('hex')
}

/** Brings the examples through the preparation of live tickets; the stated language stays. */
export function prepareExamples(examples: readonly Example[], prepare: Prepare): Example[] {
  return examples.map((example) => {
    const { subject, body } = prepare(example)
    return { ...example, subject, body }
  })
}
