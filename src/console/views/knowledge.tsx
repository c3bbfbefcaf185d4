import { t } from '../i18n/knowledge.ts'
import type { ViewProps } from './view.ts'

export function KnowledgeView(_props: ViewProps) {
  return (
    <section class="page">
      <h1>{t('title')}</h1>
    </section>
  )
}
