/** Small labels that mean the same everywhere. */

import { articleLanguages, type Decision, type Label, type Verdict } from '../../ticket.ts'
import { t as term } from '../i18n/terms.ts'
import { fullTime, shortTime } from '../time-text.ts'

export function DecisionBadge({ decision }: { decision: Decision }) {
  const kinds = { suggested: 'good', review: 'warn', 'out-of-scope': '' }
  return <span class={`badge ${kinds[decision]}`}>{term(decision)}</span>
}

export function CategoryName({ label }: { label: Label | null }) {
  return <>{term(label ?? 'out-of-scope')}</>
}

const verdictMarks = {
  accepted: 'M3 8.5 6.5 12 13 4.5',
  corrected: 'M3 11 10 4l2.5 2.5-7 7H3Z',
  rejected: 'M4 4l8 8M12 4l-8 8',
}
const verdictKinds = { accepted: 'good', corrected: 'accent', rejected: 'bad' }

export function VerdictMark({ verdict }: { verdict: Verdict }) {
  return (
    <span class={`verdict-mark ${verdictKinds[verdict]}`} title={term(verdict)}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={verdictMarks[verdict]} />
      </svg>
      <span class="visually-hidden">{term(verdict)}</span>
    </span>
  )
}

export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  return <span class={`badge ${verdictKinds[verdict]}`}>{term(verdict)}</span>
}

/** Which of the languages a tag is, in words; the tag itself where the console has no word for it. */
export function languageName(tag: string): string {
  const named = [...articleLanguages, 'und' as const].find((known) => known === tag)
  return named === undefined ? tag : term(named)
}

export function Time({ at, isShort = false }: { at: string; isShort?: boolean }) {
  return (
    <time dateTime={at} title={fullTime(at)}>
      {isShort ? shortTime(at) : fullTime(at)}
    </time>
  )
}
