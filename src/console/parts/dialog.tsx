import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { t } from '../i18n/layout.ts'

type DialogProps = {
  title: string
  /** For a text to be read, not a choice to be made. */
  isWide?: boolean
  onClose: () => void
  onKeyDown?: (event: KeyboardEvent) => void
  children: ComponentChildren
}

/** A modal dialog; the browser's own, which keeps the focus and closes on Escape. */
export function Dialog({ title, isWide = false, onClose, onKeyDown, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null)
  // Before the next key can come.
  useLayoutEffect(() => {
    element.current?.showModal()
    // Else the first button has the focus, and a hasty Enter presses it.
    element.current?.focus()
  }, [])
  return (
    <dialog
      ref={element}
      class={isWide ? 'dialog wide' : 'dialog'}
      tabIndex={-1}
      aria-label={title}
      onClose={onClose}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        if (event.target === element.current) element.current?.close()
      }}
    >
      <div class="dialog-body">
        <div class="dialog-head">
          <h2>{title}</h2>
          <button type="button" class="button small" onClick={() => element.current?.close()}>
            {t('close')}
          </button>
        </div>
        {children}
      </div>
    </dialog>
  )
}
