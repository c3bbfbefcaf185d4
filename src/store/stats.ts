/** What the tickets of a time add up to, and what the feedback says about the service. */

import type { PrismaClient } from '../generated/prisma/client.ts'
import {
  type CategoryId,
  categoryIds,
  type Decision,
  type Label,
  type MissingItemId,
} from '../ticket.ts'

export type Rate = { rate: number | null; count: number }
type PerDecision = Record<Decision, number>

export type Stats = {
  total: number
  decisions: PerDecision
  categories: { category: CategoryId; count: number }[]
  languages: { language: string; count: number }[]
  helpdesks: { helpdesk: string; count: number }[]
  days: {
    day: string
    total: number
    decisions: PerDecision
    categories: Partial<Record<CategoryId, number>>
  }[]
  medianConfidence: number | null
  feedback: { accepted: number; corrected: number; rejected: number; count: number }
  acceptanceRate: Rate
  suggestedPrecision: Rate
  calibration: {
    from: number
    to: number
    count: number
    meanConfidence: number
    accuracy: number
  }[]
  calibrationError: number | null
  coverage: { threshold: number; coverage: number; precision: number | null; count: number }[]
  medianTimeToFeedbackS: number | null
  missing: { item: MissingItemId; count: number }[]
  corrections: { from: Label; to: Label; count: number }[]
  byLanguage: { language: string; total: number; suggested: number; acceptanceRate: Rate }[]
}

/** Confidences are counted in steps of 0.05, the grid of the curves. */
const steps = 20
const calibrationBins = 10

/** What the database counts. */
type Counts = {
  groups: { day: string; decision: Decision; category: CategoryId | null; count: number }[]
  languages: {
    language: string
    total: number
    suggested: number
    accepted: number
    judged: number
  }[]
  helpdesks: Stats['helpdesks']
  /** Tickets that are not out of scope, by the step of their confidence. */
  confidences: { step: number; count: number }[]
  /** Tickets with feedback, by the triage it is about. */
  judged: { step: number; decision: Decision; count: number; right: number; confidence: number }[]
  verdicts: Stats['feedback']
  missing: Stats['missing']
  corrections: Stats['corrections']
  medianConfidence: number | null
  medianTimeToFeedbackS: number | null
}

/**
 * The figures of the tickets received from `from` on and before `to`. A triage is right where it was accepted, or
 * corrected to what it said; feedback counts for the triage it was given on, also where a later one has replaced it.
 */
export async function readStats(client: PrismaClient, from: Date, to: Date): Promise<Stats> {
  const rows = await client.$queryRaw<{ counts: unknown }[]>`
    WITH scope AS MATERIALIZED (
      SELECT to_char(t.received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, t.language, t.helpdesk,
        c.decision, c.category, c.confidence, f.verdict, f.category AS corrected_to,
        j.decision AS judged_decision, coalesce(j.category, 'out-of-scope') AS judged_label,
        j.confidence AS judged_confidence,
        f.verdict = 'accepted'
          OR f.verdict = 'corrected' AND f.category = coalesce(j.category, 'out-of-scope') AS is_right,
        extract(epoch FROM f.given_at - j.triaged_at)::float8 AS feedback_after_s
      FROM tickets AS t
      JOIN triages AS c ON c.ticket_id = t.id AND c.is_current
      LEFT JOIN feedback AS f ON f.ticket_id = t.id AND f.is_current
      LEFT JOIN triages AS j ON j.id = coalesce(f.triage_id, c.id) AND f.id IS NOT NULL
      WHERE t.received_at >= ${from} AND t.received_at < ${to}
    )
    SELECT jsonb_build_object(
      'groups', (SELECT coalesce(jsonb_agg(x), '[]') FROM (
        SELECT day, decision, category, count(*) FROM scope GROUP BY 1, 2, 3 ORDER BY 1) AS x),
      'languages', (SELECT coalesce(jsonb_agg(x), '[]') FROM (
        SELECT language, count(*) AS total, count(*) FILTER (WHERE decision = 'suggested') AS suggested,
          count(*) FILTER (WHERE verdict = 'accepted') AS accepted, count(verdict) AS judged
        FROM scope GROUP BY 1 ORDER BY 2 DESC, 1) AS x),
      'helpdesks', (SELECT coalesce(jsonb_agg(x), '[]') FROM (
        SELECT helpdesk, count(*) FROM scope GROUP BY 1 ORDER BY 2 DESC, 1) AS x),
      'confidences', (SELECT coalesce(jsonb_agg(x), '[]') FROM (
        SELECT least(floor(confidence * ${steps}), ${steps - 1})::int AS step, count(*)
        FROM scope WHERE decision <> 'out-of-scope' GROUP BY 1) AS x),
      'judged', (SELECT coalesce(jsonb_agg(x), '[]') FROM (
        SELECT least(floor(judged_confidence * ${steps}), ${steps - 1})::int AS step,
          judged_decision AS decision, count(*), count(*) FILTER (WHERE is_right) AS right,
          sum(judged_confidence) AS confidence
        FROM scope WHERE verdict IS NOT NULL GROUP BY 1, 2) AS x),
      'verdicts', (SELECT jsonb_build_object(
        'accepted', count(*) FILTER (WHERE verdict = 'accepted'),
        'corrected', count(*) FILTER (WHERE verdict = 'corrected'),
        'rejected', count(*) FILTER (WHERE verdict = 'rejected'),
        'count', count(verdict)) FROM scope),
      'missing', (SELECT coalesce(jsonb_agg(x), '[]') FROM (
        SELECT asked ->> 'item' AS item, count(*)
        FROM tickets AS t
        JOIN triages AS c ON c.ticket_id = t.id AND c.is_current
        CROSS JOIN jsonb_array_elements(c.missing) AS asked
        WHERE t.received_at >= ${from} AND t.received_at < ${to}
        GROUP BY 1 ORDER BY 2 DESC, 1) AS x),
      'corrections', (SELECT coalesce(jsonb_agg(x), '[]') FROM (
        SELECT judged_label AS from, corrected_to AS to, count(*)
        FROM scope WHERE verdict = 'corrected' AND NOT is_right
        GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 20) AS x),
      'medianConfidence', (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY confidence) FROM scope),
      'medianTimeToFeedbackS',
        (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY feedback_after_s) FROM scope)
    ) AS counts`
  return toStats(toCounts(rows[0]?.counts))
}

/** The parsing function of this file: the statement above says what comes back. */
function toCounts(counts: unknown): Counts {
  return counts as Counts
}

function toStats(counts: Counts): Stats {
  const { groups, languages, judged, verdicts } = counts
  const suggested = judged.filter(({ decision }) => decision === 'suggested')
  return {
    total: sumOf(groups, ({ count }) => count),
    decisions: perDecision(groups),
    categories: categoryIds
      .map((category) => ({ category, count: countOf(groups, category) }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count),
    languages: languages.map(({ language, total }) => ({ language, count: total })),
    helpdesks: counts.helpdesks,
    days: perDay(groups),
    medianConfidence: counts.medianConfidence,
    feedback: verdicts,
    acceptanceRate: rateOf(verdicts.accepted, verdicts.count),
    suggestedPrecision: rateOf(
      sumOf(suggested, ({ right }) => right),
      sumOf(suggested, ({ count }) => count),
    ),
    ...calibrationOf(judged),
    coverage: coverageOf(counts),
    medianTimeToFeedbackS: counts.medianTimeToFeedbackS,
    missing: counts.missing,
    corrections: counts.corrections,
    byLanguage: languages.map(({ language, total, suggested, accepted, judged }) => ({
      language,
      total,
      suggested,
      acceptanceRate: rateOf(accepted, judged),
    })),
  }
}

function perDecision(groups: Counts['groups']): PerDecision {
  const count = (decision: Decision) =>
    sumOf(
      groups.filter((group) => group.decision === decision),
      (group) => group.count,
    )
  return {
    suggested: count('suggested'),
    review: count('review'),
    'out-of-scope': count('out-of-scope'),
  }
}

function countOf(groups: Counts['groups'], category: CategoryId): number {
  return sumOf(
    groups.filter((group) => group.category === category),
    (group) => group.count,
  )
}

/** Days without a ticket are left out. */
function perDay(groups: Counts['groups']): Stats['days'] {
  const byDay = new Map<string, Counts['groups']>()
  for (const group of groups) byDay.set(group.day, [...(byDay.get(group.day) ?? []), group])
  return [...byDay].map(([day, ofDay]) => ({
    day,
    total: sumOf(ofDay, ({ count }) => count),
    decisions: perDecision(ofDay),
    categories: Object.fromEntries(
      categoryIds
        .map((category) => [category, countOf(ofDay, category)] as const)
        .filter(([, count]) => count > 0),
    ),
  }))
}

/** How far what was said and what was true lie apart, weighted by the number of tickets in each bin. */
function calibrationOf(judged: Counts['judged']): Pick<Stats, 'calibration' | 'calibrationError'> {
  const total = sumOf(judged, ({ count }) => count)
  const calibration: Stats['calibration'] = []
  let calibrationError = 0
  for (let bin = 0; bin < calibrationBins; bin++) {
    const members = judged.filter(
      ({ step }) => Math.floor(step / (steps / calibrationBins)) === bin,
    )
    const count = sumOf(members, (each) => each.count)
    if (count === 0) continue
    const meanConfidence = sumOf(members, ({ confidence }) => confidence) / count
    const accuracy = sumOf(members, ({ right }) => right) / count
    calibrationError += (Math.abs(meanConfidence - accuracy) * count) / total
    calibration.push({
      from: bin / calibrationBins,
      to: (bin + 1) / calibrationBins,
      count,
      meanConfidence,
      accuracy,
    })
  }
  return { calibration, calibrationError: total === 0 ? null : calibrationError }
}

/** For each threshold the share of tickets in scope that reach it, and how many of those with feedback are right. */
function coverageOf({ confidences, judged }: Counts): Stats['coverage'] {
  const inScope = judged.filter(({ decision }) => decision !== 'out-of-scope')
  const total = sumOf(confidences, ({ count }) => count)
  return Array.from({ length: steps }, (_, step) => {
    const reaching = inScope.filter((each) => each.step >= step)
    const covered = sumOf(
      confidences.filter((each) => each.step >= step),
      ({ count }) => count,
    )
    const { rate, count } = rateOf(
      sumOf(reaching, ({ right }) => right),
      sumOf(reaching, (each) => each.count),
    )
    return {
      threshold: step / steps,
      coverage: total === 0 ? 0 : covered / total,
      precision: rate,
      count,
    }
  })
}

function rateOf(hits: number, count: number): Rate {
  return { rate: count === 0 ? null : hits / count, count }
}

function sumOf<T>(items: readonly T[], measure: (item: T) => number): number {
  return items.reduce((sum, item) => sum + measure(item), 0)
}
