import type { Prepare } from './corpus.ts'

/** Stands in for the service's own preparation: normalises, and believes the stated language. */
export const prepareTicket: Prepare = ({ subject, body, language }) => ({
  subject: subject.normalize('NFKC'),
  body: body.normalize('NFKC'),
  language: language ?? 'und',
})
