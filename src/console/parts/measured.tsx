import { t } from '../i18n/numbers.ts'
import { countText } from '../number-text.ts'

/** Fewer than this say little: the 95 % interval of a share is then wider than 30 points. */
export const enoughCount = 30

type MeasuredProps = {
  /** Null where nothing could be measured. */
  text: string | null
  count: number
  /** Where nothing beside it tells the count. */
  isCountShown?: boolean
}

/** A measured figure; from too few cases it stands back and says so. */
export function Measured({ text, count, isCountShown = false }: MeasuredProps) {
  if (text === null) return <span class="few">–</span>
  if (count >= enoughCount) {
    if (!isCountShown) return <>{text}</>
    return (
      <>
        {text} <span class="few-mark">{t('ofCount', { count: countText(count) })}</span>
      </>
    )
  }
  return (
    <span class="few">
      {text} <span class="few-mark">{t('tooFew', { count: countText(count) })}</span>
    </span>
  )
}
