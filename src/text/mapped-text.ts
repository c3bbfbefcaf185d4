/** Half-open range of UTF-16 code units. */
export type TextRange = { start: number; end: number }

/**
 * A text made from another one, with the way back. `origins[i]` is the offset in the source that unit
 * `i` came from, `origins[text.length]` where the source went on; the numbers never decrease.
 */
export type MappedText = { text: string; origins: Uint32Array }

/** The part of the source that units `start` to `end` of the mapped text came from. */
export function originalRange(mapped: MappedText, start: number, end: number): TextRange {
  const from = mapped.origins[start] ?? 0
  const to = mapped.origins[end] ?? from
  // Several units may stem from one; a span that is not empty never becomes empty.
  return { start: from, end: to > from || end <= start ? to : from + 1 }
}

/** Collects a mapped text unit by unit, without a string per unit. */
export type MappedTextBuilder = {
  /** Appends one UTF-16 unit that came from the source offset. */
  push: (unit: number, origin: number) => void
  /** Ends the text; `sourceEnd` is where the source went on. */
  finish: (sourceEnd: number) => MappedText
}

/** Starts a builder; `expected` is the length to make room for, more is allowed. */
export function buildMappedText(expected: number): MappedTextBuilder {
  let units = new Uint16Array(expected + 16)
  let origins = new Uint32Array(expected + 16)
  let length = 0
  return {
    push(unit, origin) {
      if (length + 1 >= units.length) {
        const wider = new Uint16Array(units.length * 2)
        wider.set(units)
        units = wider
        const widerOrigins = new Uint32Array(origins.length * 2)
        widerOrigins.set(origins)
        origins = widerOrigins
      }
      units[length] = unit
      origins[length] = origin
      length++
    },
    finish(sourceEnd) {
      origins[length] = sourceEnd
      // Not TextDecoder: that one replaces lone surrogates.
      const text = Buffer.from(units.buffer, 0, length * 2).toString('utf16le')
      return { text, origins: origins.slice(0, length + 1) }
    },
  }
}
