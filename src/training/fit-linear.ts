import { naturalLogarithm, softmax } from '../classifier/arithmetic.ts'
import type { FeatureMatrix } from './feature-matrix.ts'
import { createRandom, shuffle } from './seeded-random.ts'

/** One row of `classes` weights per feature, and a bias for each class. */
export type LinearWeights = { classes: number; weights: Float32Array; biases: Float64Array }

// One set for every corpus, ours and the public ones; what else was tried measured the same or worse.
const logistic = {
  /** Fewer where texts are many: what is learned depends on the steps, one for each text and epoch. */
  epochsMax: 30,
  stepsMax: 560_000,
  /** Share of the epochs, the last ones, whose weights are averaged. */
  averagedShare: 1 / 3,
  rate: 0.4,
  /** Starting value of each weight's squared-gradient sum: the first steps must not be the largest. */
  squaresAtStart: 0.1,
  /** Share of features left out of a step. */
  dropout: 0.7,
  /** Smaller gradients change nothing that survives rounding to 8 bits, but cost most of the time. */
  gradientMin: 1e-3,
  biasRate: 0.05,
  /** Part of every target that is shared by all classes: no text is quite sure of its label. */
  smoothing: 0.1,
  /** Its share among the direct weights: the first where texts are few, the second where they are many. */
  shares: [0.1, 0.5],
  /** Texts per label at which it has half of the first share, and is half-way to the second. */
  textsPerLabel: [40, 600],
} as const
const margins = { cost: 1, passesMax: 20, tolerance: 0.05 }
const countRatios = {
  /** Cost at 100 texts per label; it grows with their square root. */
  cost: 0.17,
  /** Share of the count ratio in what scales a feature; the rest is 1. */
  share: 0.75,
  /** Added to every feature's mass, in mean values of an entry. */
  smoothing: 0.5,
  /** Texts per label at which scaled and plain machines weigh the same. */
  textsPerLabel: 90,
}
const factored = {
  /** Numbers each feature is turned into on its way to the classes. */
  width: 64,
  epochs: 20,
  averagedEpochs: 5,
  rate: 0.05,
  weightAtStart: 0.02,
  /** Starting values of the squared-gradient sums, of features and of classes. */
  squaresAtStart: { features: 0.01, classes: 0.1, biases: 1 },
  gradientMin: 1e-4,
  /** Two runs, which leave out features and inner numbers at different rates. */
  dropouts: [
    { features: 0.3, inner: 0.2 },
    { features: 0.5, inner: 0 },
  ],
  /** Texts per label at which factored and direct weights weigh the same, if few enough for both. */
  textsPerLabel: 150,
}
/** A member with a smaller share than this changes nothing and is not computed. */
const shareMin = 0.01
const seed = 20_170

/**
 * The weighted mean of several linear classifiers on the same features, brought to the same spread:
 * logistic regression, support vector machines, plain and with features scaled by their count
 * ratios, and logistic regression through a narrow layer. What a member is worth depends on how many
 * texts a label has (see `memberShares`). All are linear, so their mean is one set of weights; it
 * errs less than any of them on texts unlike the training texts.
 *
 * @param targets class of each row
 */
export function fitLinear(
  matrix: FeatureMatrix,
  targets: Int32Array,
  classes: number,
): LinearWeights {
  const textsPerLabel = matrix.rows / classes
  const shares = memberShares(textsPerLabel, classes)
  const logits = fitLogistic(matrix, targets, classes)
  const cost = countRatios.cost * Math.sqrt(textsPerLabel / 100)
  const members = [
    { share: shares.logistic, train: () => logits },
    { share: shares.plain, train: () => fitMargins(matrix, targets, classes, margins.cost) },
    {
      share: shares.scaled,
      train: () => fitMargins(matrix, targets, classes, cost, countRatios.share),
    },
    ...factored.dropouts.map((dropout, run) => ({
      share: shares.factored / factored.dropouts.length,
      train: () => fitFactored(matrix, targets, classes, dropout, seed + 100 + run),
    })),
  ]
  const spreadOf = (member: LinearWeights) => spread(scoreRows(matrix, member))
  const whole = spreadOf(logits)
  const blended: LinearWeights = {
    classes,
    weights: new Float32Array(logits.weights.length),
    biases: new Float64Array(classes),
  }
  for (const { share, train } of members) {
    if (share < shareMin) continue
    const member = train()
    const factor = (share * whole) / spreadOf(member)
    addScaled(blended.weights, member.weights, factor)
    addScaled(blended.biases, member.biases, factor)
  }
  return blended
}

/**
 * Shares of the members, together 1. A narrow layer pays where more classes than it is wide share few
 * texts each: at ten texts for each of 77 classes it is nearly alone. Count ratios mislead at few texts and
 * pay at many; logistic regression is worth most where texts are so many that they contradict each other.
 */
function memberShares(textsPerLabel: number, classes: number) {
  const many = (turningPoint: number, steepness: number) =>
    1 / (1 + (turningPoint / textsPerLabel) ** steepness)
  const manyClasses = Math.min(1, classes / factored.width) ** 2
  const factoredShare = manyClasses * (1 - many(factored.textsPerLabel, 2))
  const direct = 1 - factoredShare
  const [few, plenty] = logistic.shares
  const [some, half] = logistic.textsPerLabel
  const logisticShare = direct * (few * many(some, 2) + (plenty - few) * many(half, 2))
  const scaledShare = (direct - logisticShare) * many(countRatios.textsPerLabel, 4)
  return {
    logistic: logisticShare,
    plain: direct - logisticShare - scaledShare,
    scaled: scaledShare,
    factored: factoredShare,
  }
}

function addScaled(
  sums: Float32Array | Float64Array,
  values: Float32Array | Float64Array,
  factor: number,
): void {
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) + factor * (values[i] ?? 0)
}

/** Scores of all rows, one row of `classes` numbers after the other. */
export function scoreRows(matrix: FeatureMatrix, linear: LinearWeights): Float64Array {
  const { classes, weights, biases } = linear
  const scores = new Float64Array(matrix.rows * classes)
  for (let row = 0; row < matrix.rows; row++) {
    const to = row * classes
    scores.set(biases, to)
    const end = matrix.starts[row + 1] ?? 0
    for (let i = matrix.starts[row] ?? 0; i < end; i++) {
      const value = matrix.values[i] ?? 0
      const from = (matrix.positions[i] ?? 0) * classes
      for (let c = 0; c < classes; c++) {
        scores[to + c] = (scores[to + c] ?? 0) + value * (weights[from + c] ?? 0)
      }
    }
  }
  return scores
}

/**
 * Multinomial logistic regression by AdaGrad (Duchi et al. 2011), one text at a time, the last
 * epochs averaged. Every step leaves out some features at random and scales up the rest (dropout as
 * regularisation, Wager et al. 2013), so that no decision hangs on one word; targets are smoothed
 * (Szegedy et al. 2016), so that one wrong label does not pull without end.
 */
function fitLogistic(matrix: FeatureMatrix, targets: Int32Array, classes: number): LinearWeights {
  const { starts, positions, values, rows, columns } = matrix
  const { epochsMax, stepsMax, rate, dropout, smoothing, gradientMin, biasRate } = logistic
  const epochs = Math.min(epochsMax, Math.ceil(stepsMax / rows))
  const averagedEpochs = Math.ceil(epochs * logistic.averagedShare)
  const weights = new Float32Array(columns * classes)
  const sums = new Float32Array(columns * classes)
  const squares = new Float32Array(columns * classes).fill(logistic.squaresAtStart)
  const biases = new Float64Array(classes)
  const biasSquares = new Float64Array(classes).fill(1)
  const errors = new Float64Array(classes)
  const kept = new Int32Array(longestRow(matrix))
  const order = Int32Array.from({ length: rows }, (_, row) => row)
  const random = createRandom(seed)
  const scale = 1 / (1 - dropout)

  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    for (const row of order) {
      let keptCount = 0
      errors.set(biases)
      const end = starts[row + 1] ?? 0
      for (let i = starts[row] ?? 0; i < end; i++) {
        if (random() < dropout) continue
        kept[keptCount++] = i
        const value = (values[i] ?? 0) * scale
        const at = (positions[i] ?? 0) * classes
        for (let c = 0; c < classes; c++) {
          errors[c] = (errors[c] ?? 0) + value * (weights[at + c] ?? 0)
        }
      }
      softmax(errors)
      const target = targets[row] ?? 0
      errors[target] = (errors[target] ?? 0) - (1 - smoothing)
      for (let c = 0; c < classes; c++) {
        const error = (errors[c] ?? 0) - smoothing / classes
        errors[c] = error
        const square = (biasSquares[c] ?? 0) + error * error
        biasSquares[c] = square
        biases[c] = (biases[c] ?? 0) - (biasRate * error) / Math.sqrt(square)
      }
      for (let k = 0; k < keptCount; k++) {
        const i = kept[k] ?? 0
        const value = (values[i] ?? 0) * scale
        const at = (positions[i] ?? 0) * classes
        for (let c = 0; c < classes; c++) {
          const gradient = (errors[c] ?? 0) * value
          if (gradient < gradientMin && gradient > -gradientMin) continue
          const square = (squares[at + c] ?? 0) + gradient * gradient
          squares[at + c] = square
          weights[at + c] = (weights[at + c] ?? 0) - (rate * gradient) / Math.sqrt(square)
        }
      }
    }
    if (epoch < epochs - averagedEpochs) continue
    for (let i = 0; i < weights.length; i++) sums[i] = (sums[i] ?? 0) + (weights[i] ?? 0)
  }
  return { classes, weights: sums.map((sum) => sum / averagedEpochs), biases }
}

/**
 * Logistic regression whose weights are a product of two narrow matrices (as in fastText, Joulin et
 * al. 2017), by AdaGrad with dropout. There is no curve in between, so the product is one ordinary
 * set of weights; the narrow layer makes features that go together share what is learnt.
 */
function fitFactored(
  matrix: FeatureMatrix,
  targets: Int32Array,
  classes: number,
  dropout: { features: number; inner: number },
  runSeed: number,
): LinearWeights {
  const { starts, positions, values, rows, columns } = matrix
  const { width, epochs, averagedEpochs, rate, gradientMin, squaresAtStart } = factored
  const random = createRandom(runSeed)
  const features = randomNumbers(columns * width, factored.weightAtStart, random)
  const outputs = randomNumbers(width * classes, 1 / Math.sqrt(width), random)
  const biases = new Float64Array(classes)
  const featureSquares = new Float32Array(features.length).fill(squaresAtStart.features)
  const outputSquares = new Float32Array(outputs.length).fill(squaresAtStart.classes)
  const biasSquares = new Float64Array(classes).fill(squaresAtStart.biases)
  const featureSums = new Float32Array(features.length)
  const outputSums = new Float32Array(outputs.length)
  const inner = new Float64Array(width)
  const innerErrors = new Float64Array(width)
  const errors = new Float64Array(classes)
  const kept = new Int32Array(longestRow(matrix))
  const order = Int32Array.from({ length: rows }, (_, row) => row)
  const featureScale = 1 / (1 - dropout.features)
  const innerScale = 1 / (1 - dropout.inner)

  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    for (const row of order) {
      let keptCount = 0
      inner.fill(0)
      const end = starts[row + 1] ?? 0
      for (let i = starts[row] ?? 0; i < end; i++) {
        if (random() < dropout.features) continue
        kept[keptCount++] = i
        const value = (values[i] ?? 0) * featureScale
        const at = (positions[i] ?? 0) * width
        for (let j = 0; j < width; j++) {
          inner[j] = (inner[j] ?? 0) + value * (features[at + j] ?? 0)
        }
      }
      errors.set(biases)
      for (let j = 0; j < width; j++) {
        const number = random() < dropout.inner ? 0 : (inner[j] ?? 0) * innerScale
        inner[j] = number
        if (number === 0) continue
        for (let c = 0; c < classes; c++) {
          errors[c] = (errors[c] ?? 0) + number * (outputs[j * classes + c] ?? 0)
        }
      }
      softmax(errors)
      const target = targets[row] ?? 0
      errors[target] = (errors[target] ?? 0) - 1
      for (let c = 0; c < classes; c++) {
        const error = errors[c] ?? 0
        const square = (biasSquares[c] ?? 0) + error * error
        biasSquares[c] = square
        biases[c] = (biases[c] ?? 0) - (rate * error) / Math.sqrt(square)
      }
      for (let j = 0; j < width; j++) {
        const number = inner[j] ?? 0
        innerErrors[j] = 0
        if (number === 0) continue
        let sum = 0
        for (let c = 0; c < classes; c++) {
          const at = j * classes + c
          const error = errors[c] ?? 0
          const weight = outputs[at] ?? 0
          sum += error * weight
          const gradient = error * number
          if (gradient < gradientMin && gradient > -gradientMin) continue
          const square = (outputSquares[at] ?? 0) + gradient * gradient
          outputSquares[at] = square
          outputs[at] = weight - (rate * gradient) / Math.sqrt(square)
        }
        innerErrors[j] = sum * innerScale
      }
      for (let k = 0; k < keptCount; k++) {
        const i = kept[k] ?? 0
        const value = (values[i] ?? 0) * featureScale
        const from = (positions[i] ?? 0) * width
        for (let j = 0; j < width; j++) {
          const gradient = (innerErrors[j] ?? 0) * value
          if (gradient < gradientMin && gradient > -gradientMin) continue
          const at = from + j
          const square = (featureSquares[at] ?? 0) + gradient * gradient
          featureSquares[at] = square
          features[at] = (features[at] ?? 0) - (rate * gradient) / Math.sqrt(square)
        }
      }
    }
    if (epoch < epochs - averagedEpochs) continue
    addScaled(featureSums, features, 1 / averagedEpochs)
    addScaled(outputSums, outputs, 1 / averagedEpochs)
  }
  return { classes, weights: multiply(featureSums, outputSums, width, classes), biases }
}

/** Numbers around 0 with standard deviation `deviation`: sums of six even ones, nearly normal. */
function randomNumbers(count: number, deviation: number, random: () => number): Float32Array {
  return Float32Array.from({ length: count }, () => {
    let sum = -3
    for (let i = 0; i < 6; i++) sum += random()
    return sum * Math.SQRT2 * deviation
  })
}

/** Product of a matrix with rows of `inner` numbers and one with rows of `classes` numbers. */
function multiply(
  left: Float32Array,
  right: Float32Array,
  inner: number,
  classes: number,
): Float32Array {
  const product = new Float32Array((left.length / inner) * classes)
  for (let row = 0; row < left.length / inner; row++) {
    for (let j = 0; j < inner; j++) {
      const factor = left[row * inner + j] ?? 0
      for (let c = 0; c < classes; c++) {
        const at = row * classes + c
        product[at] = (product[at] ?? 0) + factor * (right[j * classes + c] ?? 0)
      }
    }
  }
  return product
}

/**
 * One-versus-rest support vector machines with squared hinge loss, by dual coordinate descent
 * (Hsieh et al. 2008, as in LIBLINEAR). A class of n among N texts weighs sqrt((N - n) / n) more,
 * half-way to balance: full balance and none both measured worse.
 *
 * With `ratioShare` above 0, each class sees its features scaled by their count ratios.
 */
function fitMargins(
  matrix: FeatureMatrix,
  targets: Int32Array,
  classes: number,
  cost: number,
  ratioShare = 0,
): LinearWeights {
  const { starts, positions, rows, columns } = matrix
  const masses = massesOf(matrix)
  const weights = new Float32Array(columns * classes)
  const biases = new Float64Array(classes)
  const order = Int32Array.from({ length: rows }, (_, row) => row)
  const own = new Float64Array(columns)
  const alphas = new Float64Array(rows)

  for (let c = 0; c < classes; c++) {
    const factors =
      ratioShare > 0
        ? ratioFactors(masses, massesOf(matrix, targets, c), matrix.values.length, ratioShare)
        : new Float64Array(columns).fill(1)
    const values = matrix.values.map((value, i) => value * (factors[positions[i] ?? 0] ?? 0))
    const norms = squaredNorms(matrix, values)
    own.fill(0)
    alphas.fill(0)
    let bias = 0
    const random = createRandom(seed + c)
    const members = targets.reduce((count, target) => count + (target === c ? 1 : 0), 0)
    const memberCost = cost * Math.sqrt((rows - members) / Math.max(1, members))
    for (let pass = 0; pass < margins.passesMax; pass++) {
      shuffle(order, random)
      let largest = 0
      for (const row of order) {
        const sign = targets[row] === c ? 1 : -1
        const diagonal = 0.5 / (sign > 0 ? memberCost : cost)
        const start = starts[row] ?? 0
        const end = starts[row + 1] ?? 0
        let score = bias
        for (let i = start; i < end; i++) score += (own[positions[i] ?? 0] ?? 0) * (values[i] ?? 0)
        const alpha = alphas[row] ?? 0
        const gradient = sign * score - 1 + diagonal * alpha
        if (alpha === 0 && gradient >= 0) continue
        largest = Math.max(largest, Math.abs(gradient))
        const next = Math.max(0, alpha - gradient / ((norms[row] ?? 1) + diagonal))
        alphas[row] = next
        const step = (next - alpha) * sign
        if (step === 0) continue
        bias += step
        for (let i = start; i < end; i++) {
          const position = positions[i] ?? 0
          own[position] = (own[position] ?? 0) + step * (values[i] ?? 0)
        }
      }
      if (largest < margins.tolerance) break
    }
    for (let f = 0; f < columns; f++) weights[f * classes + c] = (own[f] ?? 0) * (factors[f] ?? 0)
    biases[c] = bias
  }
  return { classes, weights, biases }
}

/** Sum of each feature's values over all rows, or over those of one class. */
function massesOf(
  { starts, positions, values, rows, columns }: FeatureMatrix,
  targets?: Int32Array,
  only?: number,
): Float64Array {
  const masses = new Float64Array(columns)
  for (let row = 0; row < rows; row++) {
    if (targets !== undefined && targets[row] !== only) continue
    const end = starts[row + 1] ?? 0
    for (let i = starts[row] ?? 0; i < end; i++) {
      const position = positions[i] ?? 0
      masses[position] = (masses[position] ?? 0) + (values[i] ?? 0)
    }
  }
  return masses
}

/**
 * How far each feature's share of a class' mass lies from its share of all other classes' mass, as
 * a size of the logarithm (NB-SVM, Wang and Manning 2012): what tells a class from the others gets
 * room to weigh, what is equally common everywhere does not.
 */
function ratioFactors(
  masses: Float64Array,
  inClass: Float64Array,
  entries: number,
  share: number,
): Float64Array {
  const sum = (all: Float64Array) => all.reduce((total, mass) => total + mass, 0)
  const whole = sum(masses)
  const inside = sum(inClass)
  const smoothing = (countRatios.smoothing * whole) / entries
  const padding = smoothing * masses.length
  return masses.map((mass, f) => {
    const own = inClass[f] ?? 0
    const ratio =
      ((own + smoothing) * (whole - inside + padding)) /
      ((mass - own + smoothing) * (inside + padding))
    return 1 - share + share * Math.abs(naturalLogarithm(ratio))
  })
}

/** Squared length of each row, the bias counted as a feature of value 1. */
function squaredNorms({ starts, rows }: FeatureMatrix, values: Float64Array): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => {
    let norm = 1
    const end = starts[row + 1] ?? 0
    for (let i = starts[row] ?? 0; i < end; i++) norm += (values[i] ?? 0) * (values[i] ?? 0)
    return norm
  })
}

/** Standard deviation of scores. */
function spread(scores: Float64Array): number {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  return Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length)
}

function longestRow({ rows, starts }: FeatureMatrix): number {
  let longest = 0
  for (let row = 0; row < rows; row++) {
    longest = Math.max(longest, (starts[row + 1] ?? 0) - (starts[row] ?? 0))
  }
  return longest
}
