/**
 * THE STORY: what happens to a ticket, from its text to a suggestion. Everything here is computed from the
 * arguments; nothing unredacted leaves this file.
 */

import type { ClassifierInput, Prediction } from './classifier/classify.ts'
import type { Knowledge } from './knowledge/articles.ts'
import { readErrorCodes } from './knowledge/error-codes.ts'
import { findMissing } from './knowledge/missing.ts'
import { decideRole } from './knowledge/role.ts'
import { composeSuggestion } from './knowledge/suggest.ts'
import { raiseWarnings } from './knowledge/warnings.ts'
import { articleLanguageOf } from './knowledge/wording.ts'
import { prepareTicket } from './text/prepare.ts'
import type { AgentLanguage, CategoryId, TicketInput, TriagedTicket } from './ticket.ts'

export type TriageDeps = {
  classify: (input: ClassifierInput) => Prediction
  modelVersion: string
  knowledge: Knowledge
  /** Language of warnings, code meanings and notes. */
  agentLanguage: AgentLanguage
  now: () => Date
}

/**
 * Triages one ticket. Never throws on any text: a ticket that makes no sense is left to a person.
 *
 * @returns the ticket as it may be stored and shown, with decision, evidence and suggestion.
 */
export function triageTicket(deps: TriageDeps, input: TicketInput): TriagedTicket {
  const { knowledge, agentLanguage } = deps
  const { toSimplified } = knowledge
  const prepared = prepareTicket(input)
  const { subject, body, redactions, language } = prepared

  const prediction = deps.classify(prepared.forClassifier)
  const category = prediction.decision === 'out-of-scope' ? null : bestCategory(prediction)
  const confidence = confidenceOf(prediction, category ?? 'out-of-scope')

  const text = `${subject ?? ''}\n${body}`
  const errorCodes = readErrorCodes(text, agentLanguage, toSimplified)
  const role = category && decideRole({ given: input.requester?.role, text, category })
  const missing = role
    ? findMissing({
        category,
        text,
        role,
        language: articleLanguageOf(language),
        errorCodes,
        toSimplified,
      })
    : []
  const warnings = raiseWarnings({
    category,
    text,
    redactions,
    language: agentLanguage,
    toSimplified,
  })
  const suggestion =
    category && role
      ? composeSuggestion({
          knowledge,
          category,
          language,
          role,
          errorCodes,
          warnings,
          missing,
          agentLanguage,
        })
      : null

  return {
    helpdesk: input.helpdesk,
    externalId: input.externalId ?? null,
    subject,
    body,
    language,
    redactions,
    triage: {
      decision: prediction.decision,
      category,
      confidence,
      reason: prediction.reason,
      candidates: prediction.scores,
      evidence: prediction.evidence.map((span) => prepared.toStored(span)),
      errorCodes,
      missing,
      warnings,
      model: deps.modelVersion,
      triagedAt: deps.now(),
    },
    suggestion,
  }
}

function bestCategory({ scores }: Prediction): CategoryId | null {
  for (const { category } of scores) if (category !== 'out-of-scope') return category
  return null
}

function confidenceOf({ scores }: Prediction, label: CategoryId | 'out-of-scope'): number {
  return scores.find(({ category }) => category === label)?.confidence ?? 0
}
