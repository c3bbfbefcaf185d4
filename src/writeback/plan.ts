import type { HelpdeskSettings } from '../helpdesks/settings.ts'
import type { NoteMode, TriagedTicket } from '../ticket.ts'

export type WriteBackPlan = {
  mode: NoteMode
  /** `pending`: a job writes it. `shadow`: recorded only. `written`: the answer to the webhook is the note. */
  state: 'pending' | 'shadow' | 'written'
}

/** Whether a note about this triage is wanted, and how it gets there. Never for a ticket that is out of scope. Pure. */
export function planWriteBack(
  settings: Pick<HelpdeskSettings, 'system' | 'writeBack'> | undefined,
  { externalId, triage }: Pick<TriagedTicket, 'externalId' | 'triage'>,
): WriteBackPlan | null {
  if (settings === undefined || externalId === null || triage.category === null) return null
  const { system, writeBack } = settings
  if (!writeBack.decisions.includes(triage.decision)) return null
  switch (writeBack.mode) {
    case 'off':
      return null
    case 'shadow':
      return { mode: 'shadow', state: 'shadow' }
    case 'note':
      if (system.noteInAnswer) return { mode: 'note', state: 'written' }
      return system.outbound === undefined ? null : { mode: 'note', state: 'pending' }
  }
}
