/** Every ticketing system by its name in the configuration; a new one is one file, one line here, and fixtures. */

import { freescout } from './freescout.ts'
import { freshdesk } from './freshdesk.ts'
import { glpi } from './glpi.ts'
import type { HelpdeskKind, HelpdeskSystem } from './helpdesk.ts'
import { helpscout } from './helpscout.ts'
import { intercom } from './intercom.ts'
import { jira } from './jira.ts'
import { osticket } from './osticket.ts'
import { rt } from './rt.ts'
import { servicenow } from './servicenow.ts'
import { standard } from './standard.ts'
import { zammad } from './zammad.ts'
import { zendesk } from './zendesk.ts'
import { znuny } from './znuny.ts'

export const helpdeskSystems: Partial<Readonly<Record<HelpdeskKind, HelpdeskSystem>>> = {
  standard,
  freescout,
  freshdesk,
  glpi,
  helpscout,
  intercom,
  jira,
  osticket,
  rt,
  servicenow,
  zammad,
  zendesk,
  znuny,
}
