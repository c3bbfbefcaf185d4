import { expect, test } from 'vitest'
import { decodeCursor, encodeCursor } from '../../../src/http/cursor.ts'

const id = '0199aa00-0000-7000-8000-000000000001'

test('a cursor carries an id there and back', () => {
  expect(decodeCursor(encodeCursor(id))).toBe(id)
})

test.each([
  '',
  'x',
  id,
  `${encodeCursor(id)}x`,
  `${encodeCursor(id)}==`,
  encodeCursor('not an id'),
])('"%s" is no cursor', (text) => {
  expect(decodeCursor(text)).toBeNull()
})
