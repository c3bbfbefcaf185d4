/** Counts, shares, days and durations as people of the current language write them. */

import { currentLanguage } from './language.ts'

const locale = () => (currentLanguage() === 'en' ? 'en-GB' : 'zh-TW')

export function countText(count: number): string {
  return count.toLocaleString(locale())
}

/** For the tight places of a plot: `1.2K`, `1.2萬`. */
export function shortCountText(count: number): string {
  return count.toLocaleString(locale(), { notation: 'compact', maximumFractionDigits: 1 })
}

/** A share of 0 to 1 as percent; what is not quite all or nothing never reads as that. */
export function shareText(share: number, digits = 0): string {
  const text = (shown: number) =>
    shown.toLocaleString(locale(), { style: 'percent', maximumFractionDigits: digits })
  if (share < 1 && text(share) === text(1)) return `>${text(1 - 10 ** -(digits + 2))}`
  if (share > 0 && text(share) === text(0)) return `<${text(10 ** -(digits + 2))}`
  return text(share)
}

/** `0.85`: a threshold is a setting, written as it is set. */
export function thresholdText(threshold: number): string {
  return threshold.toFixed(2)
}

/** A day of the service, so in UTC. */
export function dayText(day: string, isLong = false): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(locale(), {
    day: 'numeric',
    month: 'short',
    ...(isLong ? { year: 'numeric' } : {}),
    timeZone: 'UTC',
  })
}

/** @param durationS seconds; told in its largest sensible unit. */
export function durationText(durationS: number): string {
  const [value, unit] =
    durationS < 90
      ? [durationS, 'second']
      : durationS < 90 * 60
        ? [durationS / 60, 'minute']
        : durationS < 48 * 60 * 60
          ? [durationS / (60 * 60), 'hour']
          : [durationS / (24 * 60 * 60), 'day']
  return value.toLocaleString(locale(), {
    style: 'unit',
    unit,
    unitDisplay: currentLanguage() === 'en' ? 'short' : 'long',
    maximumFractionDigits: unit === 'hour' || unit === 'day' ? 1 : 0,
  })
}

/** A language by its tag, in words of the interface. */
export function languageText(tag: string): string {
  try {
    return new Intl.DisplayNames(locale(), { type: 'language' }).of(tag) ?? tag
  } catch {
    // Not a tag that browsers know the form of.
    return tag
  }
}
