/** Every ticketing system by its name in the configuration; a new one is one file, one line here, and fixtures. */

import { freshdesk } from './freshdesk.ts'
import type { HelpdeskKind, HelpdeskSystem } from './helpdesk.ts'
import { helpscout } from './helpscout.ts'
import { jira } from './jira.ts'
import { standard } from './standard.ts'
import { zammad } from './zammad.ts'
import { zendesk } from './zendesk.ts'

export const helpdeskSystems: Partial<Readonly<Record<HelpdeskKind, HelpdeskSystem>>> = {
  standard,
  freshdesk,
  helpscout,
  jira,
  zammad,
  zendesk,
}
