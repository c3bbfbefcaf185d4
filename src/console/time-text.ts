/** Moments as people of the current language write them. */

import { currentLanguage } from './language.ts'

const locale = () => (currentLanguage() === 'en' ? undefined : 'zh-TW')

/** Taiwanese office software writes 19:10; the locale's own form is longer than a row has room for. */
const clock = () => (currentLanguage() === 'en' ? {} : { hourCycle: 'h23' as const })

/** The time of today, else the day; with the year where it is another one. */
export function shortTime(timestamp: string, now = new Date()): string {
  const moment = new Date(timestamp)
  if (moment.toDateString() === now.toDateString()) {
    return moment.toLocaleTimeString(locale(), {
      hour: '2-digit',
      minute: '2-digit',
      ...clock(),
    })
  }
  const isThisYear = moment.getFullYear() === now.getFullYear()
  return moment.toLocaleDateString(locale(), {
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  })
}

export function fullTime(timestamp: string): string {
  return new Date(timestamp).toLocaleString(locale(), {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...clock(),
  })
}
