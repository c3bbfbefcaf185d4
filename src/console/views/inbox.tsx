import { t } from '../i18n/inbox.ts'
import type { ViewProps } from './view.ts'

export function InboxView(_props: ViewProps) {
  return (
    <section class="page">
      <h1>{t('title')}</h1>
    </section>
  )
}
