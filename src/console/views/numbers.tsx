import { t } from '../i18n/numbers.ts'
import type { ViewProps } from './view.ts'

export function NumbersView(_props: ViewProps) {
  return (
    <section class="page">
      <h1>{t('title')}</h1>
    </section>
  )
}
