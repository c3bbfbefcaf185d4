import { useEffect, useRef, useState } from 'preact/hooks'
import { ApiProblem, call } from '../api.ts'
import { t as layout } from '../i18n/layout.ts'
import { t } from '../i18n/sign-in.ts'
import { BrandMark, LanguageButton, ThemeButton } from '../parts/header.tsx'
import { problemText } from '../parts/load.tsx'

export function SignInView({ onSignedIn }: { onSignedIn: () => void }) {
  const [fault, setFault] = useState<unknown>(null)
  const [isBusy, setIsBusy] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])

  const submit = async (event: Event) => {
    event.preventDefault()
    setIsBusy(true)
    setFault(null)
    try {
      await call('POST', '/v1/session', { body: { key: input.current?.value.trim() ?? '' } })
      onSignedIn()
    } catch (problem) {
      setFault(problem)
      setIsBusy(false)
      input.current?.select()
    }
  }

  return (
    <main class="sign-in">
      <form class="card" onSubmit={submit}>
        <div class="sign-in-head">
          <BrandMark />
          <h1>{layout('product')}</h1>
        </div>
        <label for="key">{t('key')}</label>
        <input
          id="key"
          ref={input}
          type="password"
          autocomplete="current-password"
          required
          maxLength={512}
          aria-describedby="key-hint"
          aria-invalid={fault !== null}
        />
        <p id="key-hint" class="hint">
          {t('hint')}
        </p>
        <p class="form-fault" role="alert">
          {fault !== null && signInFault(fault)}
        </p>
        <button type="submit" class="button primary wide" disabled={isBusy}>
          {t('submit')}
        </button>
        <p class="hint">{t('privacy')}</p>
      </form>
      <div class="sign-in-tools">
        <LanguageButton />
        <ThemeButton />
      </div>
    </main>
  )
}

function signInFault(problem: unknown): string {
  if (problem instanceof ApiProblem && problem.status === 403) return t('intake')
  if (problem instanceof ApiProblem && [400, 401].includes(problem.status)) return t('wrong')
  return problemText(problem)
}
