import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type Label, labels } from '../ticket.ts'

/** A ticket with its right answer. `language` is the annotator's tag, not the detector's. */
export type LabelledTicket = {
  id: string
  subject: string
  body: string
  language: string
  label: Label
  acceptable: readonly string[]
}

/** Tickets by authors who had seen none of the training texts; they are only ever measured with. */
export const unseenTickets = 'test/fixtures/unseen-tickets.jsonl'

/** The unseen tickets of the round before: mistakes on them may be looked at, texts stay out of training. */
const developmentTickets = 'test/fixtures/development-tickets.jsonl'

/** What quality is measured on: our own unseen tickets, and the shared files where they are present. */
export function evaluationFiles(): string[] {
  const shared = ['restated', 'written', 'tickets'].map(
    (name) => `../shared/eval/${name}-dev.jsonl`,
  )
  return [unseenTickets, developmentTickets, ...shared].filter((path) => existsSync(path))
}

/**
 * Reads a JSON Lines file of labelled tickets: `text`, `label`, and where present `id`, `subject`,
 * `lang`, `lang_code`, `alt_labels`. A body that repeats the subject as its first line loses it.
 *
 * @throws Error naming file and line of the first row that is no labelled ticket
 */
export function readLabelledTickets(path: string): LabelledTicket[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .map((line, index) => ({ line, where: `${basename(path)}:${index + 1}` }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, where }) => parseTicket(line, where))
}

function parseTicket(line: string, where: string): LabelledTicket {
  const row = JSON.parse(line) as Record<string, unknown>
  const label = labels.find((known) => known === row.label)
  if (label === undefined || typeof row.text !== 'string') {
    throw new Error(`${where}: expected a text and one of the labels ${labels.join(', ')}`)
  }
  const subject = typeof row.subject === 'string' ? row.subject : ''
  const repeats = subject !== '' && row.text.startsWith(subject)
  const alternatives = Array.isArray(row.alt_labels) ? row.alt_labels.map(String) : []
  return {
    id: typeof row.id === 'string' ? row.id : where,
    subject,
    body: repeats ? row.text.slice(subject.length).trim() : row.text,
    language: String(row.lang === 'other' ? (row.lang_code ?? 'und') : (row.lang ?? 'und')),
    label,
    acceptable: [label, ...alternatives],
  }
}
