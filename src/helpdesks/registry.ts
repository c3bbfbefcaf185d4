/** Every ticketing system by its name in the configuration; a new one is one file, one line here, and fixtures. */

import type { HelpdeskKind, HelpdeskSystem } from './helpdesk.ts'
import { standard } from './standard.ts'

export const helpdeskSystems: Partial<Readonly<Record<HelpdeskKind, HelpdeskSystem>>> = {
  standard,
}
