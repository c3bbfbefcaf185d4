import { describe, expect, test } from 'vitest'
import { servicenow } from '../../../src/helpdesks/servicenow.ts'
import { marker, sampleNote, scriptedRemote } from '../../support/scripted-remote.ts'

const sysId = '9d385017c611228701d22104cc95c371'

describe('the note', () => {
  test('is a work note as plain text, with the fields in the same call', async () => {
    const patch = {
      method: 'PATCH',
      path: `/api/now/table/incident/${sysId}?sysparm_fields=sys_id`,
    } as const
    const { remote, requests } = scriptedRemote([
      { expect: patch, answer: { status: 200, json: { result: { sys_id: sysId } } } },
    ])
    const note = sampleNote({ ticketId: sysId, fields: { u_triage_class: 'writeback' } })
    await servicenow.outbound?.writeNote(remote, note)
    expect(requests).toEqual([
      { ...patch, json: { work_notes: `Registration. ${marker}`, u_triage_class: 'writeback' } },
    ])
    expect(servicenow.outbound?.setFields).toBeUndefined()
  })

  test('a field configured under the name of the note cannot take its place', async () => {
    const patch = {
      method: 'PATCH',
      path: `/api/now/table/incident/${sysId}?sysparm_fields=sys_id`,
    } as const
    const { remote, requests } = scriptedRemote([{ expect: patch, answer: { status: 200 } }])
    await servicenow.outbound?.writeNote(
      remote,
      sampleNote({ ticketId: sysId, fields: { work_notes: 'writeback' } }),
    )
    expect(requests[0]?.json).toEqual({ work_notes: `Registration. ${marker}` })
  })

  test('goes to the table that the ticket came from', async () => {
    const patch = {
      method: 'PATCH',
      path: '/api/now/table/sc_task/b1?sysparm_fields=sys_id',
    } as const
    const { remote, requests } = scriptedRemote([{ expect: patch, answer: { status: 200 } }])
    await servicenow.outbound?.writeNote(remote, sampleNote({ ticketId: 'sc_task/b1' }))
    expect(requests).toHaveLength(1)
  })

  test.each([
    ['in the journal', `2026-11-22 09:00:00 - Triage (Work notes)\n${marker}\n`, true],
    ['not there', '2026-11-22 09:00:00 - Ada (Work notes)\nsspr-triage:other', false],
    ['in an empty journal', '', false],
  ])('is looked for: %s', async (_name, workNotes, expected) => {
    const get = {
      method: 'GET',
      path: `/api/now/table/incident/${sysId}?sysparm_fields=work_notes&sysparm_display_value=true`,
    } as const
    const { remote } = scriptedRemote([
      { expect: get, answer: { status: 200, json: { result: { work_notes: workNotes } } } },
    ])
    expect(await servicenow.outbound?.hasNote(remote, sampleNote({ ticketId: sysId }))).toBe(
      expected,
    )
  })

  test.each([
    ['the right to read it is missing', { result: {} }, 'refused'],
    ['the answer is a page of maintenance', undefined, 'retry'],
  ])('is not taken for missing when %s', async (_name, json, kind) => {
    const get = {
      method: 'GET',
      path: `/api/now/table/incident/${sysId}?sysparm_fields=work_notes&sysparm_display_value=true`,
    } as const
    const { remote } = scriptedRemote([{ expect: get, answer: { json } }])
    await expect(
      servicenow.outbound?.hasNote(remote, sampleNote({ ticketId: sysId })),
    ).rejects.toMatchObject({ kind })
  })

  test('access is tried by reading alone', async () => {
    const get = {
      method: 'GET',
      path: '/api/now/table/incident?sysparm_limit=1&sysparm_fields=sys_id',
    } as const
    const { remote } = scriptedRemote([{ expect: get, answer: { status: 200 } }])
    expect(await servicenow.outbound?.checkAccess(remote)).toHaveLength(2)
  })
})
