/**
 * Other packages on the same splits, measured earlier on the machine this project was written on
 * (Node 20.20.2, one core, defaults): node-nlp 4.27.0 (NluNeural) and
 * wink-naive-bayes-text-classifier 2.2.1. They are not installed for the benchmark, so that nothing
 * of theirs has to be kept up to date; their times belong to another run than ours.
 */
export const measuredPeers = [
  peer('clinc150', 'NLP.js', 0.8524, 0.711, null, 110, 88),
  peer('clinc150', 'wink Bayes', 0.8847, 0.869, null, 0.5, 7242),
  peer('banking77', 'NLP.js', 0.5166, null, 0.305, 19, 50),
  peer('banking77', 'wink Bayes', 0.8519, null, null, 0.5, 4384),
  peer('banking77 10-shot', 'NLP.js', 0.663, null, null, null, null),
  peer('hwu64', 'NLP.js', 0.797, null, null, null, null),
  peer('hwu64', 'wink Bayes', 0.857, null, null, null, null),
  peer('smp2017 zh-Hant', 'NLP.js with LangZh', 0.787, null, null, null, 300),
  peer('endava services', 'NLP.js', 0.507, null, null, null, null),
  peer('endava services', 'wink Bayes', 0.696, null, null, null, null),
  peer('sigdial (micro)', 'NLP.js', 0.931, null, null, null, null),
  peer('sigdial (micro)', 'wink Bayes', 0.883, null, null, null, null),
  peer('it tickets', 'NLP.js', 0.541, null, null, null, null),
  peer('it tickets', 'wink Bayes', 0.739, null, null, null, null),
]

function peer(
  set: string,
  name: string,
  accuracy: number,
  auroc: number | null,
  calibrationError: number | null,
  trainSeconds: number | null,
  microseconds: number | null,
) {
  const model = `${name} (measured earlier)`
  return {
    set,
    model,
    accuracy,
    auroc,
    recallAt5: null,
    calibrationError,
    trainSeconds,
    microseconds,
  }
}
