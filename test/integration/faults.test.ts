import { afterEach, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../support/test-app.ts'

let test_: TestApp
afterEach(() => test_.app.close())

describe('a database that does not answer', () => {
  test('makes /ready 503, leaves /live 200, and intake is told to try again', async () => {
    test_ = await openTestApp()
    await test_.database.close()
    expect((await test_.call(null, 'GET', '/live')).status).toBe(200)
    const ready = await test_.call(null, 'GET', '/ready')
    expect([ready.status, ready.json.code]).toEqual([503, 'database-unavailable'])
    const intake = await test_.call('intake', 'POST', '/v1/tickets', { body: 'x' })
    expect([intake.status, intake.json.code]).toEqual([503, 'database-unavailable'])
    expect(intake.headers['retry-after']).toBe('5')
  })
})

describe('a fault of the service', () => {
  test('is a 500 that tells nothing of what happened, and is logged in full', async () => {
    const secret = 'SELECT * FROM tickets at /opt/service/dist/store.js:12'
    test_ = await openTestApp({
      services: { recordTicket: () => Promise.reject(new Error(secret)) },
    })
    const { status, json, text } = await test_.call('intake', 'POST', '/v1/tickets', { body: 'x' })
    expect([status, json.code]).toEqual([500, 'internal-error'])
    expect(text).not.toMatch(/SELECT|\/opt|\.js|at /)
    const logged = test_.logLines.find((line) => line.includes('SELECT'))
    expect(logged).toContain(json.instance.replace('urn:uuid:', ''))
    await test_.database.close()
  })
})

describe('a rate limit', () => {
  test('refuses a key’s further requests with 429 and Retry-After, and leaves others alone', async () => {
    test_ = await openTestApp({ config: { rateLimitPerMinute: 3 } })
    const call = (role: 'intake' | 'agent') => test_.call(role, 'POST', '/v1/triage', { body: 'x' })
    for (let i = 0; i < 3; i++) expect((await call('intake')).status).toBe(200)
    const { status, json, headers } = await call('intake')
    expect([status, json.code]).toEqual([429, 'too-many-requests'])
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
    expect((await call('agent')).status).toBe(200)
    await test_.database.close()
  })
})
