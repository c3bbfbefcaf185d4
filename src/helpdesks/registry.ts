/** Every ticketing system by its name in the configuration; a new one is one file, one line here, and fixtures. */

import { freescout } from './freescout.ts'
import { glpi } from './glpi.ts'
import type { HelpdeskKind, HelpdeskSystem } from './helpdesk.ts'
import { intercom } from './intercom.ts'
import { osticket } from './osticket.ts'
import { rt } from './rt.ts'
import { servicenow } from './servicenow.ts'
import { standard } from './standard.ts'
import { znuny } from './znuny.ts'

export const helpdeskSystems: Partial<Readonly<Record<HelpdeskKind, HelpdeskSystem>>> = {
  standard,
  freescout,
  glpi,
  intercom,
  osticket,
  rt,
  servicenow,
  znuny,
}
