import { labels } from '../ticket.ts'
import type { Report } from './metrics.ts'

export type SummaryRow = { name: string; report: Report; bayes: number | null }

/** Confusion, per-category figures and reliability of one set, as text. */
export function formatReport(name: string, report: Report): string {
  const confusion = labels.map((label) => {
    const row = report.confusion[label]
    const all = labels.reduce((sum, other) => sum + row[other], 0)
    const answered = labels.reduce((sum, other) => sum + report.confusion[other][label], 0)
    return [
      label,
      ...labels.map((other) => String(row[other])),
      ratio(row[label], all),
      ratio(row[label], answered),
    ]
  })
  const reliability = report.reliability.map((bin) => [
    `${bin.from.toFixed(1)}-`,
    String(bin.count),
    decimal(bin.confidence),
    decimal(bin.accuracy),
  ])
  return [
    `\n${name}: ${report.count} tickets`,
    table(['is \\ answer', ...labels.map(shorten), 'recall', 'precision'], confusion),
    table(['confidence', 'tickets', 'mean', 'right'], reliability),
  ].join('\n\n')
}

/** One line a set and language. */
export function formatSummary(rows: readonly SummaryRow[]): string {
  const head = [
    '',
    'tickets',
    'accuracy',
    'in scope',
    'macro-F1',
    'suggested: precision',
    'coverage',
    'oos: AUROC',
    'recall',
    'in-scope lost',
    'ECE',
    'natural',
  ]
  return `\n${table(
    head,
    rows.map(({ name, report, bayes }) => [
      name,
      String(report.count),
      decimal(report.accuracy),
      decimal(report.inScopeAccuracy),
      decimal(report.macroF1),
      decimal(report.suggested.precision),
      decimal(report.suggested.coverage),
      decimal(report.outOfScope.auroc),
      decimal(report.outOfScope.recall),
      decimal(report.outOfScope.inScopeLost),
      decimal(report.calibrationError),
      decimal(bayes),
    ]),
  )}`
}

/** Columns padded to their widest cell, the first left, the others right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
  return [line(head), ...rows.map(line)].join('\n')
}

/** Three decimals; a dash where there was nothing to measure. */
export function decimal(x: number | null): string {
  return x === null ? '-' : x.toFixed(3)
}

function ratio(part: number, whole: number): string {
  return decimal(whole === 0 ? null : part / whole)
}

function shorten(label: string): string {
  return label.slice(0, 9)
}
