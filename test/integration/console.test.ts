import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../support/test-app.ts'

let test_: TestApp
let page = ''
beforeAll(async () => {
  test_ = await openTestApp()
  page = (await test_.call(null, 'GET', '/')).text
})
afterAll(() => test_.close())

const get = (url: string, headers: Record<string, string> = {}) =>
  test_.app.inject({ url, headers })
const assets = () => [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => `/${match[1]}`)

describe('the console’s page', () => {
  test('is open without a key and carries a policy that runs and loads nothing but its own', async () => {
    const { statusCode, headers } = await get('/')
    expect(statusCode).toBe(200)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['x-frame-options']).toBe('SAMEORIGIN')
  })

  test('has no inline script or style and names only files of its own', () => {
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)/)
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/)
    expect(assets().length).toBeGreaterThanOrEqual(3)
    for (const asset of assets()) expect(asset).toMatch(/^\/assets\/\w+-[\w-]{8}\.(js|css|svg)$/)
  })

  test('is asked for again each time and answered with 304 while it is the same', async () => {
    const { headers } = await get('/')
    expect(headers['cache-control']).toBe('no-cache')
    const again = await get('/', { 'if-none-match': String(headers.etag) })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    expect((await get('/', { 'if-none-match': '"other"' })).statusCode).toBe(200)
  })

  test('answers no other method', async () => {
    const { status, headers } = await test_.call(null, 'POST', '/', {})
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD'])
  })
})

describe('the console’s files', () => {
  test('may be kept for ever: their names change with their content', async () => {
    for (const asset of assets()) {
      const { statusCode, headers } = await get(asset)
      expect([asset, statusCode]).toEqual([asset, 200])
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    }
  })

  test.each([
    ['br', 'gzip, deflate, br', (bytes: Buffer) => brotliDecompressSync(bytes)],
    ['gzip', 'gzip, br;q=0', (bytes: Buffer) => gunzipSync(bytes)],
    [undefined, 'identity', (bytes: Buffer) => bytes],
  ])(
    'are sent as %s to who accepts "%s", each form with a tag of its own',
    async (coding, accepted, open) => {
      for (const asset of assets()) {
        const plain = await get(asset)
        const { headers, rawPayload } = await get(asset, { 'accept-encoding': accepted })
        expect(headers['content-encoding']).toBe(coding)
        expect(headers.vary).toMatch(/accept-encoding/i)
        expect(open(rawPayload).equals(plain.rawPayload)).toBe(true)
        expect(headers.etag === plain.headers.etag).toBe(coding === undefined)
      }
    },
  )

  test('take less than 60 kB for the first load', async () => {
    const sizes = await Promise.all(
      ['/', ...assets()].map(async (url) => {
        const { rawPayload } = await get(url, { 'accept-encoding': 'br' })
        return rawPayload.length
      }),
    )
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000)
  })

  test('that do not exist are 404, and none is reached by a path upwards', async () => {
    expect((await get('/assets/console.js')).statusCode).toBe(404)
    expect((await get('/assets/../../package.json')).statusCode).toBe(404)
    expect((await get('/assets/%2e%2e/index.html.br')).statusCode).toBe(404)
  })
})
