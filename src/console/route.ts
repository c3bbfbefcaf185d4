/** Where in the console one is: `#/tickets/<id>?decision=review`. The part behind # never reaches the server. */

import { useEffect, useState } from 'preact/hooks'

export type Route = { path: readonly string[]; query: URLSearchParams }

function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  return { path: path.split('/').filter((part) => part !== ''), query: new URLSearchParams(query) }
}

export function hrefOf(path: readonly string[], query = new URLSearchParams()): string {
  const text = query.toString()
  return `#/${path.join('/')}${text === '' ? '' : `?${text}`}`
}

/** @param isReplacing keeps the step out of the browser's history. */
export function go(href: string, isReplacing = false): void {
  if (!isReplacing) {
    location.hash = href
    return
  }
  history.replaceState(null, '', href)
  window.dispatchEvent(new Event('hashchange'))
}

export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const follow = () => setHash(location.hash)
    window.addEventListener('hashchange', follow)
    return () => window.removeEventListener('hashchange', follow)
  }, [])
  return readRoute(hash)
}
