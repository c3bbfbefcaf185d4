import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { t } from '../i18n/inbox.ts'
import { shareText } from '../number-text.ts'
import { isSeen } from '../seen-tickets.ts'
import type { Row } from '../ticket-list.ts'
import { CategoryName, Time, VerdictMark } from './labels.tsx'

/** The same as in inbox.css: with it the place of any row is known without laying out the others. */
const rowHeight = 62
/** Rows drawn beyond both ends of what can be seen. */
const spareRows = 8

type TicketRowsProps = {
  rows: readonly Row[]
  hrefOfRow: (id: string) => string
  /** Where the keyboard is; kept in sight. */
  cursorId: string | null
  openId: string | null
  onOpen: (id: string) => void
  onNearEnd: () => void
  arrivedCount: number
  scroller: RefObject<HTMLDivElement | null>
}

/** The list's rows, of which only those in sight are in the page: ten thousand cost no more than ten. */
export function TicketRows(props: TicketRowsProps) {
  const { rows, cursorId, openId, onNearEnd, arrivedCount } = props
  const { scroller: element } = props
  const [view, setView] = useState({ top: 0, height: 800 })
  const first = Math.max(0, Math.floor(view.top / rowHeight) - spareRows)
  const last = Math.min(rows.length, Math.ceil((view.top + view.height) / rowHeight) + spareRows)

  useEffect(() => {
    const scroller = element.current
    if (scroller === null) return
    const measure = () => setView({ top: scroller.scrollTop, height: scroller.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(scroller)
    scroller.addEventListener('scroll', measure, { passive: true })
    return () => {
      observer.disconnect()
      scroller.removeEventListener('scroll', measure)
    }
  }, [])

  useEffect(() => {
    if (last > rows.length - 30) onNearEnd()
  }, [last, rows.length])

  // What arrives on top must not move what somebody is reading below.
  const arrivedBefore = useRef(arrivedCount)
  useLayoutEffect(() => {
    const scroller = element.current
    const arrived = arrivedCount - arrivedBefore.current
    arrivedBefore.current = arrivedCount
    if (scroller !== null && arrived > 0 && scroller.scrollTop > rowHeight) {
      scroller.scrollTop += arrived * rowHeight
    }
  }, [arrivedCount])

  useLayoutEffect(() => {
    const scroller = element.current
    const index = rows.findIndex(({ id }) => id === cursorId)
    if (scroller === null || index === -1) return
    const top = index * rowHeight
    if (top < scroller.scrollTop) scroller.scrollTop = top
    else if (top + rowHeight > scroller.scrollTop + scroller.clientHeight) {
      scroller.scrollTop = top + rowHeight - scroller.clientHeight
    }
  }, [cursorId])

  return (
    <div class="rows" ref={element}>
      <ul aria-label={t('list')} style={{ height: `${rows.length * rowHeight}px` }}>
        {rows.slice(first, last).map((row, index) => (
          <TicketRow
            key={row.id}
            row={row}
            index={first + index}
            count={rows.length}
            href={props.hrefOfRow(row.id)}
            isCursor={row.id === cursorId}
            isOpen={row.id === openId}
            onOpen={props.onOpen}
          />
        ))}
      </ul>
    </div>
  )
}

type TicketRowProps = {
  row: Row
  index: number
  count: number
  href: string
  isCursor: boolean
  isOpen: boolean
  onOpen: (id: string) => void
}

function TicketRow({ row, index, count, href, isCursor, isOpen, onOpen }: TicketRowProps) {
  const isUnread = !isSeen(row.id) && row.verdict === null
  const names = ['row', isUnread && 'unread', isCursor && 'cursor', isOpen && 'open']
  return (
    <li
      aria-setsize={count}
      aria-posinset={index + 1}
      style={{ transform: `translateY(${index * rowHeight}px)` }}
    >
      <a
        id={`row-${row.id}`}
        class={names.filter(Boolean).join(' ')}
        href={href}
        aria-current={isOpen ? 'true' : undefined}
        onClick={() => onOpen(row.id)}
      >
        <span class="row-line">
          <span class="unread-dot">
            {isUnread && <span class="visually-hidden">{t('unread')}: </span>}
          </span>
          <span class="row-subject">{row.subject || row.excerpt || t('noSubject')}</span>
          {row.hasWarning && <WarningMark />}
          {row.verdict !== null && <VerdictMark verdict={row.verdict} />}
          <span class="row-time">
            <Time at={row.receivedAt} isShort />
          </span>
        </span>
        <span class="row-line">
          <span class={`row-category ${row.decision}`}>
            <CategoryName label={row.category} />
          </span>
          <span class="row-confidence">{shareText(row.confidence)}</span>
          <span class="row-excerpt">{row.excerpt}</span>
        </span>
      </a>
    </li>
  )
}

function WarningMark() {
  return (
    <span class="warning-mark" title={t('warning')}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M8 2 15 14H1ZM8 6.5v3.5M8 12v.3" />
      </svg>
      <span class="visually-hidden">{t('warning')}</span>
    </span>
  )
}
