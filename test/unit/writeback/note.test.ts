import { beforeAll, describe, expect, test } from 'vitest'
import { openTriage } from '../../../src/services.ts'
import type { TriagedTicket } from '../../../src/ticket.ts'
import { composeNote, type NoteDeps } from '../../../src/writeback/note.ts'
import { planWriteBack } from '../../../src/writeback/plan.ts'
import { noteBoardSettings } from '../../support/note-board.ts'

let opened: Awaited<ReturnType<typeof openTriage>>
beforeAll(async () => {
  opened = await openTriage({ agentLanguage: 'en', helpdesks: [] })
})

const ids = { ticketId: 'ticket-1', triageId: 'triage-1' }
const triage = (body: string) => opened.triage({ helpdesk: 'board', externalId: '1', body })
const compose = (ticket: TriagedTicket, more: Partial<NoteDeps> = {}) =>
  composeNote(
    { knowledge: opened.knowledge, language: 'en', publicUrl: null, ...more },
    ticket,
    ids,
  )
const headings = (markdown: string) =>
  [...markdown.matchAll(/^### (.*)$/gm)].map(([, title]) => title)

const exposed =
  'Password writeback fails with SSPR_0029, my password is Sommer2026! The AD is not updated.'

describe('the note', () => {
  test('has its parts in the order an agent needs them', () => {
    const note = compose(triage(exposed))
    expect(headings(note.markdown())).toEqual([
      'Before you act',
      'Why',
      'The ticket does not say (questions to copy)',
      'Codes in this ticket',
      'Checks',
      'Reply draft for the requester (not sent; read it first)',
      'Links',
      'Was this right?',
    ])
    expect(note.markdown()).toMatch(/\*\*Topic: writeback\*\* — very sure \(9\d %\)/)
  })

  test('says a warning once', () => {
    const ticket = triage(exposed)
    const [warning] = ticket.triage.warnings
    expect(warning).toBeDefined()
    expect(
      compose(ticket)
        .text()
        .split(warning?.message ?? ''),
    ).toHaveLength(2)
  })

  test('ends with the marker in every form and has it in the subject', () => {
    const note = compose(triage(exposed))
    const marker = 'sspr-triage:triage-1'
    expect(note.marker).toBe(marker)
    expect(note.subject).toContain(marker)
    for (const form of [note.text(), note.markdown(), note.wiki()]) {
      expect(form.trimEnd().split('\n').at(-1)).toBe(marker)
    }
    expect(note.html().endsWith(`<p>${marker}</p>`)).toBe(true)
    expect(JSON.stringify(note.adf())).toContain(marker)
  })

  test('quotes the words that decided, and nothing else of the ticket', () => {
    const ticket = triage(`${exposed} Zanzibar <img src=x> [a](javascript:1)`)
    const markdown = compose(ticket).markdown()
    for (const { text } of ticket.triage.evidence.slice(0, 5)) {
      expect(markdown).toContain(`\`${text}\``)
    }
    expect(markdown).not.toContain('Zanzibar')
    expect(markdown).not.toContain('Sommer2026!')
  })

  test('speaks the agent’s language around a reply in the requester’s', () => {
    const note = compose(triage('您好，我忘記公司帳號的密碼，請問要去哪裡自己重設？謝謝。'))
    expect(note.markdown()).toContain('### Why')
    expect(note.markdown()).toContain('> 您好：')
    const chinese = compose(triage(exposed), { language: 'zh-Hans' })
    expect(chinese.markdown()).toContain('### 判断依据')
    expect(chinese.markdown()).toContain('> Hello,')
    expect(chinese.markdown()).not.toContain('判斷')
  })

  test('names the candidates and the reason when a person has to decide', () => {
    const ticket = triage('password')
    expect(ticket.triage.decision).toBe('review')
    const markdown = compose(ticket).markdown()
    expect(headings(markdown)).toContain('What it may be')
    expect(markdown).toContain('**Perhaps: ')
    expect(markdown).toContain('Please decide yourself')
  })

  test('tells how to give feedback: the console where its address is known, else the call', () => {
    const ticket = triage(exposed)
    expect(compose(ticket).markdown()).toContain('POST /v1/tickets/ticket-1/feedback')
    const withAddress = compose(ticket, { publicUrl: 'https://triage.example.org' }).markdown()
    expect(withAddress).toContain('](https://triage.example.org/#/tickets/ticket-1)')
  })

  test('is the same for the same ticket', () => {
    const ticket = triage(exposed)
    expect(compose(ticket).html()).toBe(compose(ticket).html())
  })
})

describe('whether a note is wanted', () => {
  const settings = (more: Parameters<typeof noteBoardSettings>[1] = {}) =>
    noteBoardSettings('https://helpdesk.example', more)
  const ticket = () => triage(exposed)

  test.each([
    ['note', 'pending'],
    ['shadow', 'shadow'],
  ] as const)('in mode %s it is %s', (mode, state) => {
    expect(planWriteBack(settings({ mode }), ticket())).toEqual({ mode, state })
  })

  test('not in mode off, for no helpdesk, without an id, or for a decision that is not named', () => {
    expect(planWriteBack(settings({ mode: 'off' }), ticket())).toBeNull()
    expect(planWriteBack(undefined, ticket())).toBeNull()
    expect(planWriteBack(settings(), { ...ticket(), externalId: null })).toBeNull()
    expect(planWriteBack(settings({ decisions: ['review'] }), ticket())).toBeNull()
  })

  test('never out of scope, whatever the settings say', () => {
    const printer = triage('The printer on floor 3 is out of toner')
    expect(printer.triage.decision).toBe('out-of-scope')
    expect(planWriteBack(settings({ decisions: ['out-of-scope'] }), printer)).toBeNull()
  })

  test('where the answer carries the note it is written at once', () => {
    const { system, ...rest } = settings()
    const inAnswer = { ...rest, system: { ...system, noteInAnswer: true as const } }
    expect(planWriteBack(inAnswer, ticket())).toEqual({ mode: 'note', state: 'written' })
  })
})
