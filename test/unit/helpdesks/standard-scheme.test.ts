import { describe, expect, test } from 'vitest'
import { osticket } from '../../../src/helpdesks/osticket.ts'
import { rt } from '../../../src/helpdesks/rt.ts'
import { servicenow } from '../../../src/helpdesks/servicenow.ts'
import { znuny } from '../../../src/helpdesks/znuny.ts'
import { describeSignature } from '../../support/signature-cases.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

// What the scheme itself accepts and refuses, with its published vectors, is tested with the neutral payload.
describe.each([servicenow, znuny, osticket, rt])(
  '$kind signs as Standard Webhooks do',
  (system) => {
    describeSignature({
      system,
      secret,
      otherSecret: 'whsec_AfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      signatureHeader: 'webhook-signature',
      timestamp: {
        header: 'webhook-timestamp',
        write: (at) => String(Math.floor(at.getTime() / 1000)),
      },
    })

    test.each(['', 'whsec_', 'not base64!'])('the secret "%s" is a fault', (faulty) => {
      expect(system.secretFault?.(faulty)).toContain('base64')
      expect(system.secretFault?.(secret)).toBeNull()
    })
  },
)
