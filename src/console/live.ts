/** What happens to tickets while one looks on: by server-sent events, or by asking where there are none. */

export type TicketChange = {
  ticketId: string
  change: 'created' | 'triaged' | 'feedback' | 'write-back' | 'erased'
}

/** Null where it is only known that something may have changed. */
type Listener = (changes: TicketChange[] | null) => void
export type LiveState = 'live' | 'polling' | 'connecting'

const gatherMs = 250
const pollMs = 10_000
/** How long until events are tried again after the service refused them. */
const retryMs = 60_000

const listeners = new Set<Listener>()
const stateListeners = new Set<(state: LiveState) => void>()
let state: LiveState = 'connecting'

/** @returns the way to stop listening. */
export function onTicketChanges(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function liveState(): LiveState {
  return state
}

export function onLiveState(listener: (state: LiveState) => void): () => void {
  stateListeners.add(listener)
  return () => stateListeners.delete(listener)
}

function setState(next: LiveState): void {
  state = next
  for (const listener of stateListeners) listener(next)
}

const tell: Listener = (changes) => {
  for (const listener of listeners) listener(changes)
}

/** Starts watching; to be called once while somebody is signed in. Returns the way to stop. */
export function watchTickets(): () => void {
  let gathered: TicketChange[] = []
  let gatherTimer: ReturnType<typeof setTimeout> | undefined
  let pollTimer: ReturnType<typeof setInterval> | undefined
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  let source: EventSource | undefined
  let lastEventId = ''
  // Without an event to go on from, what happened between two connections is only known after asking.
  let hasMissed = false

  const gather = (change: TicketChange) => {
    gathered.push(change)
    gatherTimer ??= setTimeout(() => {
      const changes = gathered
      gathered = []
      gatherTimer = undefined
      tell(changes)
    }, gatherMs)
  }
  const poll = () => {
    if (!document.hidden) tell(null)
  }
  // A browser opens six connections to one service; tabs nobody looks at must not use them up.
  const pauseWhileHidden = () => {
    clearTimeout(retryTimer)
    if (document.hidden) {
      source?.close()
      hasMissed = true
    } else {
      connect()
    }
  }
  const connect = () => {
    source?.close()
    const resume = lastEventId === '' ? '' : `?lastEventId=${encodeURIComponent(lastEventId)}`
    source = new EventSource(`/v1/tickets/events${resume}`)
    source.addEventListener('open', () => {
      clearInterval(pollTimer)
      pollTimer = undefined
      if (hasMissed && lastEventId === '') tell(null)
      hasMissed = false
      setState('live')
    })
    source.addEventListener('ticket', (event) => {
      lastEventId = event.lastEventId
      gather(parseChange(event.data))
    })
    source.addEventListener('reset', () => tell(null))
    source.addEventListener('error', () => {
      hasMissed = true
      setState(source?.readyState === EventSource.CLOSED ? 'polling' : 'connecting')
      if (source?.readyState !== EventSource.CLOSED) return
      pollTimer ??= setInterval(poll, pollMs)
      clearTimeout(retryTimer)
      retryTimer = setTimeout(connect, retryMs)
    })
  }
  connect()
  document.addEventListener('visibilitychange', pauseWhileHidden)
  return () => {
    source?.close()
    clearTimeout(gatherTimer)
    clearInterval(pollTimer)
    clearTimeout(retryTimer)
    document.removeEventListener('visibilitychange', pauseWhileHidden)
  }
}

function parseChange(text: string): TicketChange {
  return JSON.parse(text) as TicketChange
}
