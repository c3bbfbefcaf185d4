import { useState } from 'preact/hooks'
import { call } from '../api.ts'
import type { TicketHistory as History, Ticket } from '../contract.ts'
import { t as term } from '../i18n/terms.ts'
import { t } from '../i18n/ticket.ts'
import { shareText } from '../number-text.ts'
import { DecisionBadge, Time, VerdictBadge } from './labels.tsx'
import { Load, useLoaded } from './load.tsx'
import { VisibleText } from './ticket-text.tsx'

/** Earlier triages and feedback, asked for when somebody wants to see them. */
export function TicketHistory({ ticket }: { ticket: Ticket }) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details class="history" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>
        <h2>{t('history')}</h2>
      </summary>
      {isOpen && <HistoryList ticket={ticket} />}
    </details>
  )
}

function HistoryList({ ticket }: { ticket: Ticket }) {
  // A new triage or a new word of an agent makes the history another one.
  const version = `${ticket.id} ${ticket.triage.triagedAt} ${ticket.feedback?.givenAt ?? ''}`
  const [loaded, retry] = useLoaded(version, (signal) =>
    call<History>('GET', `/v1/tickets/${ticket.id}/history`, { signal }),
  )
  return (
    <Load loaded={loaded} retry={retry}>
      {(history) => (
        <ol class="history-list">
          {entriesOf(history).map(({ at, isCurrent, content }) => (
            <li key={at + content.kind}>
              <Time at={at} isShort />
              <div>
                {content.kind === 'triage' ? (
                  <>
                    <DecisionBadge decision={content.triage.decision} />{' '}
                    {content.triage.category !== null && term(content.triage.category)}{' '}
                    {shareText(content.triage.confidence)}
                    <p class="hint">{t('triagedBy', { model: content.triage.model })}</p>
                  </>
                ) : (
                  <>
                    <VerdictBadge verdict={content.feedback.verdict} />{' '}
                    {content.feedback.category !== null && term(content.feedback.category)}
                    <p class="hint">
                      {t('givenBy', {
                        key:
                          content.feedback.givenBy === 'environment'
                            ? t('environmentKey')
                            : content.feedback.givenBy.slice(-12),
                      })}
                    </p>
                    {content.feedback.comment !== null && (
                      <p class="given-comment">
                        <VisibleText text={content.feedback.comment} />
                      </p>
                    )}
                  </>
                )}
              </div>
              {isCurrent && <span class="badge">{t('current')}</span>}
            </li>
          ))}
        </ol>
      )}
    </Load>
  )
}

type Entry = {
  at: string
  isCurrent: boolean
  content:
    | { kind: 'triage'; triage: History['triages'][number] }
    | { kind: 'feedback'; feedback: History['feedback'][number] }
}

/** Both histories as one, newest first. */
function entriesOf({ triages, feedback }: History): Entry[] {
  const entries: Entry[] = [
    ...triages.map((triage) => ({
      at: triage.triagedAt,
      isCurrent: triage.isCurrent,
      content: { kind: 'triage' as const, triage },
    })),
    ...feedback.map((each) => ({
      at: each.givenAt,
      isCurrent: each.isCurrent,
      content: { kind: 'feedback' as const, feedback: each },
    })),
  ]
  return entries.sort((left, right) => right.at.localeCompare(left.at))
}
