import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { t } from '../i18n/numbers.ts'

type PlotCardProps = {
  title: string
  /** How to read it, with its units. */
  hint: string
  /** The same figures as a table. */
  table: ComponentChildren
  children: ComponentChildren
}

/** A plot with its title, how to read it, and its figures as text. */
export function PlotCard({ title, hint, table, children }: PlotCardProps) {
  const id = useId()
  return (
    <section class="card plot-card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p class="hint">{hint}</p>
      {children}
      <details>
        <summary>{t('asTable')}</summary>
        {table}
      </details>
    </section>
  )
}
