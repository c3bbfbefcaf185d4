import { useRef, useState } from 'preact/hooks'
import { call } from '../api.ts'
import type { TriagedText } from '../contract.ts'
import { t as layout } from '../i18n/layout.ts'
import { t as term } from '../i18n/terms.ts'
import { t } from '../i18n/try-it.ts'
import { languageName } from '../parts/labels.tsx'
import { problemText } from '../parts/load.tsx'
import { EvidenceText } from '../parts/ticket-text.tsx'
import {
  Answers,
  Candidates,
  DecisionLine,
  ErrorCodes,
  Links,
  Missing,
  TextPanel,
  Warnings,
} from '../parts/triage-result.tsx'
import type { ViewProps } from './view.ts'

type Result = { kind: 'none' } | { kind: 'busy' } | { kind: 'failed'; problem: unknown } | Done
type Done = { kind: 'done'; ticket: TriagedText; count: number }

export function TryItView(_props: ViewProps) {
  const [result, setResult] = useState<Result>({ kind: 'none' })
  const [role, setRole] = useState('')
  const subject = useRef<HTMLInputElement>(null)
  const body = useRef<HTMLTextAreaElement>(null)
  const count = useRef(0)

  const submit = async (event: Event) => {
    event.preventDefault()
    const text = subject.current?.value.trim() ?? ''
    setResult({ kind: 'busy' })
    try {
      const ticket = await call<TriagedText>('POST', '/v1/triage', {
        body: {
          body: body.current?.value ?? '',
          ...(text && { subject: text }),
          ...(role && { requester: { role } }),
        },
      })
      count.current++
      setResult({ kind: 'done', ticket, count: count.current })
    } catch (problem) {
      setResult({ kind: 'failed', problem })
    }
  }
  const fillIn = () => {
    if (subject.current === null || body.current === null) return
    subject.current.value = t('exampleSubject')
    body.current.value = t('exampleBody')
    body.current.focus()
  }

  return (
    <section class="page try-it">
      <header class="page-head">
        <h1>{t('title')}</h1>
        <p class="hint">{t('introduction')}</p>
      </header>
      <form class="card try-form" onSubmit={submit}>
        <label>
          {t('subject')}
          <input ref={subject} maxLength={500} />
        </label>
        <label>
          {t('body')}
          <textarea
            ref={body}
            rows={9}
            required
            maxLength={65_536}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
                event.preventDefault()
                event.currentTarget.form?.requestSubmit()
              }
            }}
          />
        </label>
        <div class="try-tools">
          <label class="try-role">
            {t('role')}
            <select value={role} onChange={(event) => setRole(event.currentTarget.value)}>
              <option value="">{t('unknownRole')}</option>
              <option value="user">{term('user')}</option>
              <option value="admin">{term('admin')}</option>
            </select>
          </label>
          <button type="button" class="button" onClick={fillIn}>
            {t('example')}
          </button>
          <button type="submit" class="button primary" disabled={result.kind === 'busy'}>
            {t('submit')}{' '}
            <span class="key" aria-hidden="true">
              {t('submitHint')}
            </span>
          </button>
        </div>
      </form>
      <div class="try-result" aria-live="polite">
        {result.kind === 'none' && <p class="state hint">{t('waiting')}</p>}
        {result.kind === 'busy' && <p class="state hint">{layout('loading')}</p>}
        {result.kind === 'failed' && (
          <p class="state" role="alert">
            {problemText(result.problem)}
          </p>
        )}
        {result.kind === 'done' && <TriedTicket key={result.count} ticket={result.ticket} />}
      </div>
    </section>
  )
}

function TriedTicket({ ticket }: { ticket: TriagedText }) {
  return (
    <article class="ticket">
      {ticket.subject !== null && (
        <h2 class="tried-subject" dir="auto">
          <EvidenceText text={ticket.subject} field="subject" evidence={ticket.triage.evidence} />
        </h2>
      )}
      <Warnings ticket={ticket} />
      <div class="verdict-bar">
        <DecisionLine ticket={ticket} />
        <p class="hint">{languageName(ticket.language)}</p>
      </div>
      <div class="ticket-columns">
        <div class="ticket-main">
          <TextPanel ticket={ticket} />
          <Answers ticket={ticket} />
        </div>
        <div class="ticket-side">
          <Candidates ticket={ticket} />
          <ErrorCodes ticket={ticket} />
          <Missing ticket={ticket} />
          <Links ticket={ticket} />
        </div>
      </div>
    </article>
  )
}
