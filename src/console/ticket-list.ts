/** The inbox's rows: pages as one scrolls, and what arrives meanwhile on top. */

import { useEffect, useRef, useState } from 'preact/hooks'
import type { CategoryId, Decision, Verdict } from '../ticket.ts'
import { ApiProblem, call } from './api.ts'
import type { Ticket, TicketPage } from './contract.ts'
import { onTicketChanges, type TicketChange } from './live.ts'
import { toOneLine } from './ticket-text.ts'

/** What a row shows; the rest of ten thousand tickets would only fill the memory. */
export type Row = {
  id: string
  subject: string
  excerpt: string
  decision: Decision
  category: CategoryId | null
  confidence: number
  language: string
  helpdesk: string
  receivedAt: string
  verdict: Verdict | null
  hasWarning: boolean
}

export type TicketList = {
  rows: readonly Row[]
  kind: 'loading' | 'ready' | 'failed'
  problem: unknown
  /** Whether the list goes on below. */
  hasMore: boolean
  /** How many rows arrived on top since somebody last looked there. */
  arrivedCount: number
  forgetArrivals: () => void
  loadMore: () => void
  reload: () => void
  /** Shows a ticket as it is now, where it has a row. */
  update: (ticket: Ticket) => void
}

const pageSize = 100
const freshSize = 50

type State = Pick<TicketList, 'rows' | 'kind' | 'problem' | 'arrivedCount'> & {
  nextCursor: string | null
}

const first: State = { rows: [], kind: 'loading', problem: null, nextCursor: null, arrivedCount: 0 }

/** @param query filters in the form of the API, without `limit` and `cursor`. */
export function useTicketList(query: string): TicketList {
  const [state, setState] = useState(first)
  const [attempt, setAttempt] = useState(0)
  const latest = useRef({ state, isLoadingMore: false })
  latest.current.state = state

  useEffect(() => {
    const abort = new AbortController()
    const { signal } = abort
    setState(first)
    latest.current.isLoadingMore = false
    fetchPage(query, pageSize, null, signal).then(
      ({ items, nextCursor }) =>
        setState({ ...first, kind: 'ready', rows: items.map(toRow), nextCursor }),
      (problem) => {
        if (!signal.aborted) setState({ ...first, kind: 'failed', problem })
      },
    )
    const stop = onTicketChanges((changes) => {
      if (latest.current.state.kind !== 'ready') return
      // A list that cannot be brought up to date now will be at the next change.
      takeChanges(query, changes, latest.current.state.rows, signal, setState).catch(() => {})
    })
    return () => {
      abort.abort()
      stop()
    }
  }, [query, attempt])

  const loadMore = async () => {
    const { nextCursor } = state
    if (nextCursor === null || latest.current.isLoadingMore) return
    latest.current.isLoadingMore = true
    try {
      const page = await fetchPage(query, pageSize, nextCursor)
      setState((now) =>
        // Another list may have been asked for meanwhile.
        now.nextCursor === nextCursor
          ? {
              ...now,
              rows: [...now.rows, ...page.items.map(toRow)],
              nextCursor: page.nextCursor,
            }
          : now,
      )
    } catch {
      // The next scroll asks again.
    } finally {
      latest.current.isLoadingMore = false
    }
  }

  return {
    ...state,
    hasMore: state.nextCursor !== null,
    loadMore,
    forgetArrivals: () => setState((now) => ({ ...now, arrivedCount: 0 })),
    reload: () => setAttempt(attempt + 1),
    update: (ticket) => setState((now) => ({ ...now, rows: replaceRow(now.rows, toRow(ticket)) })),
  }
}

function fetchPage(
  query: string,
  limit: number,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<TicketPage> {
  const parameters = new URLSearchParams(query)
  parameters.set('limit', String(limit))
  if (cursor !== null) parameters.set('cursor', cursor)
  return call<TicketPage>('GET', `/v1/tickets?${parameters}`, signal ? { signal } : {})
}

type Change = (change: (now: State) => State) => void

async function takeChanges(
  query: string,
  changes: TicketChange[] | null,
  rows: readonly Row[],
  signal: AbortSignal,
  setState: Change,
): Promise<void> {
  const idsOf = (kinds: TicketChange['change'][]) =>
    new Set(
      (changes ?? []).filter(({ change }) => kinds.includes(change)).map((each) => each.ticketId),
    )
  const erased = idsOf(['erased'])
  if (erased.size > 0) {
    setState((now) => ({ ...now, rows: now.rows.filter(({ id }) => !erased.has(id)) }))
  }
  if (changes === null || changes.some(({ change }) => change === 'created')) {
    const { items, nextCursor } = await fetchPage(query, freshSize, null, signal)
    setState((now) => mergeFresh(now, items.map(toRow), nextCursor))
  }
  const changed = idsOf(['triaged', 'feedback', 'write-back'])
  for (const { id } of rows) {
    if (!changed.has(id)) continue
    const row = await fetchRow(id, signal)
    if (row !== null) setState((now) => ({ ...now, rows: replaceRow(now.rows, row) }))
  }
}

async function fetchRow(id: string, signal: AbortSignal): Promise<Row | null> {
  try {
    return toRow(await call<Ticket>('GET', `/v1/tickets/${id}`, { signal }))
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.status === 404) return null
    throw problem
  }
}

/** Puts what is new on top and refreshes what is known; more news than a page replaces the list. */
function mergeFresh(now: State, fresh: readonly Row[], nextCursor: string | null): State {
  const known = new Set(now.rows.map(({ id }) => id))
  const arrived = fresh.filter(({ id }) => !known.has(id))
  if (arrived.length === fresh.length && nextCursor !== null) {
    return { ...now, rows: fresh, nextCursor, arrivedCount: now.arrivedCount + arrived.length }
  }
  const renewed = new Map(fresh.map((row) => [row.id, row]))
  return {
    ...now,
    rows: [...arrived, ...now.rows.map((row) => renewed.get(row.id) ?? row)].sort(byArrival),
    arrivedCount: now.arrivedCount + arrived.length,
  }
}

const byArrival = (left: Row, right: Row) => (left.id < right.id ? 1 : left.id > right.id ? -1 : 0)

function replaceRow(rows: readonly Row[], fresh: Row): readonly Row[] {
  return rows.map((row) => (row.id === fresh.id ? fresh : row))
}

function toRow({
  id,
  subject,
  body,
  language,
  helpdesk,
  receivedAt,
  triage,
  feedback,
}: Ticket): Row {
  const { decision, category, confidence, warnings } = triage
  return {
    id,
    subject: toOneLine(subject ?? '', 200),
    excerpt: toOneLine(body, 160),
    decision,
    category,
    confidence,
    language,
    helpdesk,
    receivedAt,
    verdict: feedback?.verdict ?? null,
    hasWarning: warnings.length > 0,
  }
}
