import type { Ticket } from '../contract.ts'
import { t } from '../i18n/ticket.ts'
import { isWebAddress } from '../markdown.ts'
import { languageName, Time } from './labels.tsx'
import { VisibleText } from './ticket-text.tsx'

/** Where a ticket comes from, and the way back there. */
export function TicketSource({ ticket }: { ticket: Ticket }) {
  const { helpdesk, externalId, url, tags, language, receivedAt } = ticket
  const name = externalId === null ? null : t('externalId', { id: externalId })
  return (
    <div class="ticket-source">
      <p class="ticket-meta">
        <span>{helpdesk}</span>
        {url !== null && isWebAddress(url) ? (
          <span class="external-id">
            <a href={url} target="_blank" rel="noopener noreferrer" title={t('openThere')}>
              <VisibleText text={name ?? t('openThere')} /> <span aria-hidden="true">↗</span>
            </a>
          </span>
        ) : (
          name !== null && (
            <span class="external-id">
              <VisibleText text={name} />
            </span>
          )
        )}
        <span>{languageName(language)}</span>
        <Time at={receivedAt} />
      </p>
      {tags.length > 0 && (
        <ul class="tags" aria-label={t('tags')}>
          {tags.map((tag) => (
            <li key={tag} dir="auto">
              <VisibleText text={tag} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
