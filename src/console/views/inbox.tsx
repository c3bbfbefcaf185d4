/** The inbox: the list, the ticket beside it, and the keyboard for both. */

import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Label, Verdict } from '../../ticket.ts'
import { ApiProblem, call } from '../api.ts'
import type { Ticket } from '../contract.ts'
import { readFilters, toApiQuery } from '../filters.ts'
import { t } from '../i18n/inbox.ts'
import { t as layout } from '../i18n/layout.ts'
import { t as term } from '../i18n/terms.ts'
import { t as ticketText } from '../i18n/ticket.ts'
import { liveState, onLiveState, onTicketChanges } from '../live.ts'
import { CategoryDialog } from '../parts/category-dialog.tsx'
import { FilterBar } from '../parts/filter-bar.tsx'
import { Load, problemText, useLoaded } from '../parts/load.tsx'
import { ShortcutsDialog } from '../parts/shortcuts-dialog.tsx'
import { TicketPane } from '../parts/ticket-pane.tsx'
import { TicketRows } from '../parts/ticket-rows.tsx'
import { go, hrefOf } from '../route.ts'
import { markSeen } from '../seen-tickets.ts'
import { type Row, type TicketList, useTicketList } from '../ticket-list.ts'
import { toOneLine } from '../ticket-text.ts'
import type { ViewProps } from './view.ts'

export function InboxView({ route, session }: ViewProps) {
  const openId = route.path[1] ?? null
  const filters = readFilters(route.query)
  const list = useTicketList(toApiQuery(filters))
  const [cursorId, setCursorId] = useState<string | null>(openId)
  const [dialog, setDialog] = useState<'shortcuts' | { correcting: string } | null>(null)
  const [notice, setNotice] = useState('')
  const search = useRef<HTMLInputElement>(null)
  const comment = useRef<HTMLTextAreaElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const wantsFocus = useRef(false)
  const [ticket, retryTicket, replaceTicket] = useOpenTicket(openId)
  const readTicket = ticket.kind === 'ready' ? ticket.value : null

  useEffect(() => {
    if (openId === null) return
    setCursorId(openId)
    markSeen(openId)
  }, [openId])

  const hrefOfRow = (id: string) => hrefOf(['tickets', id], route.query)
  const listHref = hrefOf(['tickets'], route.query)

  const giveFeedback = async (id: string, verdict: Verdict, category?: Label) => {
    setDialog(null)
    const text = openId === id ? (comment.current?.value.trim() ?? '') : ''
    const shown = readTicket?.id === id ? readTicket : list.rows.find((row) => row.id === id)
    const subject = toOneLine(shown?.subject ?? '', 60) || t('noSubject')
    try {
      const fresh = await call<Ticket>('POST', `/v1/tickets/${id}/feedback`, {
        body: { verdict, ...(category && { category }), ...(text && { comment: text }) },
      })
      if (comment.current !== null && openId === id) comment.current.value = ''
      take(fresh)
      setNotice(
        category === undefined
          ? t('saved', { verdict: term(verdict), subject })
          : t('savedAs', { verdict: term(verdict), category: term(category), subject }),
      )
    } catch (problem) {
      setNotice(t('notSaved', { reason: problemText(problem) }))
    }
  }
  const take = (fresh: Ticket) => {
    list.update(fresh)
    if (fresh.id === openId) replaceTicket(fresh)
  }
  const judge = (verdict: Verdict) => {
    const id = openId ?? cursorId
    if (id === null) setNotice(t('chooseFirst'))
    else if (verdict === 'corrected') setDialog({ correcting: id })
    else giveFeedback(id, verdict)
  }

  const move = (step: 1 | -1) => {
    const at = list.rows.findIndex(({ id }) => id === cursorId)
    const next = list.rows[at === -1 ? 0 : at + step]
    if (next === undefined) return
    setCursorId(next.id)
    if (openId !== null) go(hrefOfRow(next.id), true)
    // At once, since Enter opens what has the focus; later only if the row has to come into the page first.
    else if (!focusRow(next.id)) requestAnimationFrame(() => focusRow(next.id))
  }

  useKeys((key) => {
    switch (key) {
      case 'j':
      case 'k':
        move(key === 'j' ? 1 : -1)
        return true
      case 'a':
        judge('accepted')
        return true
      case 'c':
        judge('corrected')
        return true
      case 'r':
        judge('rejected')
        return true
      case '/':
        search.current?.focus()
        return true
      case '?':
        setDialog('shortcuts')
        return true
      case 'Enter':
        if (cursorId === null || openId !== null) return false
        wantsFocus.current = true
        go(hrefOfRow(cursorId))
        return true
      case 'Escape':
        if (openId === null) return false
        go(listHref)
        requestAnimationFrame(() => focusRow(openId))
        return true
      default:
        return false
    }
  })

  const correcting = dialog !== null && dialog !== 'shortcuts' ? dialog.correcting : null
  const helpdesks = useMemo(
    () => [...new Set(list.rows.map(({ helpdesk }) => helpdesk))].sort(),
    [list.rows],
  )
  return (
    <div class={openId === null ? 'inbox' : 'inbox has-ticket'}>
      <section class="list-pane" aria-label={t('title')}>
        <h1 class={openId === null ? 'visually-hidden' : 'hidden-title'}>{t('title')}</h1>
        <FilterBar
          query={route.query}
          onChange={(query) => go(hrefOf(route.path, query), true)}
          helpdesks={helpdesks}
          search={search}
        />
        <ListBody
          list={list}
          isFiltered={filters.size > 0}
          rows={
            <TicketRows
              rows={list.rows}
              hrefOfRow={hrefOfRow}
              cursorId={cursorId}
              openId={openId}
              onOpen={(id) => {
                wantsFocus.current = true
                setCursorId(id)
              }}
              onNearEnd={list.loadMore}
              arrivedCount={list.arrivedCount}
              scroller={scroller}
            />
          }
        />
        <div class="list-foot">
          <LiveMark />
          <Arrivals
            count={list.arrivedCount}
            onShow={() => {
              list.forgetArrivals()
              scroller.current?.scrollTo({ top: 0 })
            }}
          />
          <button type="button" class="tool" onClick={() => setDialog('shortcuts')}>
            <kbd>?</kbd> {t('shortcuts')}
          </button>
        </div>
      </section>
      <section class="ticket-pane" aria-label={ticketText('text')}>
        {openId === null ? (
          <div class="state">
            <h2>{t('chooseTitle')}</h2>
            <p class="hint">{t('chooseHint')}</p>
          </div>
        ) : (
          <Load loaded={ticket} retry={retryTicket}>
            {(value) =>
              value === null ? (
                <div class="state" role="alert">
                  <p>{ticketText('notFound')}</p>
                  <a class="button" href={listHref}>
                    {layout('toInbox')}
                  </a>
                </div>
              ) : (
                <TicketPane
                  ticket={value}
                  backHref={listHref}
                  onVerdict={judge}
                  onChanged={take}
                  canRetryNotes={session.role === 'admin'}
                  comment={comment}
                  takeFocus={() => {
                    const isWanted = wantsFocus.current
                    wantsFocus.current = false
                    return isWanted
                  }}
                />
              )
            }
          </Load>
        )}
      </section>
      <Notice text={notice} onGone={() => setNotice('')} />
      {dialog === 'shortcuts' && <ShortcutsDialog onClose={() => setDialog(null)} />}
      {correcting !== null && (
        <CategoryDialog
          current={categoryOf(correcting, list.rows, readTicket)}
          onChoose={(label) => giveFeedback(correcting, 'corrected', label)}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  )
}

function categoryOf(id: string, rows: readonly Row[], ticket: Ticket | null) {
  if (ticket?.id === id) return ticket.triage.category
  return rows.find((row) => row.id === id)?.category ?? null
}

/** The open ticket; null where it does not exist. Follows what happens to it. */
function useOpenTicket(id: string | null) {
  const [loaded, retry, replace] = useLoaded<Ticket | null>(id ?? '', (signal) =>
    readTicket(id, signal),
  )
  useEffect(() => {
    if (id === null) return
    return onTicketChanges((changes) => {
      if (changes?.some(({ ticketId }) => ticketId === id)) {
        // Where it cannot be read now, what is shown stays.
        readTicket(id).then(replace, () => {})
      }
    })
  }, [id])
  return [loaded, retry, replace] as const
}

async function readTicket(id: string | null, signal?: AbortSignal): Promise<Ticket | null> {
  if (id === null) return null
  try {
    const path = `/v1/tickets/${encodeURIComponent(id)}`
    return await call<Ticket>('GET', path, signal ? { signal } : {})
  } catch (problem) {
    // 400: the address was typed or cut.
    if (problem instanceof ApiProblem && [400, 404].includes(problem.status)) return null
    throw problem
  }
}

/** @returns false where the row is not in the page */
function focusRow(id: string): boolean {
  const row = document.getElementById(`row-${id}`)
  row?.focus()
  return row !== null
}

/** Calls `take` for keys that nobody else wants, an open dialog least of all; true from it means the key was used. */
function useKeys(take: (key: string) => boolean): void {
  const latest = useRef(take)
  latest.current = take
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (isTyping(event.target) || isPressing(event)) return
      // A key held down moves on; it does not judge again and again.
      if (event.repeat && event.key !== 'j' && event.key !== 'k') return
      if (latest.current(event.key)) event.preventDefault()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, select, textarea, dialog') !== null
}

/** Enter belongs to the button or link that has the focus. */
function isPressing({ key, target }: KeyboardEvent): boolean {
  return (
    key === 'Enter' && target instanceof Element && target.closest('a, button, summary') !== null
  )
}

function ListBody(props: {
  list: TicketList
  isFiltered: boolean
  rows: preact.ComponentChildren
}) {
  const { list, isFiltered, rows } = props
  if (list.kind === 'failed') {
    return (
      <div class="state rows" role="alert">
        <p>{problemText(list.problem)}</p>
        <button type="button" class="button" onClick={list.reload}>
          {layout('retry')}
        </button>
      </div>
    )
  }
  if (list.kind === 'loading') {
    return (
      <div class="rows skeleton" role="status">
        <span class="visually-hidden">{layout('loading')}</span>
        {Array.from({ length: 8 }, (_, index) => (
          <div key={index} class="skeleton-row" />
        ))}
      </div>
    )
  }
  if (list.rows.length > 0) return <>{rows}</>
  return (
    <div class="state rows">
      <h2>{isFiltered ? t('emptyFiltered') : t('empty')}</h2>
      {isFiltered ? (
        <a class="button" href="#/tickets">
          {t('clear')}
        </a>
      ) : (
        <>
          <p class="hint">{t('emptyHint')}</p>
          <a class="button" href="#/try">
            {layout('tryIt')}
          </a>
        </>
      )}
    </div>
  )
}

function LiveMark() {
  const [state, setState] = useState(liveState)
  useEffect(() => onLiveState(setState), [])
  return (
    <span
      class={`live-mark ${state}`}
      title={state === 'polling' ? t('pollingTitle') : t('liveTitle')}
    >
      {t(state)}
    </span>
  )
}

/** Says how many tickets have arrived since one last looked at the top of the list. */
function Arrivals({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <div class="arrivals" role="status">
      {count > 0 && (
        <button type="button" class="button small" onClick={onShow}>
          <span aria-hidden="true">↑</span>{' '}
          {count === 1 ? t('arrivedOne') : t('arrivedMany', { count })}
        </button>
      )}
    </div>
  )
}

function Notice({ text, onGone }: { text: string; onGone: () => void }) {
  useEffect(() => {
    if (text === '') return
    const timer = setTimeout(onGone, 6000)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <div class={text === '' ? 'notice' : 'notice shown'} role="status">
      {text}
    </div>
  )
}
