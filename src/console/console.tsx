/** The whole page: who is signed in, the header, and the view of the address. */

import { useEffect, useState } from 'preact/hooks'
import { call, onSignedOut } from './api.ts'
import type { Session } from './contract.ts'
import { t } from './i18n/layout.ts'
import { onLanguageChange } from './language.ts'
import { watchTickets } from './live.ts'
import { Header } from './parts/header.tsx'
import { lazyView } from './parts/lazy-view.tsx'
import { Load, useLoaded } from './parts/load.tsx'
import { useRoute } from './route.ts'
import { InboxView } from './views/inbox.tsx'
import { SignInView } from './views/sign-in.tsx'
import { TryItView } from './views/try-it.tsx'
import type { ViewProps } from './views/view.ts'

const NumbersView = lazyView<ViewProps>(
  'numbers',
  async () => (await import('./views/numbers.tsx')).NumbersView,
)
const KnowledgeView = lazyView<ViewProps>(
  'knowledge',
  async () => (await import('./views/knowledge.tsx')).KnowledgeView,
)

export function Console() {
  const [, redraw] = useState(0)
  useEffect(() => onLanguageChange(() => redraw((count) => count + 1)), [])
  const [signedInCount, setSignedInCount] = useState(0)
  const [isSignedOut, setIsSignedOut] = useState(false)
  useEffect(() => onSignedOut(() => setIsSignedOut(true)), [])
  const [session, retry] = useLoaded(`session ${signedInCount}`, () =>
    call<Session>('GET', '/v1/session'),
  )

  if (isSignedOut) {
    return (
      <SignInView
        onSignedIn={() => {
          setIsSignedOut(false)
          setSignedInCount(signedInCount + 1)
        }}
      />
    )
  }
  return (
    <Load loaded={session} retry={retry}>
      {(value) => <SignedIn session={value} onSignOut={() => setIsSignedOut(true)} />}
    </Load>
  )
}

function SignedIn({ session, onSignOut }: { session: Session; onSignOut: () => void }) {
  const route = useRoute()
  useEffect(watchTickets, [])
  const View = viewOf(route.path[0])
  return (
    <>
      <button type="button" class="skip-link" onClick={focusMain}>
        {t('skip')}
      </button>
      <Header route={route} session={session} onSignOut={onSignOut} />
      <main id="main" tabIndex={-1}>
        <View route={route} session={session} />
      </main>
    </>
  )
}

/** A button: views are named in the hash, so a link to #main would leave the view. */
function focusMain(): void {
  document.getElementById('main')?.focus()
}

function viewOf(name: string | undefined) {
  switch (name) {
    case undefined:
    case 'tickets':
      return InboxView
    case 'try':
      return TryItView
    case 'numbers':
      return NumbersView
    case 'knowledge':
      return KnowledgeView
    default:
      return NotFoundView
  }
}

function NotFoundView(_props: ViewProps) {
  return (
    <div class="state">
      <p>{t('notFound')}</p>
      <a class="button" href="#/tickets">
        {t('toInbox')}
      </a>
    </div>
  )
}
