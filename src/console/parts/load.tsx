/** Loading something from the service, and what stands there meanwhile or instead. */

import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { ApiProblem } from '../api.ts'
import { t } from '../i18n/layout.ts'

export type Loaded<T> =
  | { kind: 'loading' }
  | { kind: 'ready'; value: T }
  | { kind: 'failed'; problem: unknown }

/**
 * Loads again whenever `key` changes; an answer that comes too late for its key is dropped.
 *
 * @returns what is there, the way to load again, and the way to put a newer value in its place.
 */
export function useLoaded<T>(
  key: string,
  load: (signal: AbortSignal) => Promise<T>,
): [Loaded<T>, () => void, (value: T) => void] {
  const [attempt, setAttempt] = useState(0)
  const [state, setState] = useState<{ key: string; loaded: Loaded<T> }>({
    key,
    loaded: { kind: 'loading' },
  })
  // Not `load`: the key stands for what it reads.
  useEffect(() => {
    const abort = new AbortController()
    setState({ key, loaded: { kind: 'loading' } })
    load(abort.signal).then(
      (value) => {
        if (!abort.signal.aborted) setState({ key, loaded: { kind: 'ready', value } })
      },
      (problem: unknown) => {
        if (!abort.signal.aborted) setState({ key, loaded: { kind: 'failed', problem } })
      },
    )
    return () => abort.abort()
  }, [key, attempt])
  const loaded: Loaded<T> = state.key === key ? state.loaded : { kind: 'loading' }
  const replace = (value: T) => setState({ key, loaded: { kind: 'ready', value } })
  return [loaded, () => setAttempt(attempt + 1), replace]
}

/** The sentence for an error of `call`. */
export function problemText(problem: unknown): string {
  if (!(problem instanceof ApiProblem)) return t('failed')
  if (problem.code === 'offline') return t('offline')
  return problem.status === 403 ? t('forbidden') : problem.message
}

type LoadProps<T> = {
  loaded: Loaded<T>
  retry: () => void
  children: (value: T) => ComponentChildren
}

export function Load<T>({ loaded, retry, children }: LoadProps<T>) {
  if (loaded.kind === 'ready') return <>{children(loaded.value)}</>
  if (loaded.kind === 'loading') {
    return (
      <p class="state" role="status">
        <span class="spinner" aria-hidden="true" />
        {t('loading')}
      </p>
    )
  }
  return (
    <div class="state" role="alert">
      <p>{problemText(loaded.problem)}</p>
      <button type="button" class="button" onClick={retry}>
        {t('retry')}
      </button>
    </div>
  )
}
