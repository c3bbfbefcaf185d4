import { Converter } from 'opencc-js/t2cn'

/** Taiwanese to mainland wording and script, as the service does it. */
export const toSimplified: (traditional: string) => string = Converter({ from: 'twp', to: 'cn' })

/** Script only, word by word as a mainland writer would type the same sentence. */
export const inSimplifiedScript: (traditional: string) => string = Converter({
  from: 'tw',
  to: 'cn',
})
