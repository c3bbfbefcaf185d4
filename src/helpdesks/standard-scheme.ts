/** For systems that sign nothing by themselves: what can be scripted there signs as Standard Webhooks do. */

import type { HelpdeskSystem } from './helpdesk.ts'
import {
  checkStandardSignature,
  signStandard,
  standardKey,
  standardToleranceS,
} from './standard-webhooks.ts'

export const standardScheme = {
  checkSignature: checkStandardSignature,
  sign: signStandard,
  toleranceS: standardToleranceS,
  secretFault: (secret: string) =>
    standardKey(secret) === null ? 'must be base64, as a rule after whsec_' : null,
} satisfies Partial<HelpdeskSystem>
