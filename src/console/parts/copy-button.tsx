import { useEffect, useState } from 'preact/hooks'
import { t } from '../i18n/layout.ts'

type CopyButtonProps = {
  text: string
  /** What a screen reader says where the button's word alone would not tell what. */
  label?: string
  /** "Copy", where it is left out. */
  word?: string
}

export function CopyButton({ text, label, word = t('copy') }: CopyButtonProps) {
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [isCopied])
  return (
    <button
      type="button"
      class="button small"
      aria-label={label && !isCopied ? `${word}: ${label}` : undefined}
      onClick={() => copyText(text).then(setIsCopied)}
    >
      <span aria-live="polite">{isCopied ? t('copied') : word}</span>
    </button>
  )
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Without TLS a browser offers no clipboard except by this older way.
    const area = document.createElement('textarea')
    area.value = text
    area.className = 'visually-hidden'
    document.body.append(area)
    area.select()
    const isCopied = document.execCommand('copy')
    area.remove()
    return isCopied
  }
}
