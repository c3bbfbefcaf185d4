import { useState } from 'preact/hooks'
import { call } from '../api.ts'
import type { WriteBack } from '../contract.ts'
import { t } from '../i18n/ticket.ts'
import { Dialog } from './dialog.tsx'
import { Time } from './labels.tsx'
import { problemText } from './load.tsx'
import { Markdown } from './markdown.tsx'

type WriteBackPanelProps = {
  writeBack: WriteBack
  /** Only administrators may. */
  canRetry: boolean
}

const kinds = { pending: 'warn', written: 'good', shadow: 'accent', skipped: '', failed: 'bad' }

/** What became of the note in the helpdesk, and the note itself in a dialog: it is longer than the column is wide. */
export function WriteBackPanel({ writeBack, canRetry }: WriteBackPanelProps) {
  const [isShown, setIsShown] = useState(false)
  const { id, state, attempts, reason, writtenAt, note } = writeBack
  return (
    <section class="card">
      <h2>{t('writeBack')}</h2>
      <p class="write-back">
        <span class={`badge ${kinds[state]}`}>{t(`writeBack-${state}`)}</span>
        {writtenAt !== null && <Time at={writtenAt} isShort />}
        {attempts > 1 && <span class="hint">{t('attempts', { count: attempts })}</span>}
      </p>
      {state === 'shadow' && <p class="hint">{t('shadowHint')}</p>}
      {/* The service's own words, which are English. */}
      {reason !== null && (
        <p class="hint write-back-reason" lang="en">
          {reason}
        </p>
      )}
      <div class="write-back-tools">
        {note !== null && (
          <button type="button" class="button small" onClick={() => setIsShown(true)}>
            {t('showNote')}
          </button>
        )}
        {canRetry && state === 'failed' && <RetryButton id={id} />}
      </div>
      {isShown && note !== null && (
        <Dialog title={t(`note-${state}`)} isWide onClose={() => setIsShown(false)}>
          <Markdown text={note} />
        </Dialog>
      )}
    </section>
  )
}

/** The new state comes by itself, as every change of a ticket does. */
function RetryButton({ id }: { id: string }) {
  const [outcome, setOutcome] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const retry = async () => {
    setIsBusy(true)
    try {
      await call('POST', `/v1/write-backs/${id}/retry`)
      setOutcome(t('retried'))
    } catch (problem) {
      setOutcome(problemText(problem))
    }
    setIsBusy(false)
  }
  return (
    <>
      <button type="button" class="button small" disabled={isBusy} onClick={retry}>
        {t('retryNote')}
      </button>
      <span role="status" class="hint">
        {outcome}
      </span>
    </>
  )
}
