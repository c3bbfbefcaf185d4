import { useEffect, useState } from 'preact/hooks'
import { t } from '../i18n/layout.ts'

/** @param label what a screen reader says where "Copy" alone would not tell what. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
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
      aria-label={label && !isCopied ? `${t('copy')}: ${label}` : undefined}
      onClick={() => copyText(text).then(setIsCopied)}
    >
      <span aria-live="polite">{isCopied ? t('copied') : t('copy')}</span>
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
