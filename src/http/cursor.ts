/** Where a list goes on: the last id of a page, opaque to callers so that it may change. */

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function encodeCursor(id: string): string {
  return Buffer.from(id).toString('base64url')
}

/** The id in a cursor of `encodeCursor`, null for any other text. */
export function decodeCursor(cursor: string): string | null {
  const id = Buffer.from(cursor, 'base64url').toString('latin1')
  return uuid.test(id) && encodeCursor(id) === cursor ? id : null
}
