import { createRandom } from './seeded-random.ts'

/** One text, judged by the active model and by the candidate. Texts of a group are no independent witnesses. */
export type Compared = {
  label: string
  group: string
  isRightBefore: boolean
  isRightAfter: boolean
}

/** Accuracy of two models on the same texts. */
export type Comparison = {
  count: number
  before: number
  after: number
  /** 95 % interval of `after` minus `before`, by paired bootstrap over the groups. */
  low: number
  high: number
}

/**
 * How much a candidate may lose on the face of it; what the interval shows to be a loss is refused whatever its size.
 * The service's own training texts are written, balanced and reviewed, so learning from a company's tickets seldom
 * gains there: what is asked is that it loses nothing that counts. Chance alone moves all texts by about .002 and
 * one category by .007.
 */
const lossMax = { overall: 0.005, category: 0.03, suggestedCoverage: 0.05 }

const resamples = 1_000
const seed = 30_310

/** Compares two models on the same texts; the same texts give the same interval. */
export function compareModels(texts: readonly Compared[]): Comparison {
  const groups = new Map<string, { count: number; gain: number }>()
  for (const { group, isRightBefore, isRightAfter } of texts) {
    const known = groups.get(group) ?? { count: 0, gain: 0 }
    known.count++
    known.gain += Number(isRightAfter) - Number(isRightBefore)
    groups.set(group, known)
  }
  const all = [...groups.values()]
  const random = createRandom(seed)
  const differences = Array.from({ length: resamples }, () => {
    let count = 0
    let gain = 0
    for (let draw = 0; draw < all.length; draw++) {
      const drawn = all[Math.floor(random() * all.length)]
      count += drawn?.count ?? 0
      gain += drawn?.gain ?? 0
    }
    return count === 0 ? 0 : gain / count
  }).sort((a, b) => a - b)
  const share = (isRight: (text: Compared) => boolean) =>
    texts.length === 0 ? 0 : texts.filter(isRight).length / texts.length
  return {
    count: texts.length,
    before: share(({ isRightBefore }) => isRightBefore),
    after: share(({ isRightAfter }) => isRightAfter),
    low: differences[Math.floor(0.025 * resamples)] ?? 0,
    high: differences[Math.ceil(0.975 * resamples) - 1] ?? 0,
  }
}

export type Evidence = {
  /** The service's own training texts, out of fold. */
  corpus: readonly Compared[]
  /** Confirmed tickets that neither model was trained on. */
  heldOut: readonly Compared[]
  /** Share of in-scope training texts that get a suggestion. */
  coverage: { before: number; after: number }
}

export type Judgement = {
  isPromotable: boolean
  reason: string
  corpus: Comparison
  heldOut: Comparison
}

/**
 * Whether a candidate may replace the active model: not worse on the training texts overall and in no category, and
 * not worse on the confirmed tickets it has not seen, overall and in no category.
 */
export function judgeCandidate({ corpus, heldOut, coverage }: Evidence): Judgement {
  const overall = compareModels(corpus)
  const onTickets = compareModels(heldOut)
  const faults: string[] = []
  if (isWorse(overall, lossMax.overall)) {
    faults.push(`it is worse on the training texts: ${inWords(overall)}`)
  }
  for (const [label, texts] of byLabel(corpus)) {
    const own = compareModels(texts)
    if (isWorse(own, lossMax.category)) {
      faults.push(`it is worse on the training texts of ${label}: ${inWords(own)}`)
    }
  }
  if (coverage.after < coverage.before - lossMax.suggestedCoverage) {
    faults.push(
      `it would suggest for ${percent(coverage.after)} of the training texts instead of ${percent(coverage.before)}`,
    )
  }
  if (onTickets.after < onTickets.before) {
    faults.push(`it is worse on confirmed tickets that it has not seen: ${inWords(onTickets)}`)
  }
  for (const [label, texts] of byLabel(heldOut)) {
    const own = compareModels(texts)
    // A handful of tickets says little: only what chance does not explain counts.
    if (own.high < 0) {
      faults.push(`it is worse on confirmed tickets of ${label} it has not seen: ${inWords(own)}`)
    }
  }
  const tickets =
    heldOut.length === 0
      ? 'no confirmed ticket was held out to compare with'
      : `on confirmed tickets it has not seen ${inWords(onTickets)}`
  return {
    isPromotable: faults.length === 0,
    reason:
      faults.length === 0
        ? `Not worse: on the training texts ${inWords(overall)}; ${tickets}.`
        : `Not promoted: ${faults.join('; ')}.`,
    corpus: overall,
    heldOut: onTickets,
  }
}

function isWorse({ before, after, high }: Comparison, lossMax: number): boolean {
  return high < 0 || before - after > lossMax
}

function byLabel(texts: readonly Compared[]): Map<string, Compared[]> {
  const groups = new Map<string, Compared[]>()
  for (const text of texts) {
    const group = groups.get(text.label)
    if (group === undefined) groups.set(text.label, [text])
    else group.push(text)
  }
  return groups
}

function inWords({ count, before, after, low, high }: Comparison): string {
  return `${percent(after)} right instead of ${percent(before)} (95 % interval of the difference ${points(low)} to ${points(high)} points, ${count} texts)`
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}

function points(difference: number): string {
  return `${difference < 0 ? '-' : '+'}${Math.abs(100 * difference).toFixed(1)}`
}
