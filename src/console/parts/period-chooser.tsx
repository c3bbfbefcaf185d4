import { useRef } from 'preact/hooks'
import { t } from '../i18n/numbers.ts'
import { offeredDays, type Period } from '../period.ts'
import { go, hrefOf } from '../route.ts'

const show = (query: Record<string, string>) => go(hrefOf(['numbers'], new URLSearchParams(query)))

type PeriodChooserProps = { period: Period; today: string }

/** The period in the address: the last days by a button, own dates by a form. */
export function PeriodChooser({ period, today }: PeriodChooserProps) {
  const first = useRef<HTMLInputElement>(null)
  const last = useRef<HTMLInputElement>(null)

  const submit = (event: Event) => {
    event.preventDefault()
    const days = [first.current?.value ?? '', last.current?.value ?? ''].sort()
    show({ from: days[0] ?? '', to: days[1] ?? '' })
  }

  return (
    <div class="period">
      <fieldset class="segments" aria-label={t('period')}>
        {offeredDays.map((days) => (
          <button
            key={days}
            type="button"
            aria-pressed={period.lastDays === days}
            onClick={() => show({ days: String(days) })}
          >
            {t('lastDays', { days })}
          </button>
        ))}
      </fieldset>
      {/* Drawn anew for another period, so that the fields show the one in the address. */}
      <form
        key={`${period.firstDay} ${period.lastDay}`}
        class="period-dates"
        aria-label={t('ownDates')}
        onSubmit={submit}
      >
        <label>
          <span>{t('from')}</span>
          <input ref={first} type="date" required max={today} defaultValue={period.firstDay} />
        </label>
        <label>
          <span>{t('to')}</span>
          <input ref={last} type="date" required max={today} defaultValue={period.lastDay} />
        </label>
        <button type="submit" class="button">
          {t('show')}
        </button>
      </form>
    </div>
  )
}
