/** What a training is asked and what it answers: the words the service and the training thread share. Types only. */

import type { Label } from '../ticket.ts'

/** A ticket whose right label an agent has said, with its text as it is stored: redacted. */
export type ConfirmedTicket = {
  ticketId: string
  label: Label
  subject: string | null
  body: string
  /** What the caller stated, else what was found. */
  language: string
  /** The key that said so. */
  confirmedBy: string
}

export type TrainingOrder = {
  /** Newest first. */
  confirmed: ConfirmedTicket[]
  /** The model to be no worse than. */
  active: {
    version: string
    /** The text of its file. */
    file: string
    /** See `ModelMeasure`; null where it was never measured on these training texts. */
    measure: ModelMeasure | null
  }
  /** Fingerprints of what was trained on before: the same again would give the same model. */
  knownVersions: string[]
}

/**
 * How a model family did on the service's own training texts, each judged by a model that had not seen it; two of
 * them are compared text by text.
 */
export type ModelMeasure = {
  /** Which training texts, in which order. */
  corpusSha256: string
  /** Position of the answered label for each text. */
  answers: number[]
  /** Share of the in-scope texts that got a suggestion. */
  suggestedCoverage: number
}

export type TrainingResult =
  | { kind: 'nothing-new'; reason: string }
  | {
      kind: 'trained'
      version: string
      /** The text of the model file. */
      file: string
      measure: ModelMeasure
      /** The active model's, where the order had none. */
      activeMeasure: ModelMeasure
      corpusTexts: number
      feedbackTexts: number
      /** Named figures for the operator. */
      quality: Record<string, number>
      isPromotable: boolean
      /** Why it may or may not replace the active model, in words. */
      reason: string
    }
