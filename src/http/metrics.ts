/** Prometheus metrics. Labels are closed sets only: never a text, an address or an id. */

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { WriteBackAttempt } from '../services.ts'
import type { Triage } from '../ticket.ts'

export type Metrics = {
  registry: Registry
  requestDuration: Histogram<'method' | 'route' | 'status'>
  deliveries: Counter<'helpdesk' | 'outcome'>
  countTriage: (triage: Triage, durationS: number) => void
  countWriteBack: (attempt: Pick<WriteBackAttempt, 'helpdesk' | 'outcome' | 'durationMs'>) => void
}

/** @param pausedHelpdesks asked whenever the metrics are read. */
export function createMetrics(pausedHelpdesks: () => Promise<readonly string[]>): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requestDuration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  })
  const triages = new Counter({
    name: 'sspr_triages_total',
    help: 'Triages made, by decision and category.',
    labelNames: ['decision', 'category'],
    registers: [registry],
  })
  const triageDuration = new Histogram({
    name: 'sspr_triage_duration_seconds',
    help: 'Time to clean, redact, classify and compose, without the database.',
    buckets: [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1],
    registers: [registry],
  })
  const deliveries = new Counter({
    name: 'sspr_deliveries_total',
    help: 'Webhook calls, by configured helpdesk and what became of them.',
    labelNames: ['helpdesk', 'outcome'],
    registers: [registry],
  })
  // Names of helpdesks come from the settings, so they are a closed set.
  const writeBacks = new Counter({
    name: 'sspr_write_backs_total',
    help: 'Attempts to write a note, by helpdesk and outcome.',
    labelNames: ['helpdesk', 'outcome'],
    registers: [registry],
  })
  const writeBackDuration = new Histogram({
    name: 'sspr_write_back_duration_seconds',
    help: 'Time of one attempt to write a note, with the calls to the helpdesk.',
    labelNames: ['helpdesk'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60],
    registers: [registry],
  })
  new Gauge({
    name: 'sspr_helpdesk_paused',
    help: '1 for each helpdesk that waits for a person because it refused the credentials.',
    labelNames: ['helpdesk'],
    registers: [registry],
    async collect() {
      this.reset()
      // While the database is away the other metrics are worth all the more.
      for (const name of await pausedHelpdesks().catch(() => [])) this.labels(name).set(1)
    },
  })
  return {
    registry,
    requestDuration,
    deliveries,
    countTriage: ({ decision, category }, durationS) => {
      triages.labels(decision, category ?? 'none').inc()
      triageDuration.observe(durationS)
    },
    countWriteBack: ({ helpdesk, outcome, durationMs }) => {
      writeBacks.labels(helpdesk, outcome).inc()
      writeBackDuration.labels(helpdesk).observe(durationMs / 1000)
    },
  }
}
