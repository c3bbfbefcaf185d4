/** One ticket: what it says, what was decided and why, what to answer, and the agent's own word on it. */

import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Verdict } from '../../ticket.ts'
import { call } from '../api.ts'
import type { Retriaged, Ticket, WriteBack } from '../contract.ts'
import { t as inbox } from '../i18n/inbox.ts'
import { t as term } from '../i18n/terms.ts'
import { t } from '../i18n/ticket.ts'
import { languageName, Time, VerdictBadge } from './labels.tsx'
import { problemText } from './load.tsx'
import { Markdown } from './markdown.tsx'
import { TicketHistory } from './ticket-history.tsx'
import { EvidenceText, VisibleText } from './ticket-text.tsx'
import {
  Answers,
  Candidates,
  DecisionLine,
  ErrorCodes,
  Links,
  Missing,
  TextPanel,
  Warnings,
} from './triage-result.tsx'

type TicketPaneProps = {
  ticket: Ticket
  backHref: string
  onVerdict: (verdict: Verdict) => void
  onChanged: (ticket: Ticket) => void
  comment: RefObject<HTMLTextAreaElement | null>
  /** Puts the focus on the heading once, where somebody opened the ticket on purpose. */
  takeFocus: () => boolean
}

export function TicketPane(props: TicketPaneProps) {
  const { ticket, backHref, onVerdict, onChanged, comment, takeFocus } = props
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (takeFocus()) heading.current?.focus()
  }, [ticket.id])
  return (
    <article class="ticket" aria-labelledby="ticket-title">
      <header class="ticket-head">
        <a class="button small back" href={backHref}>
          <span aria-hidden="true">←</span> {t('back')}
        </a>
        <h1 id="ticket-title" ref={heading} tabIndex={-1} dir="auto">
          {ticket.subject === null ? (
            inbox('noSubject')
          ) : (
            <EvidenceText text={ticket.subject} field="subject" evidence={ticket.triage.evidence} />
          )}
        </h1>
        <p class="ticket-meta">
          <span>{ticket.helpdesk}</span>
          {ticket.externalId !== null && (
            <span class="external-id">
              <VisibleText text={t('externalId', { id: ticket.externalId })} />
            </span>
          )}
          <span>{languageName(ticket.language)}</span>
          <Time at={ticket.receivedAt} />
        </p>
      </header>
      <Warnings ticket={ticket} />
      <div class="verdict-bar">
        <DecisionLine ticket={ticket} />
        <FeedbackForm ticket={ticket} onVerdict={onVerdict} comment={comment} />
      </div>
      <div class="ticket-columns">
        <div class="ticket-main">
          <TextPanel ticket={ticket} />
          <Answers ticket={ticket} />
        </div>
        <div class="ticket-side">
          <Candidates ticket={ticket} />
          <ErrorCodes ticket={ticket} />
          <Missing ticket={ticket} />
          <Links ticket={ticket} />
          <WriteBackPanel writeBack={ticket.writeBack} />
          <section class="card">
            <TicketHistory key={ticket.id} ticket={ticket} />
            <RetriageButton key={`again ${ticket.id}`} ticket={ticket} onChanged={onChanged} />
          </section>
        </div>
      </div>
    </article>
  )
}

type FeedbackFormProps = Pick<TicketPaneProps, 'ticket' | 'onVerdict' | 'comment'>

const verdictButtons = [
  { verdict: 'accepted', text: 'accept', key: 'a' },
  { verdict: 'corrected', text: 'correct', key: 'c' },
  { verdict: 'rejected', text: 'reject', key: 'r' },
] as const

function FeedbackForm({ ticket, onVerdict, comment }: FeedbackFormProps) {
  const { feedback } = ticket
  return (
    <section class="feedback" aria-label={t('judge')}>
      {feedback !== null && (
        <p class="given-feedback">
          <span class="visually-hidden">{t('judged')}: </span>
          <VerdictBadge verdict={feedback.verdict} />
          {feedback.category !== null && <strong>{term(feedback.category)}</strong>}
          <span class="hint">
            <Time at={feedback.givenAt} isShort />
          </span>
          {feedback.comment !== null && (
            <span class="given-comment">
              <span class="visually-hidden">{t('commentShown')}: </span>
              <VisibleText text={feedback.comment} />
            </span>
          )}
        </p>
      )}
      <div class="feedback-buttons">
        {verdictButtons.map(({ verdict, text, key }) => (
          <button
            key={verdict}
            type="button"
            class={verdict === 'accepted' && feedback === null ? 'button primary' : 'button'}
            aria-pressed={feedback === null ? undefined : feedback.verdict === verdict}
            aria-keyshortcuts={key}
            onClick={() => onVerdict(verdict)}
          >
            {t(text)}{' '}
            <span class="key" aria-hidden="true">
              {key}
            </span>
          </button>
        ))}
        <details class="comment" key={ticket.id}>
          <summary>{t('comment')}</summary>
          <textarea ref={comment} rows={2} maxLength={2000} aria-label={t('comment')} />
        </details>
      </div>
    </section>
  )
}

function WriteBackPanel({ writeBack }: { writeBack: WriteBack | null }) {
  if (writeBack === null) return null
  const kinds = { pending: 'warn', written: 'good', shadow: 'accent', skipped: '', failed: 'bad' }
  const { state, attempts, reason, writtenAt, note } = writeBack
  return (
    <section class="card">
      <h2>{t('writeBack')}</h2>
      <p class="write-back">
        <span class={`badge ${kinds[state]}`}>{t(`writeBack-${state}`)}</span>
        {writtenAt !== null && <Time at={writtenAt} isShort />}
        {attempts > 1 && <span class="hint">{t('attempts', { count: attempts })}</span>}
      </p>
      {reason !== null && <p class="hint">{reason}</p>}
      {note !== null && (
        <details>
          <summary>{t('showNote')}</summary>
          <Markdown text={note} />
        </details>
      )}
    </section>
  )
}

type RetriageButtonProps = { ticket: Ticket; onChanged: (ticket: Ticket) => void }

function RetriageButton({ ticket, onChanged }: RetriageButtonProps) {
  const [outcome, setOutcome] = useState<string[]>([])
  const [isBusy, setIsBusy] = useState(false)
  const retriage = async () => {
    setIsBusy(true)
    try {
      const { changes, ...fresh } = await call<Retriaged>(
        'POST',
        `/v1/tickets/${ticket.id}/retriage`,
      )
      onChanged(fresh)
      setOutcome([
        t('retriaged', { model: fresh.triage.model }),
        ...(changes.length === 0 ? [t('unchanged')] : changes.map(describeChange)),
      ])
    } catch (problem) {
      setOutcome([problemText(problem)])
    }
    setIsBusy(false)
  }
  return (
    <div class="retriage">
      <button type="button" class="button small" disabled={isBusy} onClick={retriage}>
        {t('retriage')}
      </button>
      <div role="status" class="hint">
        {outcome.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </div>
  )
}

const changedFields = ['decision', 'category', 'confidence', 'reason', 'language', 'model'] as const

function describeChange({ field, before, after }: Retriaged['changes'][number]): string {
  const known = changedFields.find((each) => each === field)
  const show = (value: unknown) => (value === null ? '–' : String(value))
  return t('change', {
    field: known === undefined ? field : t(`field-${known}`),
    before: show(before),
    after: show(after),
  })
}
