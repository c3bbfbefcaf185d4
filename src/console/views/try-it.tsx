import { t } from '../i18n/try-it.ts'
import type { ViewProps } from './view.ts'

export function TryItView(_props: ViewProps) {
  return (
    <section class="page">
      <h1>{t('title')}</h1>
    </section>
  )
}
