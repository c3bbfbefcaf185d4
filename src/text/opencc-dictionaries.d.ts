/** The dictionaries of `opencc-js` by path; the package types its converters only. */
declare module 'opencc-js/dict/*' {
  /** `source replacement` pairs separated by `|`. */
  const pairs: string
  export default pairs
}
