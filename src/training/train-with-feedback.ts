import { processEnvironment, readConfig } from '../config.ts'
import { learn } from '../jobs/learn.ts'
import { learnDeps } from '../learning.ts'
import { readBuiltIn } from '../services.ts'
import { openEmbedded, openPostgres } from '../store/database.ts'
import { registerBuiltIn } from '../store/models.ts'
import type { Example } from './corpus.ts'
import { trainCandidate } from './train-candidate.ts'

/**
 * Trains on the corpus and the confirmed tickets of the database that the settings name. The model is stored there,
 * as a candidate or with the reason why not; the service goes on with its own until somebody activates it.
 *
 * @param corpus prepared examples
 * @returns what came of it, in words
 * @throws ConfigError, or StartError when the database cannot be had
 */
export async function trainWithFeedback(corpus: readonly Example[]): Promise<string> {
  const { databaseUrl, databaseConnectionsMax, dataDir } = readConfig(processEnvironment())
  const builtIn = await readBuiltIn()
  const database =
    databaseUrl === null
      ? await openEmbedded(dataDir)
      : await openPostgres(databaseUrl, databaseConnectionsMax)
  try {
    await registerBuiltIn(database.client, builtIn)
    const deps = learnDeps(database, builtIn, async (order) => trainCandidate(corpus, order))
    const signal = new AbortController().signal
    const outcome = await learn(deps, { promotes: false, signal })
    return outcome.kind === 'nothing-new'
      ? outcome.reason
      : `Model ${outcome.version} (${outcome.id}), ${outcome.kind}. ${outcome.reason}`
  } finally {
    await database.close()
  }
}
