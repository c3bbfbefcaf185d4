import { type CategoryId, type Label, labels } from '../../ticket.ts'
import { t } from '../i18n/inbox.ts'
import { t as term } from '../i18n/terms.ts'
import { Dialog } from './dialog.tsx'

type CategoryDialogProps = {
  /** The category the ticket has now; null when out of scope. */
  current: CategoryId | null
  onChoose: (label: Label) => void
  onClose: () => void
}

/** Asks for the right category: one key each. */
export function CategoryDialog({ current, onChoose, onClose }: CategoryDialogProps) {
  const chooseByKey = (event: KeyboardEvent) => {
    const label = labels[Number(event.key) - 1]
    if (label === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    onChoose(label)
  }
  return (
    <Dialog title={t('correctTitle')} onClose={onClose} onKeyDown={chooseByKey}>
      <p class="hint">{t('correctHint')}</p>
      <ul class="choices">
        {labels.map((label, index) => (
          <li key={label}>
            <button type="button" class="choice" onClick={() => onChoose(label)}>
              <kbd>{index + 1}</kbd>
              <span>{term(label)}</span>
              {label === (current ?? 'out-of-scope') && (
                <span class="hint">{t('suggestedNow')}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
