import { t } from '../i18n/knowledge.ts'
import { dayText } from '../number-text.ts'
import { countDays, dayOf } from '../period.ts'

/** Microsoft changes these pages about twice a year. */
const trustedDays = 180

/** When somebody last compared an article with its sources; marked when that is long ago. */
export function VerifiedMark({ day }: { day: string }) {
  const days = countDays(day, dayOf(new Date())) - 1
  if (days <= trustedDays) {
    return <span class="verified">{t('verified', { day: dayText(day, true) })}</span>
  }
  return <span class="badge warn">{t('overdue', { day: dayText(day, true), days })}</span>
}
