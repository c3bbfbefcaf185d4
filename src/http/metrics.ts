/** Prometheus metrics. Labels are closed sets only: never a text, an address or an id. */

import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Triage } from '../ticket.ts'

export type Metrics = {
  registry: Registry
  requestDuration: Histogram<'method' | 'route' | 'status'>
  deliveries: Counter<'helpdesk' | 'outcome'>
  countTriage: (triage: Triage, durationS: number) => void
}

export function createMetrics(): Metrics {
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
  return {
    registry,
    requestDuration,
    deliveries,
    countTriage: ({ decision, category }, durationS) => {
      triages.labels(decision, category ?? 'none').inc()
      triageDuration.observe(durationS)
    },
  }
}
