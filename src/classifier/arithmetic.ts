/**
 * Exponential and logarithm from additions, multiplications and divisions only. IEEE 754 rounds
 * those the same way everywhere, while `Math.exp` and `Math.log` may differ in the last bit between
 * JavaScript engines, and a model file has to come out the same to the byte.
 */

const ln2High = 0.6931471803691238
const ln2Low = 1.9082149292705877e-10

/** e to the power of x; 0 below -708, the largest finite power above 709. Error below 1e-15. */
export function exponential(x: number): number {
  if (!(x > -708)) return 0
  const bounded = x > 709 ? 709 : x
  const doublings = Math.round(bounded / Math.LN2)
  const rest = bounded - doublings * ln2High - doublings * ln2Low
  let sum = 1
  for (let n = 13; n >= 1; n--) sum = 1 + (rest * sum) / n
  return scaleByPowerOfTwo(sum, doublings)
}

/** Natural logarithm of a positive number. Error below 1e-15 relative to max(1, |ln x|). */
export function naturalLogarithm(x: number): number {
  if (!(x > 0)) return -Infinity
  let mantissa = x
  let doublings = 0
  while (mantissa > Math.SQRT2) {
    mantissa /= 2
    doublings++
  }
  while (mantissa < Math.SQRT1_2) {
    mantissa *= 2
    doublings--
  }
  // ln m = 2 artanh((m - 1) / (m + 1)), whose argument is at most 0.172 here.
  const t = (mantissa - 1) / (mantissa + 1)
  const square = t * t
  let sum = 0
  for (let n = 23; n >= 1; n -= 2) sum = sum * square + 1 / n
  return doublings * Math.LN2 + 2 * t * sum
}

/** Turns logits into probabilities in place, over `length` entries from `from`. */
export function softmax(values: Float64Array, from = 0, length = values.length): void {
  let largest = -Infinity
  for (let i = from; i < from + length; i++) largest = Math.max(largest, values[i] ?? 0)
  let sum = 0
  for (let i = from; i < from + length; i++) {
    const power = exponential((values[i] ?? 0) - largest)
    values[i] = power
    sum += power
  }
  for (let i = from; i < from + length; i++) values[i] = (values[i] ?? 0) / sum
}

export function sigmoid(x: number): number {
  return x >= 0 ? 1 / (1 + exponential(-x)) : exponential(x) / (1 + exponential(x))
}

function scaleByPowerOfTwo(x: number, power: number): number {
  let scaled = x
  for (let left = power; left > 0; left -= 30) scaled *= 2 ** Math.min(30, left)
  for (let left = power; left < 0; left += 30) scaled /= 2 ** Math.min(30, -left)
  return scaled
}
