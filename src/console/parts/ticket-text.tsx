import { useState } from 'preact/hooks'
import type { Evidence, TicketField } from '../../ticket.ts'
import { t } from '../i18n/ticket.ts'
import { cutAtEvidence, cutAtSpecials, nameControls, type Span } from '../ticket-text.ts'

type TicketTextProps = { text: string; field: TicketField; evidence: readonly Evidence[] }

/** Longer texts are cut until somebody wants them whole: a page of 64 KiB helps nobody. */
const shownMax = 6000
const shownWhenCut = 4000

/** A field of a ticket as it was written, evidence marked; nothing of it is anything but text. */
export function TicketText({ text, field, evidence }: TicketTextProps) {
  const [isWhole, setIsWhole] = useState(text.length <= shownMax)
  const shown = isWhole ? text : text.slice(0, shownWhenCut)
  const hiddenCount = evidence.filter((each) => each.field === field && each.end > shown.length)
  return (
    <>
      {/* Long texts scroll in a box of their own, which the keyboard must be able to reach. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <section class="ticket-text" dir="auto" aria-label={t('text')} tabIndex={0}>
        <EvidenceText text={shown} field={field} evidence={evidence} />
        {!isWhole && '…'}
      </section>
      {!isWhole && (
        <p class="more-text">
          <button type="button" class="button small" onClick={() => setIsWhole(true)}>
            {t('showAll', { count: text.length })}
          </button>
          {hiddenCount.length > 0 && (
            <span class="hint">{t('evidenceBelow', { count: hiddenCount.length })}</span>
          )}
        </p>
      )}
    </>
  )
}

/** The text alone, evidence marked, for a place that lays it out itself. */
export function EvidenceText({ text, field, evidence }: TicketTextProps) {
  const strongest = Math.max(...evidence.map(({ weight }) => Math.abs(weight)), 0)
  return (
    <>
      {cutAtEvidence(text, evidence, field).map((span, index) => (
        <Marked key={index} span={span} strongest={strongest} />
      ))}
    </>
  )
}

function Marked({ span, strongest }: { span: Span; strongest: number }) {
  const { evidence, text } = span
  if (evidence === null) return <VisibleText text={text} />
  const level = Math.max(1, Math.ceil((4 * Math.abs(evidence.weight)) / (strongest || 1)))
  const direction = evidence.weight >= 0 ? 'toward' : 'away'
  const weight = Math.abs(evidence.weight).toFixed(2)
  return (
    <mark class={`evidence ${direction} level-${level}`} title={t(direction, { weight })}>
      <VisibleText text={text} />
    </mark>
  )
}

/** Text in which masked places and invisible characters can be seen. */
export function VisibleText({ text }: { text: string }) {
  return (
    <>
      {cutAtSpecials(text).map((piece, index) => {
        if (piece.kind === 'text') return piece.text
        return piece.kind === 'masked' ? (
          <span key={index} class="masked" title={t('maskedTitle')}>
            {piece.text}
          </span>
        ) : (
          <span key={index} class="control" title={t('controlTitle')}>
            {nameControls(piece.text)}
          </span>
        )
      })}
    </>
  )
}
