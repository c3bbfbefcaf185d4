/** One ticket: what it says, what was decided and why, what to answer, and the agent's own word on it. */

import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Verdict } from '../../ticket.ts'
import { call } from '../api.ts'
import type { Retriaged, Ticket } from '../contract.ts'
import { t as inbox } from '../i18n/inbox.ts'
import { t as term } from '../i18n/terms.ts'
import { t } from '../i18n/ticket.ts'
import { Time, VerdictBadge } from './labels.tsx'
import { problemText } from './load.tsx'
import { TicketHistory } from './ticket-history.tsx'
import { TicketSource } from './ticket-source.tsx'
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
import { WriteBackPanel } from './write-back-panel.tsx'

type TicketPaneProps = {
  ticket: Ticket
  backHref: string
  onVerdict: (verdict: Verdict) => void
  onChanged: (ticket: Ticket) => void
  comment: RefObject<HTMLTextAreaElement | null>
  /** Whether the one who is signed in may send a note again. */
  canRetryNotes: boolean
  /** Puts the focus on the heading once, where somebody opened the ticket on purpose. */
  takeFocus: () => boolean
}

export function TicketPane(props: TicketPaneProps) {
  const { ticket, backHref, onVerdict, onChanged, canRetryNotes, comment, takeFocus } = props
  const writeBack = ticket.writeBack && (
    <WriteBackPanel
      key={ticket.writeBack.id}
      writeBack={ticket.writeBack}
      canRetry={canRetryNotes}
    />
  )
  const isNoteMissing = ticket.writeBack?.state === 'failed'
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
        <h1
          id="ticket-title"
          ref={heading}
          class={(ticket.subject?.length ?? 0) > 120 ? 'long' : undefined}
          tabIndex={-1}
          dir="auto"
        >
          {ticket.subject === null ? (
            inbox('noSubject')
          ) : (
            <EvidenceText text={ticket.subject} field="subject" evidence={ticket.triage.evidence} />
          )}
        </h1>
        <TicketSource ticket={ticket} />
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
          {isNoteMissing && writeBack}
          <Candidates ticket={ticket} />
          <ErrorCodes ticket={ticket} />
          <Missing ticket={ticket} />
          <Links ticket={ticket} />
          {!isNoteMissing && writeBack}
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
