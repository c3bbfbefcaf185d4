import { t } from '../i18n/inbox.ts'
import { Dialog } from './dialog.tsx'

const shortcuts = [
  [['j', 'k'], 'keyMove'],
  [['Enter'], 'keyOpen'],
  [['a'], 'keyAccept'],
  [['c'], 'keyCorrect'],
  [['r'], 'keyReject'],
  [['/'], 'keySearch'],
  [['Esc'], 'keyClose'],
  [['?'], 'keyHelp'],
] as const

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t('shortcuts')} onClose={onClose}>
      <dl class="shortcuts">
        {shortcuts.map(([keys, text]) => (
          <div key={text}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
