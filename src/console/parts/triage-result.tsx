/** A triage as both a stored and a tried ticket show it. */

import type { TriagedText } from '../contract.ts'
import { t as layout } from '../i18n/layout.ts'
import { t as term } from '../i18n/terms.ts'
import { t } from '../i18n/ticket.ts'
import { shareText } from '../number-text.ts'
import { CopyButton } from './copy-button.tsx'
import { DecisionBadge } from './labels.tsx'
import { Markdown } from './markdown.tsx'
import { ReplyPanel } from './reply-panel.tsx'
import { TicketText } from './ticket-text.tsx'

/** First of all, and as loud as the page gets: these keep people from handing accounts to strangers. */
export function Warnings({ ticket }: { ticket: TriagedText }) {
  const { warnings } = ticket.triage
  if (warnings.length === 0) return null
  return (
    <section class="warnings" aria-labelledby="warnings-title">
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M8 2 15 14H1ZM8 6.5v3.5M8 12v.3" />
      </svg>
      <div>
        <h2 id="warnings-title">{t('warnings')}</h2>
        <ul>
          {warnings.map(({ kind, message }) => (
            <li key={kind}>{message}</li>
          ))}
        </ul>
      </div>
    </section>
  )
}

export function DecisionLine({ ticket }: { ticket: TriagedText }) {
  const { decision, category, confidence, reason } = ticket.triage
  return (
    <section class="decision" aria-label={t('decision')}>
      <div class="decision-line">
        <DecisionBadge decision={decision} />
        {category !== null && <strong>{term(category)}</strong>}
        <span class="decision-confidence">
          {shareText(confidence)} <span class="hint">{t('confidence')}</span>
        </span>
      </div>
      {(reason !== null || decision === 'out-of-scope') && (
        <p class="hint">{reason === null ? t('outOfScope') : t(reason)}</p>
      )}
    </section>
  )
}

export function TextPanel({ ticket }: { ticket: TriagedText }) {
  const { body, triage } = ticket
  const { evidence, category } = triage
  const label = term(category ?? 'out-of-scope')
  return (
    <div class="card">
      <TicketText key={body} text={body} field="body" evidence={evidence} />
      {(evidence.length > 0 || ticket.redactions.length > 0) && (
        <p class="legend hint">
          {evidence.some(({ weight }) => weight >= 0) && (
            <span>
              <span class="evidence toward level-3 swatch" /> {t('legendToward', { label })}
            </span>
          )}
          {evidence.some(({ weight }) => weight < 0) && (
            <span>
              <span class="evidence away level-3 swatch" /> {t('legendAway')}
            </span>
          )}
          {ticket.redactions.length > 0 && (
            <span>
              {t('masked')}:{' '}
              {ticket.redactions.map(({ kind, count }) => `${count} ${t(kind)}`).join(', ')}
            </span>
          )}
        </p>
      )}
    </div>
  )
}

export function Answers({ ticket }: { ticket: TriagedText }) {
  const { suggestion } = ticket
  if (suggestion === null) return null
  return (
    <>
      <ReplyPanel suggestion={suggestion} />
      <section class="card">
        <div class="card-head">
          <h2>{t('note')}</h2>
          <CopyButton text={suggestion.note} label={t('note')} />
        </div>
        <Markdown text={suggestion.note} />
      </section>
    </>
  )
}

export function Candidates({ ticket }: { ticket: TriagedText }) {
  return (
    <section class="card">
      <h2>{t('candidates')}</h2>
      <ul class="candidates">
        {ticket.triage.candidates.map(({ category, confidence }) => (
          <li key={category}>
            <span>{term(category)}</span>
            <span class="bar" aria-hidden="true">
              <span style={{ width: `${(100 * confidence).toFixed(1)}%` }} />
            </span>
            <span class="number">{shareText(confidence)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function Missing({ ticket }: { ticket: TriagedText }) {
  const { missing } = ticket.triage
  if (missing.length === 0) return null
  const questions = missing.map(({ question }) => question)
  return (
    <section class="card">
      <div class="card-head">
        <h2>{t('missing')}</h2>
        {questions.length > 1 && (
          <CopyButton text={questions.map((each) => `- ${each}`).join('\n')} word={t('copyAll')} />
        )}
      </div>
      <ul class="questions">
        {questions.map((question) => (
          <li key={question}>
            <span>{question}</span>
            <CopyButton text={question} label={question} />
          </li>
        ))}
      </ul>
    </section>
  )
}

export function ErrorCodes({ ticket }: { ticket: TriagedText }) {
  const { errorCodes } = ticket.triage
  if (errorCodes.length === 0) return null
  return (
    <section class="card">
      <h2>{t('codes')}</h2>
      <ul class="codes">
        {errorCodes.map(({ code, meaning, fixedBy, remedy, link }) => (
          <li key={code}>
            <div class="code-head">
              <code>{code}</code>
              <span class="badge">{t('fixedBy', { who: term(fixedBy) })}</span>
            </div>
            <p>{meaning}</p>
            <p class="hint">
              {remedy}{' '}
              <a href={link} target="_blank" rel="noopener noreferrer">
                {t('details')}
                <span class="visually-hidden"> {code}</span>
              </a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function Links({ ticket }: { ticket: TriagedText }) {
  const { suggestion } = ticket
  if (suggestion === null || suggestion.links.length === 0) return null
  return (
    <section class="card">
      <h2>{t('links')}</h2>
      <ul class="links">
        {suggestion.links.map(({ title, url, language }) => (
          <li key={url}>
            <a href={url} target="_blank" rel="noopener noreferrer" lang={language}>
              {title}
            </a>{' '}
            {language !== suggestion.language && <span class="hint">{language}</span>}
          </li>
        ))}
      </ul>
      <p class="hint">
        {t('article')}:{' '}
        <a href={`#/knowledge/${suggestion.article.id}`}>{term(suggestion.article.id)}</a>
        <span class="visually-hidden"> ({layout('knowledge')})</span>
      </p>
    </section>
  )
}
