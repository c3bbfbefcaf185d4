/**
 * The parts of `natural` that are imported by path: the package's own entry loads database drivers
 * and reads `.env` (0.8 s, 119 MB, lines on stdout). It ships no types for deep imports.
 */
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const stemmer: { stem(word: string): string; tokenizeAndStem(text: string): string[] }
  export default stemmer
}

declare module 'natural/lib/natural/util/stopwords.js' {
  const stopwords: { words: string[] }
  export default stopwords
}

declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  type Classification = { label: string; value: number }
  class BayesClassifier {
    constructor(stemmer?: unknown, smoothing?: number)
    addDocument(text: string | string[], label: string): void
    train(): void
    getClassifications(text: string | string[]): Classification[]
    classify(text: string | string[]): string
  }
  export default BayesClassifier
}
