import { prepareTicket } from '../text/prepare.ts'
import type { Prepare } from './corpus.ts'

/** Training and evaluation read texts exactly as the service does. */
export const prepare: Prepare = (ticket) => prepareTicket(ticket).forClassifier
